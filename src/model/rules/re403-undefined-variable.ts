import { defineRule } from './define.ts';

export const undefinedVariable = defineRule({
  id: 'RE403',
  name: 'undefined-variable',
  severity: 'error',
  summary: 'A manifest reads a variable that has no value on a cluster that gets it.',
  page: `
    Flux replaces \${name} in what Kustomize built, and refuses the whole application where a variable has neither a
    value nor a default. Which variables there are:

        cluster_name  cluster_group  cluster_KEY       the values of the cluster, with those it inherits
        namespace_name  namespace_KEY                  the values of the namespace
        app_name  app_KEY                              the values of the application

    Give it a value for all clusters in resedge.yaml or in a group, or write a default into the manifest:

        value: \${cluster_currency:=USD}

    The usual cause is a script or a configuration file inside a ConfigMap that has variables of its own. A second
    dollar makes Flux leave them alone; \${HOME} is then what the program gets:

        data:
          start.sh: |
            cd $\${HOME}

    What Kustomize encodes is never replaced: a variable in a \`secretGenerator\`, in its files included, or in the base64
    of a Secret. Write the Secret with \`stringData\`, or keep what differs between clusters in a ConfigMap.

    For an object that is full of them, leave the object alone, or all of the application with \`substitute: false\`:

        metadata:
          annotations:
            kustomize.toolkit.fluxcd.io/substitute: disabled
  `,
});
