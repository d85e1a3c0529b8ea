import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { compareText } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Cluster } from '../model/kinds.ts';
import { depthOf } from '../model/paths.ts';
import type { Place } from '../model/place.ts';
import { createTermCheck } from './check-term.ts';
import { indexClusters } from './cluster-index.ts';
import { type Definition, readDefinitions } from './definitions.ts';
import { createDirectory } from './directory.ts';
import { type Expression, formatExpression, type Term } from './expression.ts';
import { indexGroups } from './group-index.ts';
import { lazy, memoise } from './memoise.ts';
import { createOutcomes, type EvaluateOptions } from './outcomes.ts';
import { readExpression } from './read-expression.ts';
import { divideByRing } from './rings.ts';

/** The clusters that expressions select. Everything is worked out when it is first asked for, and once. */
export interface Selection {
  readonly clusters: readonly Item<Cluster>[];
  /** The clusters that an expression selects. What is wrong with it is added to the findings, and it selects none. */
  evaluate(expression: string, place: Place, options?: EvaluateOptions): ClusterSet;
  /** Those in the group or any below it; none if there is no such group. */
  group(name: string): ClusterSet;
  /**
   * The groups that a cluster is in, by name and by expression, with all above them: by depth, then by name. Clusters
   * in the same groups get the very same array.
   */
  groupsOf(cluster: number): readonly string[];
  /** Those that the expression of the namespace selects; none if there is no such namespace, or it is only proposed. */
  namespace(name: string): ClusterSet;
  /** Those whose ring it is; none if there is no such ring. */
  ring(name: string): ClusterSet;
  /** Undefined if there are no rings. */
  ringOf(cluster: number): string | undefined;
  indexOf(name: string): number | undefined;
  /** What was found so far; more may be found as more is asked for. */
  readonly findings: readonly Finding[];
}

export function createSelection(inventory: Pick<Inventory, 'clusters' | 'groups' | 'namespaces' | 'rings'>): Selection {
  const { clusters, groups, namespaces, rings } = inventory;
  const size = clusters.length;
  const none = ClusterSet.none(size);
  const clusterIndex = indexClusters(clusters);
  const groupIndex = indexGroups(groups, clusters);
  const definitions = readDefinitions(inventory, groupIndex);
  const checkTerm = createTermCheck(clusterIndex, {
    cluster: clusterIndex.names,
    group: groupIndex.names,
    namespace: createDirectory(() => namesOf(namespaces)),
    ring: createDirectory(() => namesOf(rings).sort(compareText)),
  });
  const read = memoise((text) => readExpression(text, checkTerm, definitions));
  const outcomes = createOutcomes(size, read, (expression) => combine(expression, ofTerm, size));
  const termSets = new Map<string, ClusterSet>();

  function ofTerm(term: Term): ClusterSet {
    const key = formatExpression(term);
    const clusters = termSets.get(key) ?? evaluateTerm(term);
    termSets.set(key, clusters);
    return clusters;
  }

  function evaluateTerm(term: Term): ClusterSet {
    switch (term.kind) {
      case 'cluster':
        return clusterIndex.named(term.name.text);
      case 'group':
        return ClusterSet.union(size, groupIndex.names.find(term.name.text).map(group));
      case 'namespace':
        return namespace(term.name.text);
      case 'ring':
        return ring(term.name.text);
      case 'label':
        return clusterIndex.labelled(term);
    }
  }

  const group = memoise((name) => {
    const named = ClusterSet.none(size);
    for (const below of groupIndex.below(name)) named.addAll(groupIndex.members(below));
    return ClusterSet.union(size, [named, ...definitions.ofGroup(name).map(outcomes.settle)]);
  });

  const proposed = new Set(namespaces.filter(({ spec }) => spec.proposed).map(({ name }) => name));

  function namespace(name: string): ClusterSet {
    const selected = selectedBy('namespace', name);
    return selected === undefined || proposed.has(name) ? none : selected;
  }

  function ring(name: string): ClusterSet {
    selectedBy('ring', name);
    const place = rings.findIndex((ring) => ring.name === name);
    return place < 0 ? none : divided(place);
  }

  const divided = divideByRing(rings, clusters, (ring) => selectedBy('ring', ring.name) ?? ClusterSet.all(size));

  function selectedBy(kind: Definition['kind'], name: string): ClusterSet | undefined {
    const definition = definitions.find(kind, name);
    return definition && outcomes.settle(definition);
  }

  const groupLists = lazy(() => listMemberships(size, namesOf(groups).sort(compareDepth), group));
  const ringLists = lazy(() => listMemberships(size, namesOf(rings), ring));

  return {
    clusters,
    evaluate: (text, place, options = {}) => outcomes.evaluate(text, place, options),
    group,
    groupsOf: (cluster) => groupLists()(cluster),
    namespace,
    ring,
    ringOf: (cluster) => ringLists()(cluster)[0],
    indexOf: clusterIndex.indexOf,
    get findings() {
      return outcomes.findings();
    },
  };
}

function namesOf(items: readonly Item<unknown>[]): string[] {
  return items.map((item) => item.name);
}

function compareDepth(a: string, b: string): number {
  return depthOf(a) - depthOf(b) || compareText(a, b);
}

/** The clusters that an expression selects, from those that its terms select. */
export function combine(expression: Expression, ofTerm: (term: Term) => ClusterSet, size: number): ClusterSet {
  const inner = (operand: Expression) => combine(operand, ofTerm, size);
  switch (expression.kind) {
    case 'all':
      return ClusterSet.all(size);
    case 'none':
      return ClusterSet.none(size);
    case 'not':
      return inner(expression.operand).not();
    case 'and':
      return expression.operands.map(inner).reduce((all, one) => all.and(one));
    case 'or':
      return expression.operands.map(inner).reduce((all, one) => all.or(one));
    default:
      return ofTerm(expression);
  }
}

/**
 * The names of the sets that each cluster is in, in the order given. Clusters that are in the same sets get the very
 * same array.
 */
function listMemberships(
  size: number,
  names: readonly string[],
  members: (name: string) => ClusterSet,
): (cluster: number) => readonly string[] {
  const lists: (readonly string[])[] = [[]];
  const listOf = new Uint32Array(size);
  for (const name of names) {
    const longer = new Map<number, number>();
    for (const cluster of members(name)) {
      const before = at(listOf, cluster);
      const after = longer.get(before) ?? lists.push([...at(lists, before), name]) - 1;
      longer.set(before, after);
      listOf[cluster] = after;
    }
  }
  return (cluster) => at(lists, at(listOf, cluster));
}
