import { defineRule } from './define.ts';

export const neverStarts = defineRule({
  id: 'RE504',
  name: 'never-starts',
  severity: 'error',
  summary: 'An application asks for more than its namespace lets it have.',
  page: `
    Kubernetes refuses pods that do not fit into the quota of their namespace, or that break its limits. Nothing tells
    the author: the Deployment is there, and has no pods. So resedge looks at the manifests as clusters get them, and
    counts as Kubernetes does: replicas, init containers, sidecars, volume claims, and what the limits of the namespace
    fill in where a container does not say.

    These are errors:

    - An application, or all of a namespace together, request more than the quota.
    - There is no room for one more pod while a rolling update needs it (maxUnavailable comes to 0), or for a Job.
    - A container names no request for cpu or memory, the quota wants one, and limits.defaultRequest gives none.
    - A container is above limits.max, below limits.min, or its request is above the limit that it gets by
      limits.default.
    - A request, a limit or a number of replicas is none that Kubernetes takes, perhaps by the value of a variable.

    With

        kind: Namespace
        metadata: {name: retail}
        spec: {quota: {cpu: "1"}, clusters: all}

    a Deployment with two replicas may request at most 333m for each pod, since an update needs a third. Lower the
    requests, or give the namespace a larger quota, where RE501 permits it.
  `,
});
