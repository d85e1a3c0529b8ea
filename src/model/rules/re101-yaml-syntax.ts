import { defineRule } from './define.ts';

export const yamlSyntax = defineRule({
  id: 'RE101',
  name: 'yaml-syntax',
  severity: 'error',
  summary: 'A file cannot be read, or is not YAML.',
  page: `
    What cannot be read is left out, with all that it describes. The other documents of the file are still read. As
    long as there is such a file, references to things that do not exist are not reported: they may be in there.

    The usual causes:

        owner: @contoso/pos        a text that begins with @, *, &, %, ! or a quote needs quotes: "@contoso/pos"
        note: open: 9 to 5         so does a text that holds ": " or " #"
        \tclusters: all            a tab; YAML is indented with spaces
        region: central
        region: north              a key that is there twice
        a:1                        no space after the colon

    Files are UTF-8 of at most 16 MiB. Anchors, aliases and merges (<<) are understood, as long as they do not unfold
    to more than a million characters. Tags such as !!binary are not.
  `,
});
