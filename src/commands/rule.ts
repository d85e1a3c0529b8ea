import type { Rule } from '../model/diagnostic.ts';
import { UserError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { rules } from '../model/rules/index.ts';
import { ruleListViews, ruleViews } from '../views/rules.ts';
import { optional } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { headers } from './frame/flags.ts';

export const command = defineCommand({
  description: 'Lists the rules that an inventory is checked with, or explains one: why it matters and how to fix it.',
  examples: [
    { title: 'Every rule', command: 'resedge rule' },
    { title: 'What RE102 is about', command: 'resedge rule RE102' },
    { title: 'The same by name', command: 'resedge rule schema' },
  ],
  arguments: { rule: optional('rule', 'the id or the name of a rule', 'rule') },
  flags: { headers },
  formats: ['text', 'json', 'yaml'],
  async run(context, { rule, headers }) {
    if (rule === undefined) context.print(ruleListViews, { rows: rules, headers });
    else context.print(ruleViews, findRule(rule));
    return 'done';
  },
});

function findRule(word: string): Rule {
  const wanted = word.toLowerCase();
  const found = rules.find(({ id, name }) => id.toLowerCase() === wanted || name === wanted);
  if (found) return found;
  const near = nearest(
    word,
    rules.flatMap(({ id, name }) => [id, name]),
  );
  throw new UserError(
    `there is no rule "${word}"`,
    near === undefined ? 'See all rules: resedge rule' : `Did you mean ${near}?`,
  );
}
