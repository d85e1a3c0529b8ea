import { defineRule } from './define.ts';

export const movedFromSystem = defineRule({
  id: 'RE413',
  name: 'moved-from-system',
  severity: 'warning',
  summary: 'An object that is made for a namespace of Kubernetes itself is moved out of it.',
  page: `
    An application puts all that it brings into its own namespace. What its manifests place in \`kube-system\` or another
    namespace of Kubernetes itself mostly works there alone, such as the RoleBinding by which an extension of the
    API server reads its configuration.

    With \`setNamespace: false\` each object stays in the namespace that its manifest names:

        kind: Application
        spec:
          namespace: metrics
          setNamespace: false

    Objects that name none are then an error (RE602): a \`namespace\` in their own kustomization places them. What goes to
    another namespace needs \`access: cluster\` on the one of the application.
  `,
});
