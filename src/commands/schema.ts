import { findKind } from '../model/kind-names.ts';
import { schemaText } from '../operations/setup/editor-files.ts';
import { optional } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { unknownKind } from './frame/object-words.ts';

export const command = defineCommand({
  description:
    'Prints the JSON Schema of a kind, or one for the documents of all kinds. It refers to nothing outside of it: an editor can read it from a file, without a network.',
  examples: [
    { title: 'For the editor, after an update of resedge', command: 'resedge schema > .vscode/resedge.schema.json' },
    { title: 'The fields of a cluster', command: 'resedge schema cluster' },
  ],
  arguments: { kind: optional('kind', 'cluster, group, ...; all kinds unless given', 'kind') },
  async run({ host }, { kind }) {
    const words = kind === undefined ? undefined : findKind(kind);
    if (kind !== undefined && !words) throw unknownKind(kind);
    host.terminal.out(schemaText(host.fs, words?.kind));
    return 'done';
  },
});
