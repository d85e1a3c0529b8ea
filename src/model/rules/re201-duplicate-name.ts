import { defineRule } from './define.ts';

export const duplicateName = defineRule({
  id: 'RE201',
  name: 'duplicate-name',
  severity: 'error',
  summary: 'Two objects have the same name, or two rings the same order.',
  page: `
    An object is known by its kind and its name, in whichever file it stands. Of two with the same name nobody could
    say which is meant; the second one, in the order of files, is left out.

    The former names of clusters count too: a forwarding overlay is kept at each, where a new cluster of that name
    would have its own file. The same holds for the order of rings, which has to say who comes first.

    Rename one of the two, or delete it.
  `,
});
