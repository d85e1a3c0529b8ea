import { defineRule } from './define.ts';

export const cycle = defineRule({
  id: 'RE203',
  name: 'cycle',
  severity: 'error',
  summary: 'Things need each other in a circle, so none of them can come first.',
  page: `
    An expression may use other ones: /n/ asks for the clusters of a namespace, /g/ for those of a group and all below
    it, /r/ for those of a ring, which are what the rings before it leave. Where that leads back to the expression
    itself, nobody can say whom it selects.

        Namespace web       clusters: /n/cache
        Namespace cache     clusters: /n/web and /m/tier/gold

    In the same way applications and namespaces that depend on each other in a circle would all wait without end.

    The message shows the circle. Break it at one place: name the clusters by a group or label there, or remove one of
    the dependencies.
  `,
});
