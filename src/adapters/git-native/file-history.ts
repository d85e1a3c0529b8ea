import { parentOf } from '../../model/paths.ts';
import type { FileVersion } from '../../ports/git.ts';
import { fileVersion, isFileMode } from '../git-common/file-version.ts';
import { commitInfos } from './history.ts';
import type { Program } from './program.ts';

/** What a commit makes of a file. */
interface FileChange {
  readonly path: string;
  readonly commit: string;
  readonly blob: string | undefined;
}

/** Settings of the user could change the output, so every option that it depends on is given. */
const options = [
  ...['--first-parent', '--diff-merges=first-parent', '--root', '--no-follow', '--no-renames'],
  ...['--raw', '--no-abbrev', '--no-color', '--no-show-signature', '-z', '--format=%H'],
];

export async function fileHistory(
  program: Program,
  tip: string,
  paths: readonly string[],
): Promise<Map<string, FileVersion[]>> {
  const found = new Map<string, FileVersion[]>(paths.map((path) => [path, []]));
  const wanted = toLookAt(paths.filter((path) => path !== ''));
  if (wanted.length === 0) return found;
  const isLine = (path: string) => !/[\r\n]/.test(path);
  const args = ['--literal-pathspecs', 'log', ...options, '--stdin', tip, '--'];
  const output = await program.output([...args, ...wanted.filter((path) => !isLine(path))], {
    input: ['--', ...wanted.filter(isLine), ''].join('\n'),
  });
  const changes = [...parseLog(output)].filter(({ path }) => found.has(path));
  const ids = changes.map(({ commit }) => commit);
  const commits = new Map((await commitInfos(program, ids)).map((info) => [info.id, info]));
  for (const { path, commit, blob } of changes) {
    const info = commits.get(commit);
    if (info !== undefined) found.get(path)?.push(fileVersion(info, blob));
  }
  return found;
}

/** From this number of paths on, Git is given their folders: it compares every name in a tree with every path. */
const many = 3;

function toLookAt(paths: readonly string[]): string[] {
  if (paths.length < many) return [...paths];
  return [...new Set(paths.map((path) => parentOf(path) || path))];
}

/** Commits, each with its changes: `:mode mode id id letter`, then the path. */
function* parseLog(output: Buffer): Generator<FileChange> {
  let commit = '';
  let change: string[] | undefined;
  for (const field of fieldsOf(output)) {
    if (change !== undefined) {
      const [before, mode, , id] = change;
      if (isFileMode(before) || isFileMode(mode))
        yield { path: field, commit, blob: isFileMode(mode) ? id : undefined };
      change = undefined;
    } else if (field.trimStart().startsWith(':')) change = field.trimStart().slice(1).split(' ');
    else commit = field;
  }
}

/** A generator, since the output as one text may be longer than a text can be. */
function* fieldsOf(output: Buffer): Generator<string> {
  let position = 0;
  for (let end = output.indexOf(0); end >= 0; end = output.indexOf(0, position)) {
    yield output.toString('utf8', position, end);
    position = end + 1;
  }
}
