import { defineRule } from './define.ts';

export const schemaRule = defineRule({
  id: 'RE102',
  name: 'schema',
  severity: 'error',
  summary: 'An object does not have the form that its kind asks for.',
  page: `
    Each kind has a fixed set of fields, and each field takes certain values. A field that nobody knows is an error,
    because a slip of the pen would otherwise silently do nothing. An object with an error is left out.

        kind: Cluster
        metadata:
          name: Store_42           no: lower-case letters, digits and "-"
          labels: {tier: 1}        no: labels are text, so "1"
        spec:
          group: [stores/north]    no: the field is called groups

    Text that looks like a number, true, false or null needs quotes. Every document begins with apiVersion and kind.
    The kind Fleet belongs into resedge.yaml, Expectation below expectations/, all other kinds below inventory/.

    The schemas come with the program. An editor that knows JSON Schema shows the same errors while you type.
  `,
});
