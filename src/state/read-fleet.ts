import type { ClusterSet } from '../model/cluster-set.ts';
import { InvalidInventory, UsageError } from '../model/errors.ts';
import type { Resolution } from '../model/resolution.ts';
import type { Host } from '../ports/host.ts';
import { type FleetSources, readSources } from './fleet-sources.ts';
import { evaluate, type LoadedFleet, leavingOut } from './load-fleet.ts';
import { saveParseCache } from './parse-cache-file.ts';
import { noProgress, type OnProgress } from './progress.ts';
import { openRepository, type Repository } from './repository.ts';
import { workTree } from './source-tree.ts';

/** A fleet to be looked at: what could be read, and how much could not. */
export interface ReadFleet extends LoadedFleet {
  readonly repository: Repository;
  /** What it was worked out from. */
  readonly state: FleetSources;
  readonly resolution: Resolution;
  /** How many errors there are for which objects are left out. Those of quotas and limits leave none out. */
  readonly errors: number;
}

/** Opens the repository at a folder and reads the work tree. Objects with errors are left out; the rest can be looked at. */
export async function readFleet(host: Host, folder: string, progress: OnProgress = noProgress): Promise<ReadFleet> {
  const repository = await openRepository(host, folder);
  const state = await readSources(host, repository, workTree(host.fs, repository), progress);
  const loaded = await evaluate(state);
  saveParseCache(host.fs, repository, state.cache);
  const errors = loaded.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (!loaded.resolution) throw new InvalidInventory(errors, 'resedge.yaml cannot be used');
  return { ...loaded, repository, state, resolution: loaded.resolution, errors: leavingOut(errors).length };
}

/** The clusters that an expression on the command line selects. What is wrong with it is a UsageError that points at the place. */
export function selectClusters(
  resolution: Resolution,
  expression: string,
): { clusters: ClusterSet; warnings: string[] } {
  const { clusters, findings } = resolution.select(expression, { file: 'the command line', path: [] });
  const warnings: string[] = [];
  for (const { rule, severity, message, hint, place } of findings) {
    if ((severity ?? rule.severity) !== 'error') {
      warnings.push(hint === undefined ? message : `${message}. ${hint}`);
      continue;
    }
    const { start, end } = place.span ?? { start: 0, end: expression.length };
    throw new UsageError(
      `${message}\n  ${expression}\n  ${' '.repeat(start)}${'^'.repeat(Math.max(1, end - start))}`,
      hint,
    );
  }
  return { clusters, warnings };
}
