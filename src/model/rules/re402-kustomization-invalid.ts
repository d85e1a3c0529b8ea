import { defineRule } from './define.ts';

export const kustomizationInvalid = defineRule({
  id: 'RE402',
  name: 'kustomization-invalid',
  severity: 'error',
  summary: 'A kustomization would fail when a cluster builds it.',
  page: `
    Clusters build what applications and policies bring with Kustomize. What would fail there is found here, before it
    is merged: a file or folder that is not there, a field that Kustomize does not know, folders that load each other
    in a circle, a Component among the resources, a document that is not a Kubernetes object, operations without a
    target.

    Kustomize loads folders from anywhere, but single files only from the kustomization's own folder or below it. Move
    the file there, or give its folder a kustomization and load the folder.

    An overlay that changes what is not there is found, too: a name in \`images\` that no container has, a name in
    \`replicas\` that nothing has, a patch of an object that neither the base nor an overlay brings. Where Kustomize
    refuses that it is an error, where it builds something that lacks the change a warning. The target of a patch is
    a pattern, so write \`name: \\$\\{app_name\\}\` for a name that is a variable. A tag that is a variable keeps
    Kustomize from seeing the image at all.

    The folder of a policy may hold a Component. It is put on all that a namespace is made of, the Namespace object
    itself included, so its patches say what they are for by a target that fits every namespace:

        patches:
          - target: {kind: Namespace}

    A patch of an object that a namespace does not have, or a field that moves all objects (\`namespace\`,
    \`namePrefix\`, \`nameSuffix\`), is an error there. So is \`substitute: false\`.

    Annotations are text. Kustomize refuses a bare number or a bare true:

        metadata:
          annotations:
            resedge.dev/priority: "10"

    Bases and files from elsewhere (URLs) are refused: what a cluster runs would not be what was checked here, and would
    be another thing the next time. Keep a copy in this repository, and name that by its path:

        git subtree add --squash --prefix apps/NAME REPOSITORY REF
        git subtree pull --squash --prefix apps/NAME REPOSITORY REF     # a later version

    \`kustomize localize\` copies a base together with what it loads from other repositories.

    With \`allowRemoteBases: true\` in resedge.yaml, \`resources\` may name a URL. Kustomize fetches it once in each run of
    resedge, and clusters get a copy of what it builds: they never fetch it. Name a tag or a commit (\`?ref=v1.2.0\`), or
    another run may find something else.
  `,
});
