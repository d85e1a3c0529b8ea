import fc from 'fast-check';
import type { Expression, Part, Term } from '../../src/select/expression.ts';

const span = { start: 0, end: 0 };

function part(text: string): Part {
  return { text, span };
}

const names = fc.constantFrom('a', 'a-1', 'b*', '{a,b}-?', '[ab]1');
const paths = fc.constantFrom('stores', 'stores/la', 'stores/**', '*/{la,tx}');
const keys = fc.constantFrom('tier', 'example.com/tier', "it's", 'has "quotes"', 'a b');
const values = fc.constantFrom('gold', '', 'g*', 'a/b', '1.10', 'not', "'");

const terms: fc.Arbitrary<Term> = fc.oneof(
  names.map((name): Term => ({ kind: 'cluster', name: part(name), span })),
  paths.map((path): Term => ({ kind: 'group', name: part(path), span })),
  fc.constantFrom<Term>({ kind: 'namespace', name: part('web'), span }, { kind: 'ring', name: part('canary'), span }),
  keys.map((key): Term => ({ kind: 'label', key: part(key), span })),
  fc.tuple(keys, values).map(([key, value]): Term => ({ kind: 'label', key: part(key), value: part(value), span })),
);

/** Expressions over terms; no deeper than people write them. */
export function expressionsOver(leaves: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'expression' },
      leaves,
      tie('expression').map((operand): Expression => ({ kind: 'not', operand, span })),
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('expression'), { minLength: 2, maxLength: 3 }))
        .map(([kind, operands]): Expression => ({ kind, operands, span })),
    ),
  }));
  return expression;
}

/** All that can be written. */
export const expressions = expressionsOver(
  fc.oneof(terms, fc.constantFrom<Expression>({ kind: 'all', span }, { kind: 'none', span })),
);
