import { defineRule } from './define.ts';

export const outsideItsNamespace = defineRule({
  id: 'RE602',
  name: 'outside-its-namespace',
  severity: 'error',
  summary:
    'An application brings an object that is not in its namespace, reaches out of it, or needs more rights than it has there.',
  page: `
    Applications of a namespace with access: namespace, the default, are applied by a service account that may write in
    that namespace alone. An object of the whole cluster, such as a ClusterRole or a custom resource definition, or one
    for another namespace, makes Flux refuse the application as a whole.

    The account has the role \`admin\` of Kubernetes there. That may not write what bounds a namespace (ResourceQuota,
    LimitRange) or what controllers write (Endpoints, EndpointSlice), and it may give in a Role or by a RoleBinding only
    what it has itself: bind \`admin\`, \`edit\` or \`view\`, and write down verbs and resources, since \`*\` is held by
    nobody but who has it. Whether it may write a custom resource, or bind a ClusterRole that nothing in this repository
    brings, depends on the cluster: that is a note.

    A Kustomization or HelmRelease of Flux that an application brings is carried out by Flux, with all rights in all
    namespaces unless it names an account. So it has to name one of its own namespace, and nothing of another one. Each
    namespace has an account for that, with the rights of its applications:

        kind: HelmRelease
        spec: {serviceAccountName: resedge, chartRef: {kind: OCIRepository, name: chart}}

    Take the object out. Where the application really is a part of the platform, it belongs into a namespace of the
    platform team with access: cluster:

        kind: Namespace
        metadata: {name: ingress}
        spec: {clusters: all, access: cluster, applications: [ingress-nginx]}

    With setNamespace: false the objects of an application keep the namespaces that they name: then each must name the
    one it runs in. With access: cluster it may be any, but an object that belongs into a namespace has to name one.
  `,
});
