import { at, mustGet } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Path } from '../model/place.ts';
import type { ApplicationPlacement, NamespacePlacement } from '../model/resolution.ts';
import { cycle } from '../model/rules/re203-cycle.ts';
import { dependencyNotPlaced } from '../model/rules/re405-dependency-not-placed.ts';
import { listClusters } from './wording.ts';

/** Something that is applied on its own and may wait for others: a namespace or an application. */
interface Node {
  readonly title: string;
  readonly source: Item<unknown>['source'];
  readonly clusters: ClusterSet;
  readonly edges: readonly Edge[];
}

interface Edge {
  readonly to: string;
  /** Where the dependency was written; undefined if it follows from where things are. */
  readonly path: Path | undefined;
}

/**
 * Checks the order of things: cycles over namespaces and applications together (RE203), and dependencies that are not
 * on the same cluster (RE405), which Flux would wait for without end.
 */
export function checkDependencies(
  inventory: Inventory,
  namespaces: readonly NamespacePlacement[],
  applications: readonly ApplicationPlacement[],
): Finding[] {
  const nodes = graphOf(namespaces, applications);
  return [...findCycles(nodes), ...findMissing(inventory, nodes)];
}

function graphOf(
  namespaces: readonly NamespacePlacement[],
  applications: readonly ApplicationPlacement[],
): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const { namespace, clusters } of namespaces) {
    const edges = namespace.spec.dependsOn.flatMap((name, index): Edge[] => {
      const path = ['spec', 'dependsOn', index];
      const inside = applications.filter(
        (placement) => placement.agreement === 'placed' && placement.namespace?.name === name,
      );
      return [
        { to: `namespace ${name}`, path },
        ...inside.map((placement) => ({ to: `application ${placement.application.name}`, path: undefined })),
      ];
    });
    nodes.set(`namespace ${namespace.name}`, {
      title: `namespace ${namespace.name}`,
      source: namespace.source,
      clusters,
      edges,
    });
  }
  for (const { application, namespace, clusters } of applications) {
    const edges = application.spec.dependsOn.map(
      (name, index): Edge => ({ to: `application ${name}`, path: ['spec', 'dependsOn', index] }),
    );
    const home: Edge[] = namespace ? [{ to: `namespace ${namespace.name}`, path: undefined }] : [];
    nodes.set(`application ${application.name}`, {
      title: `application ${application.name}`,
      source: application.source,
      clusters,
      edges: [...edges, ...home],
    });
  }
  return nodes;
}

function findMissing(inventory: Inventory, nodes: ReadonlyMap<string, Node>): Finding[] {
  const findings: Finding[] = [];
  for (const node of nodes.values()) {
    for (const { to, path } of node.edges) {
      if (!path) continue;
      const without = node.clusters.minus(nodes.get(to)?.clusters ?? ClusterSet.none(node.clusters.size));
      if (without.isEmpty()) continue;
      findings.push({
        rule: dependencyNotPlaced,
        message: `${node.title} depends on ${to}, which is not on ${listClusters(without, inventory)}`,
        hint: `Place ${to} there too, take ${node.title} off, or remove the dependency.`,
        place: { ...node.source, path },
      });
    }
  }
  return findings;
}

/** Each cycle once, from a depth-first walk in the order of names. */
function findCycles(nodes: ReadonlyMap<string, Node>): Finding[] {
  const findings: Finding[] = [];
  const done = new Set<string>();
  const walk: { name: string; next: number }[] = [];
  for (const start of nodes.keys()) {
    if (!done.has(start)) walk.push({ name: start, next: 0 });
    for (let top = walk.at(-1); top; top = walk.at(-1)) {
      const node = mustGet(nodes, top.name);
      const edge = node.edges[top.next++];
      if (!edge) {
        done.add(top.name);
        walk.pop();
        continue;
      }
      const open = walk.findIndex((step) => step.name === edge.to);
      if (open >= 0) {
        const names = [...walk.slice(open).map((step) => step.name), edge.to];
        const written = walk.slice(open).map((step) => {
          const waiting = mustGet(nodes, step.name);
          return { node: waiting, edge: at(waiting.edges, step.next - 1) };
        });
        const where = written.find((step) => step.edge.path) ?? { node, edge };
        findings.push({
          rule: cycle,
          message: `these wait for each other: ${names.join(' -> ')}`,
          hint: 'Remove one of the dependencies.',
          place: { ...where.node.source, path: where.edge.path ?? ['spec'] },
        });
      } else if (!done.has(edge.to) && nodes.has(edge.to)) {
        walk.push({ name: edge.to, next: 0 });
      }
    }
  }
  return findings;
}
