import type { KindName } from '../../model/inventory.ts';
import { kindWords } from '../../model/kind-names.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { fillTemplate } from '../../state/assets.ts';
import { readSchemas } from '../../state/schemas.ts';
import { bundleSchema } from '../../validate/bundle-schema.ts';

/** What has editors check the inventory, by path: the schema lies beside the settings, so no network is needed. */
export function editorFiles(fs: FileSystem): Map<string, string> {
  return new Map([
    ['.vscode/extensions.json', fillTemplate(fs, 'init/vscode/extensions.json', {})],
    ['.vscode/settings.json', fillTemplate(fs, 'init/vscode/settings.json', {})],
    ['.vscode/resedge.schema.json', schemaText(fs, undefined)],
  ]);
}

/** The JSON Schema of a kind, or one for all, that refers to nothing outside of it. */
export function schemaText(fs: FileSystem, kind: KindName | undefined): string {
  const kinds = kind === undefined ? kindWords.map((words) => words.kind) : [kind];
  return `${JSON.stringify(bundleSchema(readSchemas(fs).byFile, kinds), null, 2)}\n`;
}
