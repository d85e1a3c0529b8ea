import { defineRule } from './define.ts';

export const overlayConflict = defineRule({
  id: 'RE404',
  name: 'overlay-conflict',
  severity: 'error',
  summary: 'Two overlays that apply to one cluster contradict each other, and nothing decides.',
  page: `
    Overlays of an application apply in the order of resedge.dev/priority, then by version where their folders are
    named by versions (1.0.1 before 1.0.2), so that the newest wins. Two overlays of equal priority that set one field
    to different values, and are not both versions, have no order that anybody chose. The same holds for two that
    both take the place of the base (kind: Kustomization). However a field is written, it is one field: \`replicas\`, a
    patch of /spec/replicas and a strategic merge patch of it are the same.

    A JSON 6902 operation on a list or a map, such as \`add\` of all of /spec/template/spec/containers/0/env, takes
    away what overlays before it set in there. A strategic merge patch adds to it:

        patches:
          - patch: |
              apiVersion: apps/v1
              kind: Deployment
              metadata: {name: till}
              spec: {template: {spec: {containers: [{name: till, env: [{name: LEVEL, value: debug}]}]}}}

    Give the one that should win a higher priority, or let them select different clusters:

        metadata:
          annotations:
            resedge.dev/clusters: /g/lab
            resedge.dev/priority: "10"
  `,
});
