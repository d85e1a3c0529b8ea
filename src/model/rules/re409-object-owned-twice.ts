import { defineRule } from './define.ts';

export const objectOwnedTwice = defineRule({
  id: 'RE409',
  name: 'object-owned-twice',
  severity: 'error',
  summary: 'Two applications or policies bring the same object to one cluster.',
  page: `
    On a cluster each application is applied on its own. Two that bring an object of the same kind and name into the
    same namespace would overwrite each other without end, and removing one would delete the object of the other.
    What a policy brings counts once for each namespace that has it.

    Applications that share a base can build names from their own:

        metadata:
          name: \${app_name}

    Policies can build them from the namespace, with \${namespace_name}. Or put applications into different namespaces,
    or place them on different clusters.
  `,
});
