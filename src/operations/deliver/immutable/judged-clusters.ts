import type { DeliveredClusters } from '../../../model/delivered.ts';
import type { LineUp } from '../../../model/line-up.ts';
import type { Resolution } from '../../../model/resolution.ts';
import type { ChangingCluster } from '../../../plan/immutable/compare-fixed.ts';
import { clusterVariables, oneLine, type Variables } from '../../../render/variables.ts';
import { changedVariables } from '../../../schedule/changed-variables.ts';
import type { Outcome } from '../../../schedule/decision.ts';
import type { DecidedCluster } from '../outcome/decide-output.ts';
import { deliveredAs, variablesBack } from '../outcome/known-as.ts';
import { once } from '../outcome/once.ts';

/** A cluster that has something, and what it would get in place of it. */
export interface JudgedCluster extends ChangingCluster {
  readonly had: LineUp;
  readonly has: LineUp;
  /** The variables of its own that get another value. */
  readonly changed: readonly string[];
}

/** The variables of a cluster: before a change, and after it. */
interface OwnVariables {
  readonly before: Variables;
  readonly after: Variables;
}

/** What clusters have and should have, whether or not it waits. Those that differ in nothing are left out. */
export function judgedClusters(
  resolution: Resolution,
  decisions: readonly DecidedCluster[],
  delivered: DeliveredClusters,
): JudgedCluster[] {
  const { clusters } = resolution.inventory;
  const indices = new Map(clusters.map(({ name }, index) => [name, index]));
  return decisions.flatMap(({ name, delivered: had, desired: has, variablesDiffer }) => {
    const index = indices.get(name);
    if (!had || !has || index === undefined || (had === has && !variablesDiffer)) return [];
    const own = () => {
      const texts = clusterVariables(resolution, index).map(({ name: variable, text }) => [variable, text] as const);
      const names = [name, ...(clusters[index]?.spec.formerNames ?? [])];
      return { before: deliveredAs(names, delivered)?.variables() ?? new Map<string, string>(), after: new Map(texts) };
    };
    return [judged(name, { had, has, variablesDiffer }, own)];
  });
}

/** The same for an undo: what clusters that move get back. */
export function undoneClusters(
  decisions: readonly DecidedCluster[],
  delivered: DeliveredClusters,
  back: DeliveredClusters,
): JudgedCluster[] {
  const lineUpOf = once(
    ({ sets }: Outcome): LineUp => ({
      sets: new Map(Array.from(sets, ([namespace, { set }]) => [namespace, set])),
    }),
  );
  return decisions.flatMap(({ name, delivered: had, variablesDiffer, decision: { outcome, moved } }) => {
    const there = delivered.get(name);
    if (!had || !outcome || !moved || !there) return [];
    const own = () => ({ before: there.variables(), after: variablesBack(there, back.get(name)) });
    return [judged(name, { had, has: lineUpOf(outcome), variablesDiffer }, own)];
  });
}

/** Variables are read again each time: those of 40,000 clusters would take a hundred megabytes. */
function judged(
  name: string,
  { had, has, variablesDiffer }: Pick<JudgedCluster, 'had' | 'has'> & Pick<DecidedCluster, 'variablesDiffer'>,
  own: () => OwnVariables,
): JudgedCluster {
  const textIn = (variables: Variables, variable: string) => {
    const text = variables.get(variable);
    return text === undefined ? undefined : oneLine(text);
  };
  const changes = () => {
    const { before, after } = own();
    return changedVariables(before, after);
  };
  return {
    name,
    had,
    has,
    changed: variablesDiffer ? changes() : [],
    before: (variable) => textIn(own().before, variable),
    after: (variable) => textIn(own().after, variable),
  };
}
