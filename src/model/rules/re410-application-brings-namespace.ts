import { defineRule } from './define.ts';

export const applicationBringsNamespace = defineRule({
  id: 'RE410',
  name: 'application-brings-namespace',
  severity: 'error',
  summary: 'An application brings a Namespace that is not its own.',
  page: `
    Namespaces belong to the kind Namespace: they come with limits, access and an owner. A Namespace object that an
    application brings for the namespace it runs in is dropped, since that namespace is there already. One for any
    other namespace is refused. What counts is what Kustomize builds: \`namespace\` of a kustomization, and
    \`setNamespace\` of the application, rename a Namespace. Where a base holds what Kustomize alone can tell, such as
    generators, and there is no Kustomize, it is refused as well.

    Remove the object from the application's manifests. Where another namespace is needed, create it in the inventory:

        kind: Namespace
        metadata: {name: infra}
        spec:
          clusters: /g/stores
  `,
});
