import { expect, it } from 'vitest';
import type { MovePlan } from '../../src/model/plan.ts';
import { type Move, planMoves, type Running } from '../../src/plan/plan-moves.ts';
import { objects, readFleet } from '../support/fleet.ts';

const { resolution } = readFleet(
  objects(`
    Fleet contoso: {git: {url: https://git.example.com/contoso/fleet.git}}
    Group east:
    Cluster a: {groups: [east]}
    Cluster b: {groups: [east]}
    Cluster c:
  `),
);

function running(units: Readonly<Record<string, string>>, ...deleted: string[]): Running {
  return { units: new Map(Object.entries(units)), deleted: new Set(deleted) };
}

function move(name: string, before: Running | undefined, after: Running | undefined, more: Partial<Move> = {}): Move {
  return { name, before, after, hasNewVariables: false, moved: true, ...more };
}

function told({ names, changes }: MovePlan): string[] {
  return changes.map(({ namespace, application, change, details, clusters }) => {
    const unit = application === undefined ? namespace : `${namespace}/${application}`;
    return [change, unit, ...Array.from(clusters, (at) => names[at]), ...details].join(' ');
  });
}

const shop = running({ shop: '1', 'shop/till': '1' });

it('what clusters get in place of what they have is told by unit, what leaves first', () => {
  const plan = planMoves(
    [
      move('b', shop, running({ shop: '1', 'shop/till': '2' })),
      move('a', shop, running({ shop: '1', 'shop/till': '2', 'shop/desk': '1' })),
      move('c', running({ bar: '1', web: '1' }, 'web'), running({})),
    ],
    resolution,
  );
  expect(told(plan)).toEqual([
    'removed bar c the Namespace and its volume claims stay',
    'removed web c the Namespace and its volume claims are deleted',
    'changed shop/till a b',
    'added shop/desk a',
  ]);
  expect(plan).toMatchObject({
    total: 3,
    placements: { added: 1, removed: 0, changed: 2 },
    groups: [{ name: 'east', total: 2, affected: 2 }],
  });
});

it('clusters that come and go, wait, or get the same in another way are told apart', () => {
  const plan = planMoves(
    [
      move('a', undefined, shop),
      move('b', shop, shop),
      move('c', shop, shop, { hasNewVariables: true }),
      move('gone', shop, undefined),
      move('held', undefined, undefined, { moved: false }),
      move('still', shop, shop, { moved: false }),
    ],
    resolution,
  );
  const named = ({ added, removed, delivery, variables, affected }: MovePlan) =>
    [added, removed, delivery, variables, affected].map((set) => Array.from(set, (at) => plan.names[at]).join(' '));
  expect(named(plan)).toEqual(['a', 'gone', 'b', 'c', 'a c']);
});
