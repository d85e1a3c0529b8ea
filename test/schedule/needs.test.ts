import { describe, expect, it } from 'vitest';
import type { LineUp } from '../../src/model/line-up.ts';
import type { Candidate, Problem } from '../../src/schedule/problems.ts';
import { schedule } from '../../src/schedule/schedule.ts';
import { follow } from './follow.ts';
import { having, havingAfter, havingText, timing } from './notes.ts';

const nights = [{ schedule: '0 2 * * *', duration: '3h' }];
const later = [{ schedule: '0 4 * * *', duration: '2h' }];

describe('a set that depends on another', () => {
  it('waits for one that still waits, and moves with or after it', () => {
    const fleet = follow({ e1: timing({ of: { data: nights } }) });
    fleet.deploy('2027-03-01T10:00Z', { wants: { e1: having({ shop: 'web@1' }) } });
    expect(
      fleet.deploy('2027-03-01T12:00Z', { wants: { e1: having({ shop: 'web@2 needs:redis', data: 'redis@1' }) } }),
    ).toEqual({
      e1: [
        'shop: web@1',
        'data waits until 02 02:00: window',
        'shop waits until 02 02:00: application redis is not there yet, for data',
      ],
    });
    expect(fleet.deploy('2027-03-02T02:00Z')).toEqual({ e1: ['data: redis@1; shop: web@2 needs:redis'] });
  });

  it('keeps what it depends on, until it has moved itself', () => {
    const fleet = follow({ e1: timing({ of: { shop: nights } }) });
    fleet.deploy('2027-03-01T10:00Z', {
      wants: { e1: having({ shop: 'web@1 needs:redis', data: 'redis@1 kafka@1' }) },
    });
    expect(fleet.deploy('2027-03-01T12:00Z', { wants: { e1: having({ shop: 'web@2', data: 'kafka@2' }) } })).toEqual({
      e1: [
        'data: redis@1 kafka@1; shop: web@1 needs:redis',
        'data waits until 02 02:00: namespace shop still needs application redis, for shop',
        'shop waits until 02 02:00: window',
      ],
    });
  });

  it('waits along a chain, until the last of it is open', () => {
    const fleet = follow({ e1: timing({ of: { b: nights, c: later } }) });
    fleet.deploy('2027-03-01T10:00Z', { wants: { e1: having({ a: 'x@1' }) } });
    const wants = { e1: having({ a: 'x@2 needs:ns/b', b: 'y@1 needs:z', c: 'z@1' }) };
    expect(fleet.deploy('2027-03-02T02:00Z', { wants })).toEqual({
      e1: [
        'a: x@1',
        'a waits until 02 04:00: namespace b is not there yet, for b',
        'b waits until 02 04:00: application z is not there yet, for c',
        'c waits until 02 04:00: window',
      ],
    });
  });

  it('takes back what moves together with it', () => {
    const fleet = follow({ e1: timing({ of: { data: nights } }) });
    fleet.deploy('2027-03-01T10:00Z', { wants: { e1: having({ shop: 'web@1 till@1', pay: 'card@1' }) } });
    const wants = { e1: having({ shop: 'web@1', pay: 'card@1 till@1 needs:redis', data: 'redis@1' }) };
    expect(fleet.deploy('2027-03-01T12:00Z', { wants })).toEqual({
      e1: [
        'pay: card@1; shop: web@1 till@1',
        'data waits until 02 02:00: window',
        'pay waits until 02 02:00: application redis is not there yet, for data',
        'shop waits until 02 02:00: application redis is not there yet, for data',
      ],
    });
  });

  it('does not wait for what it lacks already, or will lack in the end', () => {
    const fleet = follow({ e1: timing({ of: { other: nights } }) });
    fleet.deploy('2027-03-01T10:00Z', { wants: { e1: having({ shop: 'web@1 needs:redis', other: 'o@1' }) } });
    const wants = { e1: having({ shop: 'web@2 needs:redis needs:kafka', other: 'o@2' }) };
    expect(fleet.deploy('2027-03-01T12:00Z', { wants })['e1']?.[0]).toBe(
      'other: o@1; shop: web@2 needs:redis needs:kafka',
    );
  });
});

