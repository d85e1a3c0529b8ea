import { minutesOf, openMinutes } from '../model/time/minutes.ts';
import type { Deploy, Intent } from './world.ts';
import { length, type World } from './world.ts';

/** What a cluster has: notes of its namespaces, such as `v1 a0@2 needs:n1/a1 uses:x delete`, and its variables. */
export interface Notes {
  readonly sets: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
}

/** What is expected of a deploy. */
export interface Expected {
  readonly after: Notes;
  /** In which minute what waits may move, but for what waits for others; undefined: not in the two weeks. */
  readonly untils: ReadonlyMap<string, number | undefined>;
  readonly held: boolean;
}

const lead = 15;

/**
 * Works out by hand what one cluster has after each deploy: it asks for each minute whether it is open, and tries all
 * choices of what could move.
 */
export function oracleOf(world: World) {
  const minutes = minutesOf(world.timeZone, world.from, length);
  const openFor = new Map<string, readonly boolean[]>(
    Object.entries(world.own).map(([name, windows]) => [name, openMinutes(minutes, windows, world.freezes)]),
  );
  const openElse = openMinutes(minutes, world.windows, world.freezes);
  const end = minutes.walls.length - 1440;
  const enough = (item: string, at: number) => {
    const open = openFor.get(item) ?? openElse;
    for (let minute = at; minute < at + lead; minute++) if (!open[minute]) return false;
    return true;
  };
  const isHeld = (hold: Deploy['hold'], at: number) =>
    hold !== undefined && (hold.until === undefined || (minutes.walls[at]?.slice(0, 10) ?? '') <= hold.until);
  /** Since when namespaces say what they say of their removal. */
  const since = new Map<string, number>();
  let has: Notes | undefined;
  return (deploy: Deploy): Expected => {
    const { at, intent, hold } = deploy;
    const before = has;
    const wants = notesOf(intent);
    const held = isHeld(hold, at);
    if (!before && held) return { after: { sets: new Map(), variables: new Map() }, untils: new Map(), held };
    const [after, untils] = before ? foresee(before, wants, deploy) : [wants, new Map<string, number>()];
    for (const [name, note] of after.sets) {
      const old = before?.sets.get(name);
      if (old === undefined || saysDelete(note) !== saysDelete(old)) since.set(name, at);
    }
    has = after;
    return { after, untils, held };
  };

  /** What there is after a deploy, and in which minute what waits would move, were there a deploy in every minute. */
  function foresee(
    before: Notes,
    wants: Notes,
    { at, intent, hold }: Deploy,
  ): [Notes, Map<string, number | undefined>] {
    const waiting = groupsOf(before, wants).map(({ items, hours }) => {
      const leaving = items.filter((item) => before.sets.has(item) && !wants.sets.has(item));
      const silent = leaving.filter(
        (item) => saysDelete(before.sets.get(item) ?? '') !== (intent.onRemove === 'delete'),
      );
      const heard = Math.max(...leaving.map((item) => (since.get(item) ?? 0) + lead));
      return { items, hours, silent, heard: silent.length > 0 ? Infinity : heard };
    });
    const moved = new Set<string>();
    const untils = new Map<string, number | undefined>();
    let after: Notes | undefined;
    let tried = '';
    for (let minute = at; minute < end; minute++) {
      const left = waiting.filter(({ items }) => items.every((item) => !moved.has(item)));
      if (left.length === 0) break;
      const open = isHeld(hold, minute) ? [] : left.filter(({ hours }) => hours.every((item) => enough(item, minute)));
      const ready = open.filter(({ heard }) => heard <= minute).map(({ items }) => items);
      for (const group of open) if (group.heard === Infinity) group.heard = minute + lead;
      const choice = ready.join(';');
      if (choice !== tried) for (const item of largest(before, wants, moved, ready)) moved.add(item);
      tried = choice;
      after ??= withWords(
        mix(before, wants, moved),
        open.flatMap(({ items, silent }) => (moved.has(items[0] ?? '') ? [] : silent)),
      );
      for (const { items } of left) for (const item of items) untils.set(item, moved.has(item) ? minute : undefined);
      if (minute === at) for (const item of moved) untils.delete(item);
    }
    return [after ?? mix(before, wants, moved), untils];

    function withWords(notes: Notes, silent: readonly string[]): Notes {
      const said = silent.map((name): [string, string] => [
        name,
        withWord(notes.sets.get(name) ?? '', intent.onRemove),
      ]);
      return { ...notes, sets: new Map([...notes.sets, ...said]) };
    }
  }
}

