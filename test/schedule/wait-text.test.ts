import { expect, it } from 'vitest';
import type { Reason, Wait } from '../../src/schedule/decision.ts';
import { waitText } from '../../src/schedule/wait-text.ts';

const reading = { timeZone: 'America/Chicago', now: Date.parse('2026-11-29T23:00Z') };
const shop = { kind: 'namespace', name: 'shop' } as const;

function told(reason: Reason, until: string | undefined, of: Wait['of'] = shop): string {
  return waitText({ piece: shop, reason, of, until: until === undefined ? undefined : Date.parse(until) }, reading);
}

it('what waits says for what, and until when', () => {
  const window: Reason = { why: 'window', closes: undefined };
  expect(told(window, '2026-11-30T08:00Z')).toBe('waits for the window Mon 02:00 America/Chicago (in 9h)');
  expect(told(window, '2026-11-30T08:00Z', { kind: 'namespace', name: 'bar' })).toBe(
    'waits for the window of namespace bar Mon 02:00 America/Chicago (in 9h)',
  );
  expect(told(window, undefined)).toBe('waits for a window, and none comes within a year');
  expect(told({ why: 'window', closes: reading.now + 60_000 }, '2026-11-30T08:00Z')).toBe(
    'the open window closes too soon: waits for the window Mon 02:00 America/Chicago (in 9h)',
  );
  const hold = { why: 'hold', reason: 'flood in the basement' } as const;
  expect(told({ ...hold, until: undefined }, undefined)).toBe('held: flood in the basement, until it is released');
  expect(told({ ...hold, until: '2026-12-01' }, '2026-12-02T06:00Z')).toBe(
    'held: flood in the basement, until 2026-12-01; moves Wed 00:00 America/Chicago (in 2d 7h)',
  );
  const freeze = { why: 'freeze', to: '2026-12-05', reason: 'Thanksgiving week' } as const;
  expect(told({ ...freeze, from: '2026-11-26' }, '2026-12-07T08:00Z')).toBe(
    'frozen until 2026-12-05: Thanksgiving week; moves 2026-12-07 02:00 America/Chicago (in 7d 9h)',
  );
  expect(told({ ...freeze, from: '2026-11-30', reason: undefined }, undefined)).toBe(
    'frozen from 2026-11-30 to 2026-12-05',
  );
  expect(told({ why: 'undo', reason: 'the new till loses receipts' }, undefined)).toBe(
    'an undo is in force: the new till loses receipts',
  );
  expect(told({ why: 'needs', namespaces: ['redis'], message: 'application redis is not there yet' }, undefined)).toBe(
    'waits for namespace redis: application redis is not there yet',
  );
  expect(told({ why: 'word', word: 'delete' }, undefined)).toBe(
    'leaves once the cluster has heard that namespace shop is to be deleted',
  );
});
