import { defineRule } from './define.ts';

export const policyViolated = defineRule({
  id: 'RE601',
  name: 'policy-violated',
  severity: 'error',
  summary: 'An object breaks a rule of a policy of its namespace.',
  page: `
    A Policy has rules for what applications bring. A namespace that names it in spec.policies has them held against
    the manifests of its applications, as clusters get them: after Kustomize, with variables replaced. assert is a JSON
    Schema (draft 7) of the object; match says which objects it is about, all where it is absent. Names and namespaces
    may be patterns, such as till-*.

        kind: Policy
        metadata: {name: small-images}
        spec:
          rules:
            - name: one-replica
              match: {kinds: [Deployment]}
              assert: {properties: {spec: {properties: {replicas: {maximum: 1}}}}}
              message: One replica is enough for a store.
              severity: warning

    What a namespace itself is made of, the Namespace with its labels, quota and so on, is looked at by rules that name
    the kind in match.kinds.

    severity is that of the finding: error unless given. Correct the manifest, or talk to the owners of the policy. The
    rules need kustomize or kubectl on the PATH.
  `,
});
