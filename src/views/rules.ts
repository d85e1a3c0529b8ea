import type { Rule } from '../model/diagnostic.ts';
import { rowViews } from './lists.ts';
import { documentViews } from './machine.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

/** One rule, with its page. */
export const ruleViews = {
  text: ruleText,
  ...documentViews((rule: Rule) => ({ kind: 'Rule', ...fields(rule), page: rule.page })),
} satisfies Views<Rule>;

/** All rules, a line each. */
export const ruleListViews = rowViews<Rule>({
  kind: 'RuleList',
  columns: [
    { title: 'ID', value: ({ id }) => id },
    { title: 'NAME', value: ({ name }) => name },
    { title: 'SEVERITY', value: ({ severity }) => severity },
    { title: 'SUMMARY', value: ({ summary }) => summary },
  ],
  name: ({ id }) => `rule/${id}`,
  object: fields,
});

function ruleText(rule: Rule, style: Style): string {
  return `${style.bold(`${rule.id} ${rule.name}`)} (${rule.severity})\n\n${rule.summary}\n\n${rule.page}\n`;
}

function fields({ id, name, severity, summary }: Rule) {
  return { id, name, severity, summary };
}
