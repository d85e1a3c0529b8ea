import { ClusterSet } from '../../../model/cluster-set.ts';
import { compareText } from '../../../model/compare.ts';
import type { Item } from '../../../model/inventory.ts';
import type { Namespace } from '../../../model/kinds.ts';
import type { Resolution } from '../../../model/resolution.ts';

/** A namespace or an application, and what it waits for. */
interface Member {
  /** `namespace/retail` */
  readonly name: string;
  readonly state: string;
  readonly clusters: ClusterSet;
  readonly waitsFor: readonly string[];
}

/**
 * The set that a namespace belongs to, in the order in which it starts: the namespace, its applications, and all that
 * these wait for. `incomplete`: on so many of its clusters something that it waits for is not there (RE405).
 */
export function setRows(resolution: Resolution, { name }: Item<Namespace>) {
  const members = membersOf(resolution);
  const own = resolution.applications
    .filter(({ application: { spec } }) => [spec.namespace, spec.requests].includes(name))
    .map(({ application }) => `application/${application.name}`);
  const steps = new Map<string, number>();
  for (const start of [`namespace/${name}`, ...own]) stepOf(start, members, steps, new Set());
  const rows = Array.from(steps, ([member, step]) => {
    const { state, clusters, waitsFor } = members.get(member) ?? nowhere(resolution);
    return {
      step,
      member,
      state,
      clusters: clusters.count(),
      waitsFor,
      incomplete: incompleteOn(clusters, waitsFor, members),
    };
  });
  return rows.sort((a, b) => a.step - b.step || compareText(a.member, b.member));
}

function membersOf({ namespaces, applications }: Resolution): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const { namespace, clusters } of namespaces) {
    const { proposed, dependsOn } = namespace.spec;
    const state = proposed ? 'proposed' : clusters.isEmpty() ? 'nowhere' : 'placed';
    const name = `namespace/${namespace.name}`;
    members.set(name, {
      name,
      state,
      clusters,
      waitsFor: dependsOn.flatMap((other) => readyWith(other, applications)),
    });
  }
  for (const { application, agreement, clusters, namespace } of applications) {
    const home = namespace ? [`namespace/${namespace.name}`] : [];
    const others = application.spec.dependsOn.map((other) => `application/${other}`);
    const name = `application/${application.name}`;
    members.set(name, { name, state: agreement, clusters, waitsFor: [...home, ...others] });
  }
  return members;
}

/** A namespace waits for what is in those that it names, or for such a namespace itself if nothing is in it. */
function readyWith(namespace: string, applications: Resolution['applications']): string[] {
  const inside = applications.filter((one) => one.agreement === 'placed' && one.namespace?.name === namespace);
  if (inside.length === 0) return [`namespace/${namespace}`];
  return inside.map(({ application }) => `application/${application.name}`);
}

function nowhere({ active }: Resolution): Omit<Member, 'name'> {
  return { state: 'missing', clusters: ClusterSet.none(active.size), waitsFor: [] };
}

/** One more than the last of what it waits for; what waits for itself (RE203) is not followed again. */
function stepOf(
  name: string,
  members: ReadonlyMap<string, Member>,
  steps: Map<string, number>,
  open: ReadonlySet<string>,
): number {
  const known = steps.get(name);
  if (known !== undefined || open.has(name)) return known ?? 0;
  const within = new Set([...open, name]);
  const before = (members.get(name)?.waitsFor ?? []).map((other) => stepOf(other, members, steps, within));
  const step = Math.max(0, ...before) + 1;
  steps.set(name, step);
  return step;
}

function incompleteOn(clusters: ClusterSet, waitsFor: readonly string[], members: ReadonlyMap<string, Member>): number {
  const none = ClusterSet.none(clusters.size);
  const without = waitsFor.map((name) => clusters.minus(members.get(name)?.clusters ?? none));
  return ClusterSet.union(clusters.size, without).count();
}
