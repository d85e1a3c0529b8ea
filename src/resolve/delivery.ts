import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { deliveryOf } from '../model/delivery.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Path } from '../model/place.ts';
import type { NamespacePlacement } from '../model/resolution.ts';
import { needsOci } from '../model/rules/re704-needs-oci.ts';
import { folderTooWide } from '../model/rules/re804-folder-too-wide.ts';
import type { Selection } from '../select/selection.ts';
import { listClusters } from './wording.ts';

/** Anything that can say when changes may come. */
interface Timed {
  readonly windows?: readonly unknown[] | undefined;
  readonly freezes?: readonly unknown[];
  readonly hold?: unknown;
}

/** The most clusters in one folder before RE804. */
const widest = 2000;

/** What the way of delivery cannot do: hold clusters back with source git (RE704), very wide folders (RE804). */
export function checkDelivery(
  inventory: Inventory,
  selection: Selection,
  active: ClusterSet,
  namespaces: readonly NamespacePlacement[],
): Finding[] {
  return [...checkHolding(inventory, selection, active, namespaces), ...checkWidth(inventory, active)];
}

function checkHolding(
  inventory: Inventory,
  selection: Selection,
  active: ClusterSet,
  namespaces: readonly NamespacePlacement[],
): Finding[] {
  const { fleet } = inventory;
  if (deliveryOf(fleet).holdsBack) return [];
  return [
    ...ineffective(fleet, fleet.spec, active, inventory),
    ...inventory.groups.flatMap((group) =>
      ineffective(group, group.spec, selection.group(group.name).and(active), inventory),
    ),
    ...namespaces.flatMap((placement) => onNamespace(placement, inventory)),
    ...onClusters(inventory, active),
  ];
}

function ineffective(item: Item<unknown>, timed: Timed, clusters: ClusterSet, inventory: Inventory): Finding[] {
  if (clusters.isEmpty()) return [];
  return timedFields(timed).map((field) => finding(field, item, clusters, inventory));
}

/** The windows of a namespace, its own or those of an override. */
function onNamespace({ namespace, variants }: NamespacePlacement, inventory: Inventory): Finding[] {
  const timed = variants.filter(({ spec }) => timedFields(spec).length > 0).map(({ clusters }) => clusters);
  if (timed.length === 0) return [];
  const { overrides, ...own } = namespace.spec;
  const override = overrides.findIndex((timed) => timedFields(timed).length > 0);
  const path = timedFields(own).length > 0 ? ['spec'] : ['spec', 'overrides', override];
  return [
    finding(
      'windows',
      namespace,
      timed.reduce((all, clusters) => all.or(clusters)),
      inventory,
      path,
    ),
  ];
}

/** One finding for each field, at the first cluster that has it. */
function onClusters(inventory: Inventory, active: ClusterSet): Finding[] {
  const byField = new Map<string, ClusterSet>();
  for (const index of active) {
    for (const field of timedFields(at(inventory.clusters, index).spec)) {
      const set = byField.get(field) ?? ClusterSet.none(active.size);
      set.add(index);
      byField.set(field, set);
    }
  }
  return Array.from(byField, ([field, clusters]) => {
    const first = at(inventory.clusters, at(clusters.first(1), 0));
    return finding(field, first, clusters, inventory);
  });
}

function timedFields(timed: Timed): string[] {
  const fields: string[] = [];
  if (timed.windows && timed.windows.length > 0) fields.push('windows');
  if (timed.freezes && timed.freezes.length > 0) fields.push('freezes');
  if (timed.hold !== undefined) fields.push('hold');
  return fields;
}

function finding(
  field: string,
  item: Item<unknown>,
  clusters: ClusterSet,
  inventory: Inventory,
  path: Path = ['spec'],
): Finding {
  return {
    rule: needsOci,
    message: `${field} cannot hold a cluster back with delivery.source git: ${listClusters(clusters, inventory)} ${clusters.count() === 1 ? 'changes' : 'change'} all the same`,
    hint: 'Rollouts count windows and freezes; to keep a cluster as it is, do not deploy what changes it.',
    place: { ...item.source, path: [...path, field], key: true },
  };
}

function checkWidth({ fleet }: Inventory, active: ClusterSet): Finding[] {
  const layout = fleet.spec.layout.clusters;
  const count = active.count();
  const width = layout.includes('{hash}') ? Math.ceil(count / 256) : count;
  if (width <= widest) return [];
  return [
    {
      rule: folderTooWide,
      message: `${layout.replace('/{name}', '')} holds the folders of ${count} clusters; Git hosts become slow above ${widest}`,
      hint: 'Set spec.layout.clusters to clusters/{hash}/{name}, and keep the old layout in spec.layout.former.',
      place: { ...fleet.source, path: ['spec', 'layout'], key: true },
    },
  ];
}
