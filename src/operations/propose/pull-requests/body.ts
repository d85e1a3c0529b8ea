const begin = '<!-- resedge: plan -->';
const end = '<!-- resedge: end of plan -->';

/**
 * The body of a pull request: the words that people wrote, and the plan between two marks. What is around the marks of
 * a body that is there stays. `plan` is given how many characters it may have.
 */
export function bodyWith(there: string, longest: number, plan: (most: number) => string): string {
  const [from, to] = [there.indexOf(begin), there.indexOf(end)];
  const isMarked = from >= 0 && to > from;
  const before = isMarked ? there.slice(0, from) : there === '' ? '' : `${there.trimEnd()}\n\n`;
  const after = isMarked ? there.slice(to + end.length) : '\n';
  const around = before.length + begin.length + end.length + after.length + 2;
  return `${before}${begin}\n${plan(Math.max(longest - around, 0)).trim()}\n${end}${after}`;
}
