import type { NewCommit, TreeChange } from '../../ports/git.ts';
import { type Author, formatOffset } from '../git-common/commit-object.ts';
import type { Environment } from '../git-common/environment.ts';
import { assertTreePath } from '../git-common/paths.ts';
import { requireIdentity } from './identity.ts';
import { type ImportChange, importTree } from './import.ts';
import type { GitRepository } from './native-git.ts';
import type { Program } from './program.ts';
import { line, tree } from './read.ts';

export async function writeCommit(
  repository: GitRepository,
  { parent, changes, message, author }: NewCommit,
): Promise<string> {
  const { program } = repository;
  await requireIdentity(program);
  const written = await writeTree(repository, parent, changes);
  const signs = await program.run(['config', '--type=bool', '--get', 'commit.gpgsign']);
  const sign = line(signs.output) === 'true' ? ['-S'] : [];
  const parents = parent === undefined ? [] : ['-p', parent];
  const id = await program.output(['commit-tree', ...sign, ...parents, '-F', '-', written], {
    input: `${message.replace(/\n+$/, '')}\n`,
    env: author === undefined ? {} : authorEnvironment(author),
  });
  return line(id);
}

export async function writeTree(
  repository: GitRepository,
  base: string | undefined,
  changes: Iterable<TreeChange>,
): Promise<string> {
  const listed = [...changes];
  for (const { path } of listed) assertTreePath(path);
  const executable =
    base === undefined
      ? new Set<string>()
      : await executables(
          repository.program,
          base,
          listed.flatMap((change) => ('content' in change ? [change.path] : [])),
        );
  return importTree(repository, base, withModes(listed, executable));
}

/** From this number of paths on, all files of a commit are looked at. */
const many = 100;

/** Those of these files that may be run: new content does not change that. */
async function executables(program: Program, commit: string, paths: readonly string[]): Promise<Set<string>> {
  const entries = await tree(program, commit, paths.length < many ? paths : ['']);
  return new Set(entries.filter((entry) => entry.mode === '100755').map((entry) => entry.path));
}

function* withModes(changes: Iterable<TreeChange>, executable: ReadonlySet<string>): Generator<ImportChange> {
  for (const change of changes) {
    if ('content' in change) yield { ...change, mode: executable.has(change.path) ? '100755' : '100644' };
    else yield change;
  }
}

function authorEnvironment({ name, email, time, offset }: Author): Environment {
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: `@${time} ${formatOffset(offset)}`,
  };
}
