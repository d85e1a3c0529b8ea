import { defineRule } from './define.ts';

export const invalidName = defineRule({
  id: 'RE411',
  name: 'invalid-name',
  severity: 'error',
  summary: 'Kubernetes refuses a name, or the key of a ConfigMap or a Secret.',
  page: `
    A name of an object has lower-case letters, digits, dashes and dots alone, begins and ends with a letter or a digit,
    and has at most 253 characters. The keys of a ConfigMap and of a Secret have letters, digits, dashes, dots and
    underscores alone. Kustomize makes such a key of the name of a file; give it another one:

        configMapGenerator:
          - name: prices
            files: [price-list.txt=price list.txt]

    A variable in a name has to fit on every cluster:

        metadata:
          name: till-\${cluster_store}

    With the value "New Orleans" the cluster refuses the whole application. Use a variable that fits, such as
    \${cluster_name}, or change the value. Case can be changed on the way: \${cluster_store,,}.
  `,
});