/** All that can move at once, of all choices: choices that go well for themselves go well together. */
function largest(before: Notes, wants: Notes, moved: ReadonlySet<string>, ready: readonly string[][]): Set<string> {
  const found = new Set<string>();
  for (let choice = 0; choice < 2 ** ready.length; choice++) {
    const items = ready.filter((_, index) => choice & (2 ** index)).flat();
    if (isWhole(mix(before, wants, new Set([...moved, ...items])))) for (const item of items) found.add(item);
  }
  return found;
}

function notesOf({ sets, variables }: Intent): Notes {
  return { sets: new Map(Object.entries(sets)), variables: new Map(Object.entries(variables)) };
}

/** Stands for the variables among the names of sets. */
export const all = '*';

/** What moves together, and whose windows have to be open for it; `*` are the variables, and the cluster itself. */
function groupsOf(before: Notes, wants: Notes): { readonly items: string[]; readonly hours: string[] }[] {
  const changed = ['x', 'y'].filter((name) => before.variables.get(name) !== wants.variables.get(name));
  const names = [...new Set([...before.sets.keys(), ...wants.sets.keys()])];
  const either = (name: string) => `${before.sets.get(name) ?? ''} ${wants.sets.get(name) ?? ''}`.split(' ');
  const users = names.filter((name) => changed.some((variable) => either(name).includes(`uses:${variable}`)));
  const items = names.filter((name) => before.sets.get(name) !== wants.sets.get(name));
  if (changed.length > 0) items.push(all);
  const tied = (a: string, b: string): boolean => {
    if (a === all) return users.includes(b);
    const left = (before.sets.get(a) ?? '').split(' ').filter((word) => word.includes('@'));
    return left.some((word) => (wants.sets.get(b) ?? '').split(' ').includes(word));
  };
  const groups: string[][] = [];
  for (const item of items) {
    const near = groups.filter((group) => group.some((other) => tied(item, other) || tied(other, item)));
    for (const group of near) groups.splice(groups.indexOf(group), 1);
    groups.push([...near.flat(), item]);
  }
  return groups.map((group) => ({
    items: group,
    hours: group.flatMap((item) => (item === all && users.length > 0 ? users : [item])),
  }));
}

/** What comes out of both where just some sets, and perhaps the variables, move. */
export function mix(before: Notes, wants: Notes, moving: ReadonlySet<string>): Notes {
  const names = [...new Set([...before.sets.keys(), ...wants.sets.keys()])];
  const sets = names.flatMap((name): [string, string][] => {
    const note = (moving.has(name) ? wants : before).sets.get(name);
    return note === undefined ? [] : [[name, note]];
  });
  return { sets: new Map(sets), variables: (moving.has(all) ? wants : before).variables };
}

/** Whether everything is there that something depends on. */
export function isWhole({ sets }: Notes): boolean {
  const words = [...sets.values()].flatMap((note) => note.split(' '));
  const there = new Set([
    ...words.map((word) => word.replace(/@.*/, '')),
    ...[...sets.keys()].map((name) => `ns/${name}`),
  ]);
  return words.filter((word) => word.startsWith('needs:')).every((word) => there.has(word.slice('needs:'.length)));
}

export function saysDelete(note: string): boolean {
  return note.split(' ').includes('delete');
}

function withWord(note: string, word: string): string {
  const rest = note.split(' ').filter((one) => one !== 'delete');
  return [...rest, ...(word === 'delete' ? ['delete'] : [])].join(' ');
}
