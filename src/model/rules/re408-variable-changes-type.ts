import { defineRule } from './define.ts';

export const variableChangesType = defineRule({
  id: 'RE408',
  name: 'variable-changes-type',
  severity: 'error',
  summary:
    'The value of a variable turns a text into something else, and the cluster refuses the object or gets another value.',
  page: `
    Kustomize drops the quotes around a text that does not need them. Flux replaces variables after that, and reads the
    result again by the rules of YAML 1.1. So with the values 7, 0077, on or 1e3

        value: "\${cluster_storeNumber}"

    becomes a number, or true, and Kubernetes refuses it: it wants text there. Values with a colon and a blank, or with
    a sign that means something to YAML at the beginning, break the object altogether.

    Of custom resources, what their definition says is known if some application or policy brings it. Elsewhere, as in
    the values of a HelmRelease, what is lost counts: 01002 becomes 514, 1.10 becomes 1.1, yes becomes true, and charts
    print whole numbers from 1000000 on with an exponent. Values that are read back as they were written pass.

    Put quotes there that Kustomize does not see. This variable has no value, so its default stands:

        value: \${quote:="}\${cluster_storeNumber}\${quote:="}

    Or write something in front of it that is no number: store-\${cluster_storeNumber}.
  `,
});
