import { findForeignManifests } from '../../generate/foreign-manifests.ts';
import { hasOwnBranch } from '../../model/delivery.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { findSideBranch } from './branch-base.ts';
import { checkBranch } from './check-branch.ts';
import { filesOnDisk, stagedFiles } from './generated-files.ts';

/** What was found, and what could not be looked at, in sentences. */
export interface CheckedGenerated {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/**
 * What lies in the generated folders and must not, on the disk or staged. That files are current is no matter here; nor are
 * people's own files, where clusters read another branch.
 */
export async function checkGenerated(
  { host, repository }: Pick<WorkingCopy, 'host' | 'repository'>,
  resolution: Resolution,
  staged: boolean,
): Promise<CheckedGenerated> {
  const files = staged ? await stagedFiles(repository) : filesOnDisk(host, repository);
  const isElsewhere = hasOwnBranch(resolution.inventory.fleet);
  const foreign = isElsewhere ? [] : await findForeignManifests(files.tree, resolution);
  const side = await findSideBranch(host, repository, resolution);
  if (!side) return { findings: foreign, notes: [] };
  const { findings, notes } = await checkBranch(side, files, repository);
  return { findings: [...foreign, ...findings], notes };
}
