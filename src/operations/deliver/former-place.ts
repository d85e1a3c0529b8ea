import { branchOfClusters } from '../../deliver/fleet-branch.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import { parseYaml } from '../../load/parse-yaml.ts';
import type { ReadSource } from '../../model/delivered.ts';
import { defaultBranch } from '../../model/kinds/fleet.ts';
import { valueAt } from '../../model/record.ts';
import type { Git } from '../../ports/git.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { fleetFile, gitOf } from '../../state/repository.ts';
import type { RemoteBranch } from './remote-branch.ts';

/** A place that clusters read still, while the fleet names another one. */
export interface FormerPlace extends ReadSource {
  /** The commit that they have. */
  readonly tip: string;
  /** The remote does not have the branch any more: it was renamed there, and what they have is known from its new name. */
  readonly isGone: boolean;
}

/** What is known of where clusters are to read. */
export interface LookedAt {
  readonly head: string | undefined;
  /** The branch that the fleet names; undefined: there is no remote. */
  readonly clusters: RemoteBranch | undefined;
  /** What was fetched counts as what is there. */
  readonly offline: boolean;
}

/** Where a fleet says that clusters read. */
export async function namedPlace(state: FleetState): Promise<ReadSource> {
  const { fleet } = (await state.resolution()).inventory;
  return { url: fleet.spec.git.url, branch: branchOfClusters(fleet).branch };
}

/**
 * Where clusters read as far as the output tells that is there, if it is another place than the fleet names: resedge.yaml
 * named it once, and its last output leads nowhere else.
 */
export async function findFormerPlace(state: FleetState, looked: LookedAt): Promise<FormerPlace | undefined> {
  const { head, clusters } = looked;
  if (head === undefined || !clusters) return undefined;
  const { repository } = state;
  const git = gitOf(repository);
  const deliveries = deliveriesOf(git, repository.prefix, await state.resolution());
  const named = await namedPlace(state);
  const leadsTo = async (commit: string, place: ReadSource) => {
    const source = await deliveries.at(commit).source();
    return source !== undefined && isSame(source, place);
  };
  for (const place of await placesOnce(git, `${repository.prefix}${fleetFile}`, head)) {
    if (isSame(place, named)) continue;
    const isHere = place.branch === named.branch;
    const known = isHere ? (clusters.tip ?? head) : await git.remoteTip(clusters.remote.name, place.branch);
    // A place that was left is not looked at again.
    if (known !== undefined && !(await leadsTo(known, place))) continue;
    const tip = isHere || looked.offline ? known : await git.fetch(clusters.remote.name, place.branch);
    if (tip !== undefined && (tip === known || (await leadsTo(tip, place)))) return { ...place, tip, isGone: false };
    const isGone = tip === undefined && !looked.offline && clusters.tip !== undefined;
    if (isGone && (await leadsTo(clusters.tip, place))) return { ...place, tip: clusters.tip, isGone };
  }
  return undefined;
}

function isSame(a: ReadSource, b: ReadSource): boolean {
  return a.url === b.url && a.branch === b.branch;
}

/** The places that a file named as that of clusters, up to a commit, the newest first. */
async function placesOnce(git: Git, file: string, head: string): Promise<ReadSource[]> {
  const versions = (await git.fileHistory(head, [file])).get(file) ?? [];
  const ids = versions.flatMap(({ blob }) => blob ?? []);
  const blobs = await git.blobs(ids);
  const places = ids.flatMap((id) => {
    const documents = parseYaml(blobs.get(id) ?? new Uint8Array()).documents;
    return documents.flatMap(({ value }) => placeIn(value) ?? []);
  });
  return places.filter((place, index) => places.findIndex((one) => isSame(one, place)) === index);
}

/** What an object says, whether or not it is valid by now. */
function placeIn(object: unknown): ReadSource | undefined {
  const textAt = (...path: string[]) => {
    const value = valueAt(object, ['spec', ...path]);
    return typeof value === 'string' ? value : undefined;
  };
  const url = textAt('git', 'url');
  if (valueAt(object, ['kind']) !== 'Fleet' || url === undefined) return undefined;
  return { url, branch: textAt('delivery', 'branch') ?? textAt('git', 'branch') ?? defaultBranch };
}