describe('what would be wrong by other rules', () => {
  /** A quota of ten for the sum of all versions. */
  const room = ({ lineUp: { sets } }: Candidate): Problem[] => {
    const sizes = Array.from(sets.values(), ({ namespace, key }) => ({
      namespace,
      size: Number(key.replace(/.*@/, '')),
    }));
    const sum = sizes.reduce((total, { size }) => total + size, 0);
    const namespaces = sizes.map(({ namespace }) => namespace);
    return sum <= 10 ? [] : [{ key: 'room', namespaces, message: `${sum} of 10` }];
  };
  const options = { now: Date.parse('2027-03-01T12:00Z'), undo: undefined, onRemove: new Map(), problems: room };
  const decideFor = (before: Record<string, string>, after: Record<string, string>, closed: string) => {
    const [delivered, desired] = [having(before), having(after)];
    const [decision] = schedule([{ delivered, desired, timing: timing({ of: { [closed]: nights } }) }], options);
    if (!decision) throw new Error('nothing is decided');
    return { after: havingText(havingAfter(decision, delivered, desired)), waits: decision.waits };
  };

  it('waits until there is room, and those that need none of it do not', () => {
    const { after, waits } = decideFor({ a: 'a@3', b: 'b@5', c: 'c@2' }, { a: 'a@6', b: 'b@2', c: 'c@1' }, 'b');
    expect(after).toBe('a: a@3; b: b@5; c: c@1');
    expect(waits.find(({ piece }) => piece.kind === 'namespace' && piece.name === 'a')).toMatchObject({
      reason: { why: 'needs', namespaces: ['b'], message: '12 of 10' },
      until: Date.parse('2027-03-02T02:00Z'),
    });
  });

  it('does not hold back what is too much already', () => {
    expect(decideFor({ a: 'a@9', b: 'b@4' }, { a: 'a@8', b: 'b@1' }, 'b').after).toBe('a: a@8; b: b@4');
  });

  it('is not asked where all or nothing moves, and once for clusters that are judged as one', () => {
    const asked: string[] = [];
    const problems = ({ lineUp }: { readonly lineUp: LineUp }) => {
      asked.push([...lineUp.sets.values()].map(({ key }) => key).join());
      return [];
    };
    const delivered = having({ a: 'a@1', b: 'b@1' });
    const desired = having({ a: 'a@2', b: 'b@2' });
    const clusters = [{}, { of: { b: nights } }, { windows: nights }].flatMap((when) =>
      [1, 2].map(() => ({ delivered, desired, timing: timing(when) })),
    );
    schedule(clusters, { ...options, problems });
    expect(asked).toEqual(['a@2,b@1']);
    const judged = clusters.map((cluster, at) => ({ ...cluster, judgedAs: at % 2 === 0 ? clusters : problems }));
    schedule(judged, { ...options, problems });
    expect(asked).toEqual(['a@2,b@1', 'a@2,b@1', 'a@2,b@1']);
  });

  it('takes back the variables that have part in it', () => {
    const problems = ({ lineUp, variables }: Candidate): Problem[] =>
      variables === 'desired' && lineUp.sets.get('b')?.key === 'b@1'
        ? [{ key: 'value', namespaces: ['b'], variables: true, message: 'b has no number' }]
        : [];
    const delivered = having({ a: 'a@1', b: 'b@1' }, { number: '1' });
    const desired = having({ a: 'a@2', b: 'b@2' }, { number: '2' });
    const clusters = [{ delivered, desired, timing: timing({ of: { b: nights } }) }];
    const [decision] = schedule(clusters, { ...options, problems });
    expect(decision?.variables).toBe('delivered');
    expect(decision?.waits.map(({ reason }) => reason.why)).toEqual(['needs', 'window']);
  });
});
