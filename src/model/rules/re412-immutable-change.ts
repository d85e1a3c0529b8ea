import { defineRule } from './define.ts';

export const immutableChange = defineRule({
  id: 'RE412',
  name: 'immutable-change',
  severity: 'error',
  summary: 'A change of something that the API server lets nobody change.',
  page: `
    Some fields of an object are fixed once it is there: the template of a Job, the selector of a Deployment, the
    volume claims of a StatefulSet, the data of a ConfigMap with immutable: true. Flux tries all objects of an
    application before it applies the first one, so one refused object keeps all of the application as it is, on every
    cluster that has it. plan and deploy hold what clusters have against what they would get, with the variables of
    each cluster. They need a Kustomize for it.

    Ways out:

    - Take the change back.
    - Give the object another name: the old one is deleted, the new one made. A generator of Kustomize does that for
      ConfigMaps and Secrets with each change.
    - Let Flux delete the object and make it anew, with this annotation on it. What a StatefulSet or a claim stores
      has to be brought along by hand:

          metadata:
            annotations:
              kustomize.toolkit.fluxcd.io/force: enabled

    - Delete the object by hand on all clusters, and deploy with --allow "REASON".

    Two of these changes nobody expects. A Deployment that becomes strategy: {type: Recreate} keeps the rollingUpdate
    that the API server filled in, and is refused; so is a StatefulSet with updateStrategy: {type: OnDelete}. Say that
    it goes:

        strategy: {type: Recreate, rollingUpdate: null}

    What only a cluster knows is not judged: whether a claim is bound and may grow, which storage class is the default,
    which versions of a custom resource definition were ever stored.
  `,
});
