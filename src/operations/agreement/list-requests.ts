import { checkRoomTogether } from '../../admission/check-room.ts';
import { checkScope } from '../../admission/check-scope.ts';
import { ClusterSet } from '../../model/cluster-set.ts';
import { isError } from '../../model/diagnostic.ts';
import { UserError } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import { fleetVariables } from '../../render/fleet-variables.ts';
import { tryOn } from '../../resolve/fits.ts';
import { granted, type OpenRequest, openRequests } from '../../resolve/requests.ts';
import { resolve } from '../../resolve/resolve.ts';
import { listClusters } from '../../resolve/wording.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { buildApplications } from '../validate/build-applications.ts';
import { type AskedSince, askedSince } from './asked-since.ts';

/** One item of a RequestList: an application that waits for a namespace. */
export interface ListedRequest {
  readonly application: string;
  readonly namespace: string;
  /** The namespace that it would leave. */
  readonly from: string | null;
  /** Whether the namespace is only proposed, so that it would be approved as well. */
  readonly proposed: boolean;
  readonly owners: readonly string[];
  readonly state: 'pending' | 'rejected';
  /** Why it was turned down. */
  readonly reason: string | null;
  /** RFC 3339, UTC; null if it is not committed. */
  readonly since: string | null;
  /** Who committed it. */
  readonly author: string | null;
  /** On how many clusters it would run. */
  readonly clusters: number;
  /** Whether there is room: on the clusters for a proposed namespace, in the namespace for the application. */
  readonly fits: 'yes' | 'no' | 'unknown';
  /** Why it does not fit, or why that is not known. */
  readonly problems: readonly string[];
}

/** Which requests to list. */
export interface RequestFilter {
  /** Those of these applications; empty: all. */
  readonly names: readonly string[];
  /** Those that would land on one of these, counted among them. */
  readonly clusters: ClusterSet | undefined;
}

/** All requests that nobody has granted, by application. Throws UserError if one that is named is not there. */
export async function listRequests(state: FleetState, { names, clusters }: RequestFilter): Promise<ListedRequest[]> {
  const resolution = await state.resolution();
  const all = openRequests(resolution.inventory);
  const missing = names.find((name) => !all.some(({ application }) => application.name === name));
  if (missing !== undefined) throw new UserError(`${missing} asks for nothing`, 'See who does: resedge get requests');
  const wanted = all.filter(({ application }) => names.length === 0 || names.includes(application.name));
  if (wanted.length === 0) return [];
  const would = resolve(granted(resolution.inventory, wanted), resolution.engine).resolution;
  const since = await sinceWhen(state, wanted);
  const tries = await tryRoom(state, would, wanted);
  const rows = wanted.map((request) => {
    const landing = landingOf(would, request);
    const { problems, isKnown } = tries(request, landing);
    return toRow(request, clusters ? landing.and(clusters) : landing, since.get(request.application.name), {
      problems,
      fits: isKnown ? (problems.length === 0 ? 'yes' : 'no') : 'unknown',
    });
  });
  return clusters ? rows.filter((row) => row.clusters > 0) : rows;
}

function toRow(
  { application, namespace, refusal }: OpenRequest,
  landing: ClusterSet,
  asked: AskedSince | undefined,
  fit: Pick<ListedRequest, 'fits' | 'problems'>,
): ListedRequest {
  const { namespace: home, owners } = application.spec;
  return {
    application: application.name,
    namespace: namespace.name,
    from: home === undefined || home === namespace.name ? null : home,
    proposed: namespace.spec.proposed,
    owners,
    state: refusal === undefined ? 'pending' : 'rejected',
    reason: refusal ?? null,
    since: asked ? asked.since.toISOString().replace(/\.\d+Z$/, 'Z') : null,
    author: asked?.author ?? null,
    clusters: landing.count(),
    ...fit,
  };
}

function landingOf(would: Resolution, { application }: OpenRequest): ClusterSet {
  const placement = would.applications.find((one) => one.application.name === application.name);
  return placement?.clusters ?? ClusterSet.none(would.active.size);
}

async function sinceWhen(
  { repository }: FleetState,
  requests: readonly OpenRequest[],
): Promise<Map<string, AskedSince | undefined>> {
  if (!repository.git) return new Map();
  const asked = requests.map(({ application, namespace }) => ({
    application: application.name,
    namespace: namespace.name,
    file: application.source.file,
  }));
  return askedSince(repository.git, repository, asked);
}

interface Room {
  readonly problems: readonly string[];
  /** Whether it is known; if not, the problems say what stands in the way. */
  readonly isKnown: boolean;
}

/** Tries each request as if it alone were granted: beside what is in the namespace now. Each variant is built once. */
async function tryRoom(
  state: FleetState,
  would: Resolution,
  requests: readonly OpenRequest[],
): Promise<(request: OpenRequest, landing: ClusterSet) => Room> {
  const homes = new Set(requests.map(({ namespace }) => namespace.name));
  const names = new Set(requests.map(({ application }) => application.name));
  const resolution = await state.resolution();
  const now = await buildApplications(state, resolution, ({ home }) => homes.has(home.namespace.name));
  const then = await buildApplications(state, would, ({ variant }) => names.has(variant.application.name));
  const variables = fleetVariables(would);
  return (request, landing) => {
    const { application, namespace } = request;
    const { proposed, quota } = namespace.spec;
    if (Object.keys(quota ?? {}).length === 0)
      return { problems: [`namespace ${namespace.name} has no quota`], isKnown: false };
    const refused = proposed ? roomOnClusters(resolution, would, request, landing) : undefined;
    if (refused) return refused;
    if (typeof now === 'string' || typeof then === 'string')
      return { problems: [typeof now === 'string' ? now : String(then)], isKnown: false };
    const failed = then.failed.get(application.name);
    if (failed !== undefined) return { problems: [failed], isKnown: false };
    const own = then.units.filter((unit) => unit.variant.application.name === application.name);
    const others = now.units.filter(({ home }) => home.namespace.name === namespace.name);
    const findings = [
      ...checkRoomTogether({ applications: [...others, ...own], namespaces: [], variables }, would),
      ...checkScope({ applications: [...others, ...own], namespaces: [], variables }, would, own).filter(isError),
    ];
    return { problems: findings.map(({ message }) => message), isKnown: true };
  };
}

/** Clusters on which the quota of a proposed namespace is too large for what is free; undefined if there are none. */
function roomOnClusters(
  resolution: Resolution,
  would: Resolution,
  { namespace }: OpenRequest,
  landing: ClusterSet,
): Room | undefined {
  const item = would.inventory.namespaces.find(({ name }) => name === namespace.name);
  const without = ClusterSet.none(landing.size);
  const unknown = ClusterSet.none(landing.size);
  for (const { cluster, fits } of item ? tryOn(resolution, item, landing) : [])
    if (fits !== 'yes') (fits === 'no' ? without : unknown).add(cluster);
  const quota = `the quota of namespace ${namespace.name}`;
  const where = (clusters: ClusterSet) => listClusters(clusters, resolution.inventory);
  if (!without.isEmpty()) return { problems: [`${quota} does not fit on ${where(without)}`], isKnown: true };
  if (unknown.isEmpty()) return undefined;
  return { problems: [`too little is known of the capacity of ${where(unknown)}`], isKnown: false };
}
