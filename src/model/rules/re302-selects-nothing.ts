import { defineRule } from './define.ts';

export const selectsNothing = defineRule({
  id: 'RE302',
  name: 'selects-nothing',
  severity: 'warning',
  summary: 'An expression, or a part of it, selects no cluster; or a ring takes none.',
  page: `
    A label that no cluster has, or a glob that matches no name, is most often a typing mistake: nothing fails, and the
    clusters that were meant get nothing. The same holds for an expression that selects no cluster in the end, and for
    an override that selects clusters, but none that its namespace is on. A ring takes no cluster, too, if its percent
    lets none in, or if the rings before it have them all: nobody would try a change there, so a rollout stops at it.

        clusters: /m/teir/gold                the label is tier
        clusters: /g/stores and /g/lab        right, but no cluster is in both

    Try an expression before it is used:

        resedge match '/g/stores and /m/tier/gold'

    Where no cluster is meant, write none.

    A note is made of an overlay that is applied nowhere: one without the annotation resedge.dev/clusters, or a folder
    too deep below \`overlays\`, as it is where plain Kustomize or another tool decided who gets it. What the base or
    another overlay loads is meant for them, and not noted.
  `,
});
