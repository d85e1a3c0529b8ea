import fc from 'fast-check';
import { at as elementAt } from '../../../src/model/at.ts';
import { plainWindow, seasons } from '../../model/time/minutes.ts';
import {
  type ApplicationWish,
  applications,
  type ClusterWish,
  clusters,
  type Deploy,
  type Intent,
  length,
  type NamespaceWish,
  namespaces,
  type World,
} from './world.ts';

const margin = 2 * 1440;

const windows = fc.oneof(fc.constant([]), fc.array(plainWindow, { minLength: 1, maxLength: 2 }));

function recordOf<T>(names: readonly string[], value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc
    .array(value, { minLength: names.length, maxLength: names.length })
    .map((values) => Object.fromEntries(values.map((one, at) => [names[at] ?? '', one])));
}

const rarely = <T>(usual: T, else_: fc.Arbitrary<T>, weight = 4) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, else_);

function intentFrom(day: (count: number) => string): fc.Arbitrary<Intent> {
  const cluster: fc.Arbitrary<ClusterWish> = fc.record({
    state: rarely<ClusterWish['state']>('active', fc.constantFrom('retired', 'absent'), 9),
    isRenamed: fc.constant(false),
    windows,
    hold: rarely<ClusterWish['hold']>(
      undefined,
      fc.record({ until: fc.option(fc.nat(length).map(day), { nil: undefined }) }),
    ),
    values: recordOf(['x', 'y'], fc.constantFrom('1', '1', '2')),
  });
  const namespace: fc.Arbitrary<NamespaceWish> = fc.record({
    isThere: rarely(true, fc.constant(false), 6),
    clusters: fc.subarray(clusters, { minLength: 2 }),
    version: fc.integer({ min: 1, max: 2 }),
    onRemove: fc.constantFrom('keep', 'delete'),
    windows: rarely<NamespaceWish['windows']>(undefined, windows, 2),
  });
  const application: fc.Arbitrary<ApplicationWish> = fc.record({
    home: fc.option(fc.constantFrom(...namespaces), { nil: undefined, freq: 5 }),
    version: fc.integer({ min: 1, max: 2 }),
    uses: rarely<string[]>([], fc.subarray(['x', 'y', 'name'], { minLength: 1, maxLength: 1 }), 2),
    needs: fc.subarray(applications),
  });
  const freezes = fc.array(
    fc.tuple(fc.nat(length), fc.nat(2)).map(([first, more]) => ({ from: day(first), to: day(first + more) })),
    { maxLength: 1 },
  );
  return fc
    .record({
      clusters: recordOf(clusters, cluster),
      namespaces: recordOf(namespaces, namespace),
      applications: recordOf(applications, application),
      freezes: recordOf(['east', 'west'], freezes),
    })
    .map(sound);
}

/** Leaves out what `validate` refuses: needs of what is not on the same clusters, or that go in a circle. */
function sound(intent: Intent): Intent {
  const onOf = ({ home }: ApplicationWish): readonly string[] => {
    const namespace = home === undefined ? undefined : intent.namespaces[home];
    return namespace?.isThere ? namespace.clusters : [];
  };
  const sounder = Object.entries(intent.applications).map(([name, wish]) => {
    const on = onOf(wish);
    const needs = wish.needs.filter((need) => {
      const needed = intent.applications[need];
      return need < name && needed && on.length > 0 && on.every((one) => onOf(needed).includes(one));
    });
    return [name, { ...wish, home: on.length > 0 ? wish.home : undefined, needs }];
  });
  return { ...intent, applications: Object.fromEntries(sounder) };
}

/** Some of the next, all else as before: people change a few things at a time. */
function mixed(before: Intent, next: Intent, seed: readonly boolean[]): Intent {
  let at = 0;
  const pick = <T>(had: Readonly<Record<string, T>>, wants: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(had).map(([name, one]) => [name, seed[at++ % seed.length] ? (wants[name] ?? one) : one]),
    );
  return sound({
    clusters: pick(before.clusters, next.clusters),
    namespaces: pick(before.namespaces, next.namespaces),
    applications: pick(before.applications, next.applications),
    freezes: pick(before.freezes, next.freezes),
  });
}

/** Whoever is renamed keeps the new name. */
function renamed(intents: readonly Intent[], from: Readonly<Record<string, number>>): Intent[] {
  return intents.map((intent, at) => ({
    ...intent,
    clusters: Object.fromEntries(
      Object.entries(intent.clusters).map(([name, wish]) => [name, { ...wish, isRenamed: at >= (from[name] ?? 99) }]),
    ),
  }));
}

export const world: fc.Arbitrary<World> = fc.constantFrom(...seasons).chain(({ from, zones }) => {
  const day = (count: number) => new Date(Date.parse(from) + count * 86_400_000).toISOString().slice(0, 10);
  return fc
    .record({
      zones: recordOf(clusters, fc.constantFrom<string>(...zones)),
      wishes: fc.array(intentFrom(day), { minLength: 3, maxLength: 5 }),
      seed: fc.array(fc.boolean(), { minLength: 23, maxLength: 23 }),
      renamedFrom: recordOf(clusters, fc.constantFrom(1, 2, 99, 99, 99)),
      times: fc.uniqueArray(fc.integer({ min: margin / 5, max: (length * 1440 - margin) / 5 }), {
        minLength: 5,
        maxLength: 9,
      }),
      near: fc.subarray([1, 2, 4]),
      whats: fc.array(
        fc.constantFrom<Deploy['what']>('all', 'all', 'all', 'waiting', 'waiting', 'waiting', 'merge', 'undo'),
        {
          minLength: 20,
          maxLength: 20,
        },
      ),
      atOnce: fc.array(rarely<string[]>([], fc.oneof(fc.constant(clusters), fc.subarray(clusters)), 5), {
        minLength: 20,
        maxLength: 20,
      }),
    })
    .map(({ zones: where, times, near, ...rest }) => {
      const [soon = 0] = times;
      const all = [...times, ...near.map((more) => soon + more)].map((time) => time * 5);
      return {
        from,
        zones: where,
        deploys: deploysAt(
          [...new Set(all)].sort((a, b) => a - b),
          rest,
        ),
      };
    });
});

interface Whims {
  readonly wishes: readonly Intent[];
  readonly seed: readonly boolean[];
  readonly renamedFrom: Readonly<Record<string, number>>;
  readonly whats: readonly Deploy['what'][];
  readonly atOnce: readonly (readonly string[])[];
}

/** Deploys at these times, in which people change their minds as often as there are wishes. */
function deploysAt(times: readonly number[], { wishes, seed, renamedFrom, whats, atOnce }: Whims): Deploy[] {
  const chained: Intent[] = [];
  for (const wish of wishes) {
    const last = chained.at(-1);
    chained.push(last ? mixed(last, wish, seed.slice(chained.length)) : wish);
  }
  const intents = renamed(chained, renamedFrom);
  let isUndone = false;
  return times.map((at, index): Deploy => {
    const intent = elementAt(intents, Math.floor((index * intents.length) / times.length));
    const wish = index === 0 ? 'all' : (whats[index] ?? 'all');
    const what = isUndone && wish === 'undo' ? 'resume' : wish;
    isUndone = what === 'undo' || (isUndone && what !== 'resume');
    const urgent = what === 'all' || what === 'waiting' ? atOnce[index] : [];
    return { at, intent, what, to: Math.floor(index / 2), atOnce: urgent ?? [] };
  });
}
