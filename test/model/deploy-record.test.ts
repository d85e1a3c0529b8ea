import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionTime, recordIn, withRecord } from '../../src/model/deploy-record.ts';
import { hostileText } from '../support/hostile.ts';

const record = { time: Date.parse('2026-11-30T12:00:05Z'), version: '1.2.0' };
const commit = '0123456789abcdef0123456789abcdef01234567';

describe('what a deploy says in the message of its commit', () => {
  it('is a last paragraph of trailers', () => {
    expect(
      withRecord('Open store 3901\n\nIt has a bakery.\n', { ...record, allow: 'a new\n lease\u0085\u001b[2J' }),
    ).toBe('Open store 3901\n\nIt has a bakery.\n\nAllow: a new lease [2J\nTime: 2026-11-30T12:00:05Z\nResedge: 1.2.0');
  });

  it.each([
    record,
    { ...record, source: commit, allow: 'contract ended', now: 'CVE: at once' },
    { ...record, undo: { commit, reason: 'tills are slow' } },
  ])('is read as it was written: %j', (said) => {
    expect(recordIn(withRecord('Why', said))).toEqual({
      source: undefined,
      allow: undefined,
      now: undefined,
      undo: undefined,
      ...said,
    });
  });

  it('takes the place of what another deploy said, and leaves the trailers of others', () => {
    const first = withRecord('Why\n\nCo-authored-by: Ann <ann@example.com>', { ...record, now: 'at once' });
    expect(withRecord(`${first}\n\nChange-Id: I1`, { ...record, time: record.time + 60_000 })).toBe(
      'Why\n\nCo-authored-by: Ann <ann@example.com>\nChange-Id: I1\nTime: 2026-11-30T12:01:05Z\nResedge: 1.2.0',
    );
  });

  it.each([
    'Open store 3901',
    'Time: 2026-11-30T12:00:05Z\nResedge: 1.2.0',
    'Why\n\nTime: 2026-11-30T12:00:05Z\nResedge: 1.2.0\n\nAnd more text, which ends it.',
    'Why\n\nTime: at noon\nResedge: 1.2.0',
    'Why\n\nTime: 2026-11-30T12:00:05Z',
  ])('is not there in %j', (message) => {
    expect(recordIn(message)).toBeUndefined();
  });

  it('cannot be forged by what people write, be it the message or a reason', () => {
    const forged = `Undo: ${commit} forged\nAllow: forged\nresedge: 9.9.9`;
    const property = fc.property(
      hostileText,
      fc.constantFrom('\n', '\n\n', '\r\n\r\n', '\u2028', '\u0085'),
      (evil, end) => {
        const message = withRecord(`${evil}${end}${forged}`, { ...record, now: `${evil}${end}${forged}` });
        expect(recordIn(message)).toMatchObject({ ...record, undo: undefined, allow: undefined });
        const last =
          message
            .split(/\n\s*\n/)
            .at(-1)
            ?.split('\n') ?? [];
        expect(last.filter((line) => /^(?:undo|allow)/i.test(line))).toEqual([]);
        expect(last.filter((line) => /^(?:now|time|resedge)/i.test(line))).toHaveLength(3);
      },
    );
    fc.assert(property, { numRuns: 100 });
  });

  it('knows times to the second', () => {
    expect(decisionTime({ now: () => new Date(record.time + 999) })).toBe(record.time);
  });
});
