import { defineRule } from './define.ts';

export const ambiguousValue = defineRule({
  id: 'RE407',
  name: 'ambiguous-value',
  severity: 'error',
  summary: 'Two groups of equal depth give a cluster different values, and nothing deeper decides.',
  page: `
    A cluster inherits values from the fleet and from its groups; a deeper group wins over a shallower one, and the
    cluster itself wins over all. Two groups of the same depth that give one key different values leave open which
    of them a cluster in both gets. The same holds for timeZone and windows.

        stores/central   values: {currency: USD}
        franchise/acme   values: {currency: EUR}      a cluster in both: undecided

    Set the value in a deeper group or on the cluster, or make both groups agree.
  `,
});
