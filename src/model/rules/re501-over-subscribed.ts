import { defineRule } from './define.ts';

export const overSubscribed = defineRule({
  id: 'RE501',
  name: 'over-subscribed',
  severity: 'error',
  summary: 'The quotas of the namespaces on a cluster add up to more than it has.',
  page: `
    A quota is a promise: so much may all pods of a namespace request. Where the promises on a cluster add up to more
    than the cluster has, some pods will wait for room one day, and which ones is a matter of luck.

    For cpu, memory, storage and pods, resedge adds up the quotas of all namespaces on a cluster, and compares with what
    the cluster has: spec.capacity, less spec.reserved, times spec.capacity.overcommit of resedge.yaml (1 unless given).

        kind: Cluster
        metadata: {name: nola-2301}
        spec:
          capacity: {cpu: "4", memory: 16Gi}
          reserved: {cpu: 500m}

    With overcommit.cpu 1.5 there is room for 5250m here. What a cluster does not say about its capacity is not known,
    and not compared.

    Give one of the namespaces a smaller quota, on these clusters alone with an entry in spec.overrides, or take it off
    them. Where a machine has become larger, correct spec.capacity. resedge capacity shows the tightest clusters,
    resedge capacity --fits NAMESPACE where a namespace has room.
  `,
});
