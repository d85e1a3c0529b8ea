import { UserError } from '../../model/errors.ts';
import { branchMoved, wouldOverwrite } from '../git-common/failures.ts';
import { emptyTree } from '../git-common/paths.ts';
import type { GitRepository } from './native-git.ts';
import { lastLines } from './program.ts';
import { head } from './read.ts';

export async function moveTo({ program }: GitRepository, commit: string): Promise<void> {
  const old = (await head(program)).commit;
  if (old === commit) return;
  await program.run(['update-index', '-q', '--refresh']);
  const from = old ?? emptyTree;
  const moved = await program.run(['read-tree', '-m', '-u', from, commit]);
  if (moved.code !== 0) throw refusal(moved.errors);
  const args = ['update-ref', '-m', 'resedge: move', 'HEAD', commit, old ?? '0'.repeat(40)];
  const updated = await program.run(args);
  if (updated.code !== 0) {
    await program.output(['read-tree', '-m', '-u', commit, from]);
    throw branchMoved();
  }
}

function refusal(errors: string): UserError {
  const path = /(?:Entry|file|Updating|Removing) '(.+?)'/.exec(errors)?.[1];
  if (path !== undefined) return wouldOverwrite([path]);
  return new UserError(`Git did not move the branch: ${lastLines(errors)}`);
}
