import { defineRule } from './define.ts';

export const pathMissing = defineRule({
  id: 'RE401',
  name: 'path-missing',
  severity: 'error',
  summary: 'The folder of an application or a policy is not there, or has no kustomization.',
  page: `
    The path of an Application names a folder with a Kustomize base, and overlays if there are any:

        apps/imdb/base/kustomization.yaml
        apps/imdb/overlays/1.0.1/kustomization.yaml

    The path of a Policy names the folder of its kustomization itself, which may be a Component:

        policies/pod-security/kustomization.yaml

    Correct the path, or create the file. Git keeps no empty folders: a folder is there when a file in it is.
  `,
});
