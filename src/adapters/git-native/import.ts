import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertTreePath } from '../git-common/paths.ts';
import type { GitRepository } from './native-git.ts';
import { failed, manyObjects } from './program.ts';
import { line } from './read.ts';
import { withScratch } from './scratch.ts';

/** A file to put into a tree. */
export type ImportChange =
  | { readonly path: string; readonly content: string | Uint8Array; readonly mode: string }
  | { readonly path: string; readonly id: string; readonly mode: string }
  | { readonly path: string; readonly deleted: true };

/**
 * Writes another tree with changes, and all its new objects in one pack, by one process; the id of the tree.
 * The process works in a Git folder of its own that shares the objects, so that no reference of the repository moves.
 */
export async function importTree(
  repository: GitRepository,
  base: string | undefined,
  changes: Iterable<ImportChange>,
): Promise<string> {
  const tree = base && line(await repository.program.output(['rev-parse', `${base}^{tree}`]));
  return withScratch(repository, async (scratch) => {
    mkdirSync(join(scratch, 'refs'));
    writeFileSync(join(scratch, 'HEAD'), 'ref: refs/heads/import\n');
    const args = ['fast-import', '--quiet', '--done'];
    const env = { ...manyObjects, GIT_DIR: scratch, GIT_OBJECT_DIRECTORY: join(repository.folder, 'objects') };
    const result = await repository.program.run(args, { input: importStream(tree, changes), env });
    const written = /^040000 tree ([0-9a-f]{40})/m.exec(result.output.toString('latin1'))?.[1];
    if (result.code !== 0 || written === undefined) throw failed(args, result);
    return written;
  });
}

/** The blobs as they come, then the changes: deletions first, so that a file can take the place of a folder. */
function* importStream(base: string | undefined, changes: Iterable<ImportChange>): Generator<string | Uint8Array> {
  const commands = new Map<string, string>();
  let marks = 0;
  for (const change of changes) {
    assertTreePath(change.path);
    const path = quote(change.path);
    if ('content' in change) {
      marks += 1;
      const content = typeof change.content === 'string' ? Buffer.from(change.content) : change.content;
      yield `blob\nmark :${marks}\ndata ${content.length}\n`;
      yield content;
      yield '\n';
      commands.set(path, `M ${change.mode} :${marks} ${path}\n`);
    } else {
      commands.set(path, 'deleted' in change ? `D ${path}\n` : `M ${change.mode} ${change.id} ${path}\n`);
    }
  }
  yield 'commit refs/heads/import\ncommitter <resedge> 0 +0000\ndata 0\n';
  if (base !== undefined) yield `M 040000 ${base} ""\n`;
  for (const command of commands.values()) if (command.startsWith('D')) yield command;
  for (const command of commands.values()) if (command.startsWith('M')) yield command;
  yield 'ls ""\ndone\n';
}

function quote(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
