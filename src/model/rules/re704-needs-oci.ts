import { defineRule } from './define.ts';

export const needsOci = defineRule({
  id: 'RE704',
  name: 'needs-oci',
  severity: 'warning',
  summary: 'Windows, freezes and holds have no effect with source git.',
  page: `
    With delivery.source: git all clusters read one branch, and a branch cannot hold one of them back: a push reaches
    every cluster at its next look. Windows, freezes and holds are kept, but the clusters change all the same.

        delivery:
          source: oci
          registry: oci://registry.example.com/contoso

    With source oci each cluster has a pin of its own, which moves only when it may.
  `,
});
