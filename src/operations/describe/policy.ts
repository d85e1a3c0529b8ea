import type { Item } from '../../model/inventory.ts';
import type { Policy } from '../../model/kinds.ts';
import { type Describing, type Description, head } from './description.ts';

/** Everything that concerns a policy: its rules, and the namespaces that have it. */
export function describePolicy(describing: Describing, policy: Item<Policy>): Description {
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
