import { defineRule } from './define.ts';

export const expressionSyntax = defineRule({
  id: 'RE301',
  name: 'expression-syntax',
  severity: 'error',
  summary: 'An expression cannot be read.',
  page: `
    An expression says which clusters are meant. This one does not follow the grammar, so nobody can say whom it
    selects.

        all                                  every cluster
        /g/stores                            in the group stores or any group below it
        /m/tier/gold                         with the label tier=gold; /m/tier asks for any value
        /c/central-* and not /r/canary       names and paths may hold *, ** and {a,b}

    \`not\` binds tightest, then \`and\`, then \`or\`; parentheses group. A key or value with a slash is quoted:
    /m/"example.com/tier"/gold.
  `,
});
