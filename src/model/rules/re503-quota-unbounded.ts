import { defineRule } from './define.ts';

export const quotaUnbounded = defineRule({
  id: 'RE503',
  name: 'quota-unbounded',
  severity: 'warning',
  summary: 'A namespace may take as much as it likes.',
  page: `
    What a namespace without a quota takes of a cluster is not known, so nobody can tell whether the others still get
    what they were promised (RE501). The same holds for a single resource that the quota leaves out, on clusters that
    say how much of it they have.

        kind: Namespace
        metadata: {name: retail}
        spec:
          clusters: /g/stores
          quota: {cpu: "2", memory: 4Gi, storage: 20Gi, pods: "20"}

    Write down what all pods of the namespace together may request. resedge set ns/retail quota.cpu=2 does it.
  `,
});
