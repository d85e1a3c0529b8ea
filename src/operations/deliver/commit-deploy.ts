import { generatedFolders } from '../../generate/layout.ts';
import { UserError } from '../../model/errors.ts';
import type { Git } from '../../ports/git.ts';
import { fromGitRoot, gitOf, intentPaths, type Repository } from '../../state/repository.ts';
import { attributesFile } from './generate.ts';
import { attributesChange } from './put-on-top.ts';
import type { GeneratedChanges } from './write-generated.ts';

/** Commits what the user changed in the folders of intent and what was generated, and nothing else. */
export async function commitAll(
  repository: Repository,
  { created, updated, unchanged, findings }: GeneratedChanges,
  { message, head }: { readonly message: string; readonly head: string | undefined },
): Promise<string> {
  const git = gitOf(repository);
  const foreign = new Set(
    fromGitRoot(
      repository,
      findings.map((finding) => finding.place.file),
    ),
  );
  const mine = fromGitRoot(repository, [...intentPaths, ...generatedFolders, attributesFile]);
  const changed = (await git.changes(mine)).map((change) => change.path);
  const attributes = `${repository.prefix}${attributesFile}`;
  if (
    head !== undefined &&
    changed.includes(attributes) &&
    (await attributesChange(git, repository, head)).length === 0
  )
    foreign.add(attributes);
  const ours = changed.filter((path) => !foreign.has(path));
  const commit = ours.length > 0 ? await git.commit({ tree: (await git.snapshot(ours)).tree, message }) : head;
  if (commit === undefined) throw new UserError('there is nothing to commit');

  const committed = await git.tree(commit, fromGitRoot(repository, generatedFolders));
  const generated = committed.filter(({ path }) => !foreign.has(path)).length;
  if (generated === created.length + updated.length + unchanged) return commit;
  throw new UserError(
    'Git ignores some of the generated files, so clusters would never get them',
    'Take clusters/ and fleet/ out of .gitignore, and deploy again.',
  );
}

/** A commit without files: all that it is about was committed before, but not why that is allowed. */
export async function commitReason(git: Git, parent: string, message: string): Promise<string> {
  const commit = await git.writeCommit({ parent, changes: [], message });
  await git.moveTo(commit);
  return commit;
}
