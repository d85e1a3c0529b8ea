import { at } from '../../model/at.ts';
import { ClusterSet } from '../../model/cluster-set.ts';
import type { Item } from '../../model/inventory.ts';
import type { Policy } from '../../model/kinds.ts';
import type { Listed, Status, ToldKind } from './definition.ts';
import { type Describing, type Description, head } from './facts/description.ts';

export const policy: ToldKind = {
  isSelectable: true,
  status: policyStatus,
  describe: (describing, index) => describePolicy(describing, at(describing.resolution.inventory.policies, index)),
};

/** Everything that concerns a policy: its rules, and the namespaces that have it. */
function describePolicy(describing: Describing, policy: Item<Policy>): Description {
  const { spec } = policy;
  const variants = describing.resolution.namespaces.flatMap((placement) => placement.variants);
  return {
    ...head(policy, describing),
    path: spec.path ?? null,
    substitute: spec.substitute,
    rules: spec.rules.map(({ name, match, severity, message }) => ({
      rule: name,
      severity,
      kinds: match.kinds ?? [],
      message: message ?? null,
    })),
    namespaces: variants
      .filter((variant) => variant.spec.policies.includes(policy.name))
      .map(({ namespace, name, clusters }) => ({
        namespace: namespace.name,
        variant: name,
        clusters: clusters.count(),
      })),
  };
}

/** The namespaces that have a policy on some clusters at least, and the clusters where one of them has it. */
function policyStatus({ resolution, index, count, source }: Listed): Status {
  const { inventory, namespaces, active } = resolution;
  const { name } = at(inventory.policies, index);
  const variants = namespaces
    .flatMap((placement) => placement.variants)
    .filter(({ spec, clusters }) => spec.policies.includes(name) && count(clusters) > 0);
  const clusters = ClusterSet.union(
    active.size,
    variants.map((variant) => variant.clusters),
  );
  return {
    clusters: count(clusters),
    namespaces: [...new Set(variants.map(({ namespace }) => namespace.name))],
    source,
  };
}
