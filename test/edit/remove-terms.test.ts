import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeTerms } from '../../src/edit/remove-terms.ts';
import { ClusterSet } from '../../src/model/cluster-set.ts';
import { type Expression, formatExpression, type Term } from '../../src/select/expression.ts';
import { parseExpression } from '../../src/select/parse-expression.ts';
import { combine } from '../../src/select/selection.ts';
import { expressionsOver } from '../select/arbitrary.ts';

/** Takes out the clusters x and y. */
function withoutXY(text: string): string | undefined {
  return removeTerms(text, ({ kind, name }) => kind === 'cluster' && ['x', 'y'].includes(name.text));
}

describe('terms that name what is gone', () => {
  const taken: readonly [text: string, rest: string][] = [
    ['/c/x or /c/a', '/c/a'],
    ['/c/a or /c/x', '/c/a'],
    ['/c/a OR  /c/x or (/c/b)', '/c/a or (/c/b)'],
    ['/c/x or /c/a or /c/y or /c/b', '/c/a or /c/b'],
    ['/c/x or /c/y or /c/a', '/c/a'],
    ['/g/a and (/c/x or /c/b)', '/g/a and (/c/b)'],
    ['not (/c/x or /c/b)', 'not (/c/b)'],
    ['/g/stores and not /c/x', '/g/stores'],
    ['not /c/x and /g/stores and not (/c/y)', '/g/stores'],
    ['/c/a or /g/stores and not /c/x or /c/y', '/c/a or /g/stores'],
    ['/c/a or /c/b', '/c/a or /c/b'],
    ['/g/x or /n/x or /m/x', '/g/x or /n/x or /m/x'],
  ];
  it.each(taken)('%s -> %s', (text, rest) => {
    expect(withoutXY(text)).toBe(rest);
  });

  const stuck = [
    '/c/x',
    '/c/x or /c/y',
    'not /c/x',
    '/g/a and /c/x',
    '/g/a or not /c/x',
    'not /c/x and not /c/y',
    '/c/a or /g/b and /c/x',
    '/c/a or (/c/x or /c/y)',
    '/c/x or',
  ];
  it.each(stuck)('%s: without it, it would mean something else', (text) => {
    expect(withoutXY(text)).toBeUndefined();
  });

  const span = { start: 0, end: 0 };
  const leaves = ['a', 'b', 'x', 'y'].map((text): Expression => ({ kind: 'cluster', name: { text, span }, span }));

  it('what is left selects what the whole selects where x and y are no clusters', () => {
    fc.assert(
      fc.property(expressionsOver(fc.constantFrom(...leaves)), (expression) => {
        const rest = withoutXY(formatExpression(expression));
        if (rest === undefined) return;
        expect(rest).not.toMatch(/\/c\/[xy]/);
        expect(selected(rest)).toEqual(selected(formatExpression(expression)));
      }),
      { numRuns: 500 },
    );
  });
});

/** Of three clusters, a, b and c: the positions of those that an expression selects. */
function selected(text: string): number[] {
  const parsed = parseExpression(text);
  if ('problem' in parsed) throw new Error(parsed.problem.message);
  const ofTerm = (term: Term) =>
    ClusterSet.of(3, term.kind === 'cluster' && term.name.text in positions ? [positions[term.name.text] ?? 0] : []);
  return [...combine(parsed.expression, ofTerm, 3)];
}

const positions: Readonly<Record<string, number>> = { a: 0, b: 1 };
