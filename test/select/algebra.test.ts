import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/model/inventory.ts';
import type { Cluster } from '../../src/model/kinds.ts';
import { type Expression, formatExpression } from '../../src/select/expression.ts';
import { expressionsOver } from './arbitrary.ts';
import { type FleetParts, fleet, select } from './fleet.ts';

const span = { start: 0, end: 0 };

const tiers = ['gold', 'silver', ''];
const paths = ['stores', 'stores/east', 'lab'];

const fleets: fc.Arbitrary<FleetParts> = fc
  .array(fc.record({ group: fc.constantFrom(...paths), tier: fc.option(fc.constantFrom(...tiers)) }), { maxLength: 70 })
  .map((stores) =>
    fleet({
      clusters: Object.fromEntries(
        stores.map(({ group, tier }, at) => [`c${at}`, { groups: [group], labels: tier === null ? {} : { tier } }]),
      ),
      groups: Object.fromEntries(paths.map((path) => [path, undefined])),
    }),
  );

const leaves = fc.constantFrom<Expression>(
  { kind: 'all', span },
  { kind: 'none', span },
  ...paths.map((text): Expression => ({ kind: 'group', name: { text, span }, span })),
  ...['c1*', 'c*2', 'c{3,4}'].map((text): Expression => ({ kind: 'cluster', name: { text, span }, span })),
  { kind: 'label', key: { text: 'tier', span }, span },
  ...tiers.map((text): Expression => ({ kind: 'label', key: { text: 'tier', span }, value: { text, span }, span })),
);

const expressions = expressionsOver(leaves);
const texts = expressions.map(formatExpression);

/** Whether an expression selects a cluster, worked out for it alone. */
function holds(expression: Expression, cluster: Item<Cluster>): boolean {
  switch (expression.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'not':
      return !holds(expression.operand, cluster);
    case 'and':
      return expression.operands.every((operand) => holds(operand, cluster));
    case 'or':
      return expression.operands.some((operand) => holds(operand, cluster));
    case 'group':
      return (cluster.object.spec?.groups ?? []).some((group) => `${group}/`.startsWith(`${expression.name.text}/`));
    case 'label': {
      const value = cluster.object.metadata.labels?.[expression.key.text];
      return value !== undefined && (expression.value === undefined || expression.value.text === value);
    }
    default:
      return { 'c1*': /^c1/, 'c*2': /2$/, 'c{3,4}': /^c[34]$/ }[expression.name.text]?.test(cluster.name) ?? false;
  }
}

function agree(left: (...parts: string[]) => string, right: (...parts: string[]) => string): void {
  fc.assert(
    fc.property(fleets, texts, texts, texts, (parts, a, b, c) => {
      const operands = [a, b, c].map((text) => `(${text})`);
      expect(select(parts, left(...operands))).toEqual(select(parts, right(...operands)));
    }),
  );
}

describe('the algebra of expressions', () => {
  it('selects what a look at each cluster selects', () => {
    fc.assert(
      fc.property(fleets, expressions, (parts, expression) => {
        const expected = parts.clusters.filter((cluster) => holds(expression, cluster)).map((cluster) => cluster.name);
        expect(select(parts, formatExpression(expression))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('follows De Morgan', () => {
    agree(
      (a, b) => `not (${a} and ${b})`,
      (a, b) => `not ${a} or not ${b}`,
    );
    agree(
      (a, b) => `not (${a} or ${b})`,
      (a, b) => `not ${a} and not ${b}`,
    );
  });

  it('is idempotent, and not undoes not', () => {
    agree(
      (a) => `${a} and ${a}`,
      (a) => `${a}`,
    );
    agree(
      (a) => `${a} or ${a}`,
      (a) => `${a}`,
    );
    agree(
      (a) => `not (not ${a})`,
      (a) => `${a}`,
    );
  });

  it('distributes and over or, and or over and', () => {
    agree(
      (a, b, c) => `${a} and (${b} or ${c})`,
      (a, b, c) => `${a} and ${b} or ${a} and ${c}`,
    );
    agree(
      (a, b, c) => `${a} or (${b} and ${c})`,
      (a, b, c) => `(${a} or ${b}) and (${a} or ${c})`,
    );
  });

  it('binds not before and before or', () => {
    agree(
      (a, b, c) => `not ${a} and ${b} or ${c}`,
      (a, b, c) => `((not ${a}) and ${b}) or ${c}`,
    );
    agree(
      (a, b, c) => `${a} or ${b} and not ${c}`,
      (a, b, c) => `${a} or (${b} and (not ${c}))`,
    );
  });

  it('has all and none as its ends', () => {
    agree(
      (a) => `${a} or not ${a}`,
      () => 'all',
    );
    agree(
      (a) => `${a} and not ${a}`,
      () => 'none',
    );
    agree(
      () => 'not all',
      () => 'none',
    );
  });
});
