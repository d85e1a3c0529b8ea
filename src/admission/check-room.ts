import { type Amounts, addAmounts, formatAmount, type Resource, resources } from '../model/amounts.ts';
import { at } from '../model/at.ts';
import { compareAmounts, compareText } from '../model/compare.ts';
import { firstOf, listWords } from '../model/counts.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory } from '../model/inventory.ts';
import { containerLimits } from '../model/limit-range.ts';
import type { Resolution } from '../model/resolution.ts';
import { neverStarts } from '../model/rules/re504-never-starts.ts';
import type { BuiltObject } from '../render/built-object.ts';
import { quotaPlace } from '../resolve/quota-place.ts';
import { type Causes, createCauses } from './causes.ts';
import { containerProblems } from './check-containers.ts';
import { besideByClusters, besideInProfiles, type Neighbours } from './neighbours.ts';
import { type Admission, objectTitle } from './unit.ts';
import { divideByDemand, type ObjectShare, sharesOn, sumOf, type UnitDemand, unitDemand } from './unit-demand.ts';
import { writtenPlace } from './written-place.ts';

/** At most this many objects or applications are named with what they request. */
const mostNamed = 3;

/** Applications that could never start, for the quota and the limits of their namespace (RE504). */
export function checkRoom({ applications: units, variables }: Admission, resolution: Resolution): Finding[] {
  const demands = units.map((unit) => unitDemand(unit, variables));
  return findNeverStarting(demands, besideInProfiles(demands, resolution), resolution.inventory);
}

/**
 * The same for applications that need not be beside each other as things are: each is where its unit says, in a
 * namespace of the name and variant that its unit says.
 */
export function checkRoomTogether({ applications: units, variables }: Admission, resolution: Resolution): Finding[] {
  const demands = units.map((unit) => unitDemand(unit, variables));
  return findNeverStarting(demands, besideByClusters(demands, resolution), resolution.inventory);
}

function findNeverStarting(
  demands: readonly UnitDemand[],
  groups: Iterable<Neighbours>,
  inventory: Inventory,
): Finding[] {
  const causes = createCauses(inventory);
  const refused = new Set(demands.flatMap((demand) => findRefused(demand, causes)));
  for (const { demands: together, clusters } of groups) {
    if (Object.keys(at(together, 0).quota).length === 0) continue;
    for (const part of divideByDemand(clusters, together)) findTooLarge(together, part, refused, causes);
  }
  return causes.findings();
}

/** What Kubernetes refuses whatever else is there: returns the objects. */
function findRefused({ unit, objects, quota }: UnitDemand, causes: Causes): BuiltObject[] {
  const limits = containerLimits(unit.home.spec.limits);
  return objects.flatMap(({ object, answers }) => {
    let isRefused = false;
    for (const { value: demand, clusters } of answers) {
      const problems = [
        ...demand.problems.map((problem) => ({
          ...problem,
          about: `${objectTitle(object, unit)} is refused`,
          weight: 0n,
        })),
        ...containerProblems(demand, limits, quota).map((problem) => ({
          ...problem,
          about: `container ${problem.container} of ${objectTitle(object, unit)} is refused for its ${listWords(problem.resources)}`,
        })),
      ];
      for (const { path, text, hint, about, weight } of problems) {
        const place = writtenPlace(unit, object, path);
        causes.add({ rule: neverStarts, place, hint, about, why: text, weight }, clusters);
        isRefused = true;
      }
    }
    return isRefused ? [object] : [];
  });
}

/** What one application takes, with its parts. */
interface ApplicationShare {
  readonly demand: UnitDemand;
  readonly shares: readonly ObjectShare[];
  readonly sum: Amounts;
}

function findTooLarge(
  demands: readonly UnitDemand[],
  clusters: readonly number[],
  refused: ReadonlySet<BuiltObject>,
  causes: Causes,
): void {
  const parts = demands.map((demand): ApplicationShare => {
    const shares = sharesOn(demand, at(clusters, 0));
    return { demand, shares, sum: sumOf(shares) };
  });
  const all = parts.reduce<Amounts>((sum, part) => addAmounts(sum, part.sum), {});
  const { quota } = at(demands, 0);
  for (const resource of resources) {
    const most = quota[resource];
    if (most === undefined) continue;
    const context = { resource, most, all: all[resource] ?? 0n, clusters, causes };
    const alone = parts.filter(({ sum }) => (sum[resource] ?? 0n) > most);
    for (const part of alone) tooLargeAlone(part, context);
    if (alone.length > 0) continue;
    if (context.all > most) tooLargeTogether(parts, context);
    else for (const part of parts) findNoRoomBeside(part, refused, context);
  }
}

