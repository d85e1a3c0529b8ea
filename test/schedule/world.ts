import fc from 'fast-check';
import type { Freezes } from '../../src/model/kinds.ts';
import { type PlainWindow, plainWindow, seasons } from '../model/time/minutes.ts';

/** A cluster in two weeks in which clocks change, with people who want something else now and then. */
export interface World {
  readonly from: string;
  readonly timeZone: string;
  readonly windows: readonly PlainWindow[];
  /** By namespace, for those that have some of their own. */
  readonly own: Readonly<Record<string, readonly PlainWindow[]>>;
  readonly freezes: Freezes;
  readonly deploys: readonly Deploy[];
}

export interface Deploy {
  /** In minutes since the start. */
  readonly at: number;
  readonly intent: Intent;
  readonly hold: { readonly until: string | undefined } | undefined;
  /** Windows and freezes count as open. */
  readonly atOnce?: boolean;
}

export interface Intent {
  readonly sets: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  /** What the inventory says of all namespaces, on the cluster or not. */
  readonly onRemove: 'keep' | 'delete';
}

export const namespaces = ['n0', 'n1', 'n2', 'n3'];
const applications = ['a0', 'a1', 'a2', 'a3', 'a4'];
const variables = ['x', 'y'];

/** In days, with two more on either side. */
export const length = 18;
export const margin = 2 * 1440;

/** What should be there: every application at most once, and everything that something depends on. */
export const intent: fc.Arbitrary<Intent> = fc
  .record({
    homes: fc.array(fc.option(fc.constantFrom(...namespaces), { freq: 4 }), { minLength: 5, maxLength: 5 }),
    versions: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 4, maxLength: 4 }),
    empty: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    needs: fc.uniqueArray(
      fc.tuple(fc.constantFrom(...namespaces), fc.constantFrom(...applications, 'ns/n0', 'ns/n1')),
      {
        maxLength: 6,
        selector: (need) => need.join(),
      },
    ),
    uses: fc.uniqueArray(fc.tuple(fc.constantFrom(...namespaces), fc.constantFrom(...variables)), {
      maxLength: 3,
      selector: (use) => use.join(),
    }),
    values: fc.array(fc.constantFrom('1', '1', '2'), { minLength: 2, maxLength: 2 }),
    onRemove: fc.constantFrom('keep', 'keep', 'delete'),
  })
  .map(({ homes, versions, empty, needs, uses, values, onRemove }) => {
    const inside = (namespace: string) => applications.filter((_, at) => homes[at] === namespace);
    const there = namespaces.filter((name, at) => inside(name).length > 0 || empty[at]);
    const exists = (need: string) =>
      need.startsWith('ns/') ? there.includes(need.slice(3)) : homes[applications.indexOf(need)];
    const noteOf = (namespace: string) =>
      [
        `v${versions[namespaces.indexOf(namespace)]}`,
        ...inside(namespace).map((name) => `${name}@1`),
        ...needs.filter(([of, need]) => of === namespace && exists(need)).map(([, need]) => `needs:${need}`),
        ...uses.filter(([of]) => of === namespace).map(([, name]) => `uses:${name}`),
        ...(onRemove === 'delete' ? ['delete'] : []),
      ].join(' ');
    return {
      sets: Object.fromEntries(there.map((name) => [name, noteOf(name)])),
      variables: Object.fromEntries(variables.map((name, at) => [name, values[at] ?? ''])),
      onRemove,
    };
  });

export const windows = fc.oneof(fc.constant([]), fc.array(plainWindow, { maxLength: 3 }));

export const world: fc.Arbitrary<World> = fc.constantFrom(...seasons).chain(({ from, zones }) => {
  const day = (count: number) => new Date(Date.parse(from) + count * 86_400_000).toISOString().slice(0, 10);
  const hold = fc.record({ until: fc.option(fc.nat(length).map(day), { nil: undefined }) });
  return fc.record({
    from: fc.constant(from),
    timeZone: fc.constantFrom(...zones),
    windows,
    own: fc.dictionary(fc.constantFrom(...namespaces), windows, { maxKeys: 3, noNullPrototype: true }),
    freezes: fc.array(
      fc.tuple(fc.nat(length), fc.nat(2)).map(([first, more]) => ({ from: day(first), to: day(first + more) })),
      { maxLength: 2 },
    ),
    deploys: fc
      .record({
        intents: fc.array(intent, { minLength: 2, maxLength: 4 }),
        times: fc.uniqueArray(fc.integer({ min: margin / 5, max: (length * 1440 - margin) / 5 }), {
          minLength: 6,
          maxLength: 16,
        }),
        holds: fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, hold), {
          minLength: 4,
          maxLength: 4,
        }),
      })
      .map(({ intents, times, holds }) => {
        const sorted = times.map((time) => time * 5).sort((a, b) => a - b);
        return sorted.map((at, index): Deploy => {
          const part = Math.floor((index * 4) / sorted.length);
          const [first] = intents;
          const current = intents[Math.min(part, intents.length - 1)] ?? first;
          if (!current) throw new Error('nobody wants anything');
          return { at, intent: current, hold: holds[part] };
        });
      }),
  });
});
