import { defineRule } from './define.ts';

export const pathEscapes = defineRule({
  id: 'RE406',
  name: 'path-escapes',
  severity: 'error',
  summary: 'A path leaves apps/ and policies/.',
  page: `
    Clusters get what lies below apps/ and policies/, and nothing else of what people write. So the path of an
    Application lies below apps/, that of a Policy below policies/, and all that their kustomizations load below one of
    the two.

        kind: Application
        spec: {path: apps/imdb}          right
        spec: {path: ../other/imdb}      leaves the repository
        spec: {path: /srv/imdb}          an absolute path: nobody else has it
        spec: {path: inventory/imdb}     clusters do not get inventory/
  `,
});
