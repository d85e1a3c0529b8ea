import { defineRule } from './define.ts';

export const outsideItsNamespace = defineRule({
  id: 'RE602',
  name: 'outside-its-namespace',
  severity: 'error',
  summary: 'An application brings an object that is not in its namespace.',
  page: `
    Applications of a namespace with access: namespace, the default, are applied by a service account that may write in
    that namespace alone. An object of the whole cluster, such as a ClusterRole or a custom resource definition, or one
    for another namespace, makes Flux refuse the application as a whole.

    Take the object out. Where the application really is a part of the platform, it belongs into a namespace of the
    platform team with access: cluster:

        kind: Namespace
        metadata: {name: ingress}
        spec: {clusters: all, access: cluster, applications: [ingress-nginx]}

    With setNamespace: false the objects of an application keep the namespaces that they name: then each must name the
    one it runs in.
  `,
});
