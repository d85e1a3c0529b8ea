import { defineRule } from './define.ts';

export const unknownReference = defineRule({
  id: 'RE202',
  name: 'unknown-reference',
  severity: 'error',
  summary: 'An object names another one that does not exist.',
  page: `
    A name that leads nowhere is mostly a slip of the pen, or something that was renamed or deleted by hand.

        kind: Application
        metadata: {name: imdb}
        spec:
          path: apps/imdb
          namespace: movis         there is no Namespace movis; movies is meant

    Correct the name, or add what it names below inventory/. A group needs its parents: stores/central/la needs
    stores/central and stores.
  `,
});
