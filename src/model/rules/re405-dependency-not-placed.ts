import { defineRule } from './define.ts';

export const dependencyNotPlaced = defineRule({
  id: 'RE405',
  name: 'dependency-not-placed',
  severity: 'error',
  summary: 'Something depends on what is not placed on the same cluster.',
  page: `
    The operator on the cluster waits until what spec.dependsOn names is ready. Where it is not on the cluster at all,
    it waits without end, and the application is never applied.

        kind: Application
        metadata: {name: catalog}
        spec: {namespace: web, dependsOn: [cache], path: apps/catalog}

    Here cache must be on every cluster that has catalog: its namespace must select them, and must admit it. Place it
    there too, or remove the dependency.
  `,
});
