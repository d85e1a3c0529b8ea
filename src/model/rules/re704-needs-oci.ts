import { defineRule } from './define.ts';

export const needsOci = defineRule({
  id: 'RE704',
  name: 'needs-oci',
  severity: 'warning',
  summary: 'Windows, freezes and holds keep no cluster as it is.',
  page: `
    With delivery.source: git all clusters read one branch, and a branch cannot hold one of them back: a push reaches
    every cluster at its next look. Windows, freezes and holds may be written down, and rollouts count windows and
    freezes, but the clusters change all the same. To keep a cluster as it is, do not deploy what changes it.
  `,
});
