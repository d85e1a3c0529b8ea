import { defineRule } from './define.ts';

export const limitsContradict = defineRule({
  id: 'RE505',
  name: 'limits-contradict',
  severity: 'error',
  summary: 'The quota and the limits of a namespace contradict each other.',
  page: `
    spec.limits of a Namespace becomes a LimitRange, spec.quota a ResourceQuota. Kubernetes refuses a LimitRange in
    which the smaller comes out as the larger: min, defaultRequest, default and max must not go down in this order.

    A quota below defaultRequest lets in no container that leaves its request to the default. And a quota for cpu or
    memory without any default (defaultRequest, default, max or min) makes Kubernetes refuse each pod with a container
    that says nothing: this is a warning, since all of them may say it.

        spec:
          quota: {cpu: "2", memory: 4Gi}
          limits:
            default: {cpu: 500m, memory: 512Mi}
            defaultRequest: {cpu: 100m, memory: 128Mi}

    An override changes quota and limits field by field, so it may bring such a contradiction on its clusters alone.
  `,
});
