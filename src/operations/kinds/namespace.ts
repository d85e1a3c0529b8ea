import { agreementOf, rejectionOf } from '../../explain/agreement.ts';
import { refusalOf } from '../../model/agreement.ts';
import { at } from '../../model/at.ts';
import type { Inventory, Item } from '../../model/inventory.ts';
import type { Limits, Namespace } from '../../model/kinds.ts';
import type { NamespacePlacement, NamespaceSpec } from '../../model/resolution.ts';
import { ownValues } from '../../resolve/values.ts';
import { type Listed, type Status, type ToldKind, variantCounts } from './definition.ts';
import { quotaText } from './facts/capacity.ts';
import { byGroup, byRing } from './facts/counts.ts';
import { type Describing, type Description, head, valueRows } from './facts/description.ts';
import { setRows } from './facts/set.ts';

export const namespace: ToldKind = {
  isSelectable: true,
  status: namespaceStatus,
  describe(describing, index) {
    const placement = at(describing.resolution.namespaces, index);
    return describeNamespace(describing, placement, placement.namespace);
  },
};

/** Everything that concerns a namespace: where it is, who asked and who got in, what it gives and limits. */
function describeNamespace(
  describing: Describing,
  placement: NamespacePlacement,
  namespace: Item<Namespace>,
): Description {
  const { resolution } = describing;
  const { spec } = namespace;
  return {
    ...head(namespace, describing),
    proposed: spec.proposed,
    expression: spec.clusters,
    access: spec.access,
    onRemove: spec.onRemove,
    network: spec.network,
    quota: quotaText(spec.quota),
    limits: limitRows(spec.limits),
    policies: spec.policies,
    dependsOn: spec.dependsOn,
    neededBy: resolution.inventory.namespaces
      .filter(({ spec }) => spec.dependsOn.includes(namespace.name))
      .map(({ name }) => name),
    admits: spec.applications,
    applications: applicationRows(describing, namespace),
    set: setRows(resolution, namespace),
    clusters: placement.clusters.count(),
    variants: placement.variants.map((variant) => ({
      variant: variant.name,
      clusters: variant.clusters.count(),
      quota: quotaText(variant.spec.quota),
      network: variant.spec.network,
      policies: variant.spec.policies,
    })),
    overrides: spec.overrides.map(overrideRow),
    rings: byRing(resolution, placement.clusters),
    groups: byGroup(resolution, placement.clusters),
    values: valueRows(ownValues(namespace, spec.values), describing),
    windows: (spec.windows ?? []).map(({ schedule, duration }) => ({ schedule, duration })),
  };
}

/** All applications that name the namespace, ask for it, are admitted or were turned down. */
function applicationRows({ resolution: { applications, inventory } }: Describing, { name, spec }: Item<Namespace>) {
  const { applications: admitted, rejected } = spec;
  const mentioned = new Set([...admitted, ...rejected.map(({ application }) => application)]);
  return applications.flatMap((placement) => {
    const { application, agreement } = placement;
    const { namespace, requests } = application.spec;
    if (namespace === name && agreement === 'placed')
      return [{ application: application.name, state: 'placed', reason: null }];
    if (namespace === name || requests === name) {
      const { reason } = agreementOf(placement, inventory);
      const isRejected = rejectionOf(application.name, name, inventory) !== undefined;
      return [{ application: application.name, state: isRejected ? 'rejected' : 'pending', reason }];
    }
    return mentioned.has(application.name) ? [unaskedRow(application.name, name, inventory)] : [];
  });
}

function unaskedRow(application: string, namespace: string, inventory: Inventory) {
  const reason = rejectionOf(application, namespace, inventory);
  if (reason !== undefined) return { application, state: 'rejected', reason: `${namespace} turned it down: ${reason}` };
  return { application, state: 'admitted', reason: `it does not ask for ${namespace}` };
}

function limitRows(limits: Limits | undefined) {
  return (['default', 'defaultRequest', 'max', 'min'] as const).flatMap((limit) => {
    const { cpu, memory } = limits?.[limit] ?? {};
    return cpu === undefined && memory === undefined
      ? []
      : [{ limit, cpu: cpu === undefined ? null : String(cpu), memory: memory === undefined ? null : String(memory) }];
  });
}

function overrideRow({ name, clusters, ...changes }: NamespaceSpec['overrides'][number]) {
  return { override: name, clusters, changes: Object.keys(changes) };
}

function namespaceStatus({ resolution, index, count, source }: Listed): Status {
  const { namespace: own, clusters, variants } = at(resolution.namespaces, index);
  const placed: string[] = [];
  const pending: string[] = [];
  const rejected: string[] = [];
  for (const { application, namespace: named, agreement } of resolution.applications) {
    if (named === own && agreement === 'placed') placed.push(application.name);
    else if (named === own || application.spec.requests === own.name)
      (refusalOf(own.spec, application.name) ? rejected : pending).push(application.name);
  }
  return {
    clusters: count(clusters),
    proposed: own.spec.proposed,
    applications: placed,
    pending,
    rejected,
    variants: variantCounts(variants, count),
    source,
  };
}
