import { defineRule } from './define.ts';

export const foreignFiles = defineRule({
  id: 'RE805',
  name: 'foreign-files',
  severity: 'error',
  summary: 'The folder of a cluster holds manifests that resedge did not write.',
  page: `
    A cluster's folder, and all below it, is for the one file that resedge writes there. Flux applies all manifests of a
    folder that has no kustomization.yaml, as those that \`flux bootstrap\` made. Once a generated kustomization.yaml lies
    beside them, it applies that alone, and deletes from the cluster what the others brought. So nothing is generated as
    long as there is YAML or JSON that does not begin with the first line of generated files. A README, a .gitkeep and
    files whose names begin with a dot may stay.

    Where Flux runs on these clusters already, have the generated folders elsewhere (resedge.yaml):

        layout:
          clusters: clusters/resedge/{name}

    Or have them on a branch of their own, which clusters of the fleet read instead, and which holds nothing else:

        delivery:
          branch: live

    Or move the files out of the folder: first change the path of the Kustomization that applies them, then remove them
    here. What is there for no one, remove:

        git rm clusters/x/old.yaml
  `,
});