interface Context {
  readonly resource: Resource;
  /** The quota. */
  readonly most: bigint;
  /** What all applications of the namespace take together. */
  readonly all: bigint;
  readonly clusters: readonly number[];
  readonly causes: Causes;
}

function tooLargeAlone({ demand, shares, sum }: ApplicationShare, context: Context): void {
  const { resource, most, clusters, causes } = context;
  const { unit } = demand;
  const sorted = largestFirst(shares, resource);
  const [largest] = sorted;
  if (!largest) return;
  const named = sorted.map((share) => shareText(share, resource));
  const { name } = unit.variant.applied;
  const asked = sum[resource] ?? 0n;
  const place = writtenPlace(unit, largest.object, largest.demand.podPath);
  const about = `application ${name} can never start for lack of ${resource}`;
  const why = `it requests ${formatAmount(resource, asked)} (${firstOf(named, mostNamed)}), and the quota of namespace ${unit.home.namespace.name} is ${formatAmount(resource, most)}`;
  causes.add(
    {
      rule: neverStarts,
      place,
      hint: 'Request less, or give the namespace a larger quota.',
      about,
      why,
      weight: asked - most,
    },
    clusters,
  );
}

function tooLargeTogether(parts: readonly ApplicationShare[], context: Context): void {
  const { resource, most, all, clusters, causes } = context;
  const { home } = at(parts, 0).demand.unit;
  const sorted = [...parts]
    .filter(({ sum }) => (sum[resource] ?? 0n) > 0n)
    .sort((a, b) => compareAmounts(b.sum[resource], a.sum[resource]));
  const named = sorted.map(
    ({ demand, sum }) => `${demand.unit.variant.applied.name} ${formatAmount(resource, sum[resource] ?? 0n)}`,
  );
  const { name } = home.namespace;
  const about = `the applications of namespace ${name} cannot all start for lack of ${resource}`;
  const why = `together they request ${formatAmount(resource, all)} (${firstOf(named, mostNamed)}), and its quota is ${formatAmount(resource, most)}`;
  const hint = 'Give the namespace a larger quota, or let its applications request less.';
  const place = quotaPlace(home, resource);
  causes.add({ rule: neverStarts, place, hint, about, why, weight: all - most }, clusters);
}

/** One more pod has to fit beside all that run. If none is let in at all, that says enough. */
function findNoRoomBeside(
  { demand, shares }: ApplicationShare,
  refused: ReadonlySet<BuiltObject>,
  context: Context,
): void {
  const { resource, most, all, clusters, causes } = context;
  const { unit } = demand;
  for (const { object, demand: asked, beside } of shares) {
    const more = asked.pod?.[resource] ?? 0n;
    if (beside === undefined || all + more <= most || refused.has(object)) continue;
    const { about, why, hint } = beside === 'run' ? neverRuns : neverUpdated;
    const left = `${formatAmount(resource, most - all)} of ${formatAmount(resource, most)}`;
    const cause = {
      rule: neverStarts,
      about: `${objectTitle(object, unit)} ${about} for lack of ${resource}`,
      why: `${why} requests ${formatAmount(resource, more)}, and the quota of namespace ${unit.home.namespace.name} leaves ${left}`,
      hint,
      place: writtenPlace(unit, object, asked.podPath),
      weight: all + more - most,
    };
    causes.add(cause, clusters);
  }
}

const neverRuns = {
  about: 'can never run',
  why: 'a pod of it',
  hint: 'Request less, or give the namespace a larger quota.',
};

const neverUpdated = {
  about: 'can start, but never be updated',
  why: 'a rolling update starts a new pod before it stops an old one, which',
  hint: 'Leave room for one more pod, or let an old one go first: rollingUpdate {maxSurge: 0, maxUnavailable: 1}.',
};

/** `Deployment/till 2 x 500m` */
function shareText({ object, demand, count, steady }: ObjectShare, resource: Resource): string {
  const one = demand.pod?.[resource] ?? 0n;
  const total = steady[resource] ?? 0n;
  const times = demand.pod && count !== 1 && one > 0n ? `${count} x ${formatAmount(resource, one)}` : undefined;
  return `${object.kind}/${demand.name} ${times ?? formatAmount(resource, total)}`;
}

function largestFirst(shares: readonly ObjectShare[], resource: Resource): ObjectShare[] {
  return shares
    .filter(({ steady }) => (steady[resource] ?? 0n) > 0n)
    .sort(
      (a, b) => compareAmounts(b.steady[resource], a.steady[resource]) || compareText(a.object.name, b.object.name),
    );
}
