import type { Rule } from '../diagnostic.ts';

/** A rule, with the page's common indentation taken off. */
export function defineRule(rule: Rule): Rule {
  const lines = rule.page.replace(/^\n/, '').trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return { ...rule, page: lines.map((line) => line.slice(indent)).join('\n') };
}
