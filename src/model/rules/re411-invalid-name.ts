import { defineRule } from './define.ts';

export const invalidName = defineRule({
  id: 'RE411',
  name: 'invalid-name',
  severity: 'error',
  summary: 'The value of a variable makes a name that Kubernetes refuses.',
  page: `
    A name of an object has lower-case letters, digits, dashes and dots alone, begins and ends with a letter or a digit,
    and has at most 253 characters. A variable in it has to fit on every cluster:

        metadata:
          name: till-\${cluster_store}

    With the value "New Orleans" the cluster refuses the whole application. Use a variable that fits, such as
    \${cluster_name}, or change the value. Case can be changed on the way: \${cluster_store,,}.
  `,
});
