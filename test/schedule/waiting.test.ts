import { expect, it } from 'vitest';
import type { Decision, Piece, Reason } from '../../src/schedule/decision.ts';
import { gatherWaits } from '../../src/schedule/waiting.ts';

const now = Date.parse('2026-11-30T18:00Z');
const tonight = Date.parse('2026-12-01T08:00Z');
const shop: Piece = { kind: 'namespace', name: 'shop' };
const bar: Piece = { kind: 'namespace', name: 'bar' };
const window: Reason = { why: 'window', closes: undefined };
const held: Reason = { why: 'hold', reason: 'flood', until: undefined };

type Waits = Pick<Decision, 'waits'>;

function waiting(reason: Reason, until: number | undefined, ...pieces: Piece[]): Waits {
  return { waits: pieces.map((piece) => ({ piece, reason, of: piece, until })) };
}

function gathered(...clusters: [name: string, decision: Waits, timeZone?: string][]) {
  const told = clusters.map(([name, decision, timeZone = 'America/Chicago']) => ({
    name,
    decision,
    timing: { timeZone },
  }));
  return gatherWaits(told, now);
}

it('clusters that wait for the same are told together, with all that waits', () => {
  const both = waiting(window, tonight, shop, bar);
  expect(gathered(['e2', both], ['e1', both], ['e3', waiting(window, tonight, shop)], ['e4', { waits: [] }])).toEqual([
    {
      reason: 'no window is open',
      until: tonight,
      text: 'waits for the window Tue 02:00 America/Chicago (in 14h)',
      pieces: ['namespace bar', 'namespace shop'],
      clusters: ['e1', 'e2', 'e3'],
    },
  ]);
});

it('what moves first comes first, and what has to be released last', () => {
  const waits = gathered(
    ['e1', waiting(held, undefined, shop)],
    ['e2', waiting(window, tonight, shop)],
    ['e3', waiting(window, tonight - 3_600_000, shop), 'America/New_York'],
    ['w1', waiting(held, undefined, shop), 'America/Los_Angeles'],
  );
  expect(waits.map(({ text, clusters }) => `${clusters.join(' ')}: ${text}`)).toEqual([
    'e3: waits for the window Tue 02:00 America/New_York (in 13h)',
    'e2: waits for the window Tue 02:00 America/Chicago (in 14h)',
    'e1 w1: held: flood, until it is released',
  ]);
});
