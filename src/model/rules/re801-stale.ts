import { defineRule } from './define.ts';

export const stale = defineRule({
  id: 'RE801',
  name: 'stale',
  severity: 'error',
  summary: 'Generated files are not what the inventory asks for.',
  page: `
    The files below clusters/ and fleet/ follow from what people write. On the branch that clusters read they must be
    current: a cluster does what they say, whatever the inventory says.

    \`resedge deploy\` brings them up to date, commits and pushes; in CI it runs after each merge. To write them without
    a commit:

        resedge generate

    On other branches generated files are stale by design: pull requests carry what people wrote, and nothing else.
  `,
});
