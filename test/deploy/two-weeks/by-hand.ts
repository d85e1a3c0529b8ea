import { minutesOf, openMinutes } from '../../model/time/minutes.ts';
import { all, mix, type Notes, saysDelete } from '../../schedule/oracle.ts';
import { type Deploy, groupOf, type Intent, length, nameOf, type World } from './world.ts';

const hour = 60;
const day = 24 * hour;

/** Works out by hand what one cluster of a world has after each deploy, minute by minute and choice by choice. */
export function clusterByHand(world: World, cluster: string): (deploy: Deploy) => Notes | undefined {
  const minutes = minutesOf(world.zones[cluster] ?? 'UTC', world.from, length);
  const said = sayings();
  const past: (Notes | undefined)[] = [];
  let has: Notes | undefined;
  let deployed: Intent | undefined;
  let isUndone = false;
  return (deploy) => {
    const { at, what, intent } = deploy;
    if (what === 'all') deployed = intent;
    if (what === 'undo' || what === 'resume') isUndone = what === 'undo';
    if (deployed && what === 'undo') has = undone(past[deploy.to], deployed, at);
    else if (deployed && what !== 'merge' && !isUndone) has = moved(deployed, deploy);
    said.note(at, has);
    past.push(has);
    return has;
  };

  function moved(intent: Intent, { at, atOnce }: Deploy): Notes | undefined {
    const wants = notesOf(intent, cluster);
    return wants && next(has, wants, intent, { at, isAtOnce: atOnce.includes(cluster) });
  }

  /** Who has nothing, or had nothing then, stays as it is; a name stays in any case. */
  function undone(then: Notes | undefined, intent: Intent, at: number): Notes | undefined {
    if (!has || !then || intent.clusters[cluster]?.state !== 'active') return has;
    const name = has.variables.get('name') ?? '';
    const wants = { ...then, variables: new Map([...then.variables, ['name', name]]) };
    return next(has, wants, intent, { at, isAtOnce: true });
  }

  function next(
    before: Notes | undefined,
    wants: Notes,
    intent: Intent,
    { at, isAtOnce }: { readonly at: number; readonly isAtOnce: boolean },
  ): Notes | undefined {
    const wish = intent.clusters[cluster];
    const today = minutes.walls[at]?.slice(0, 10) ?? '';
    if (wish?.hold && (wish.hold.until === undefined || today <= wish.hold.until)) return before;
    if (!before) return wants;
    const lead = leadOf(intent, cluster);
    const freezes = intent.freezes[groupOf(cluster)] ?? [];
    // No window is open for longer than a day.
    const near = { ...minutes, walls: minutes.walls.slice(at - 2 * day, at + hour) };
    const isOpen = (item: string) => {
      const windows = intent.namespaces[item]?.isThere ? intent.namespaces[item]?.windows : undefined;
      const open = openMinutes(near, windows ?? wish?.windows ?? [], freezes);
      return isAtOnce || open.slice(-hour).slice(0, lead).every(Boolean);
    };
    const open = groupsOf(before, wants).filter(({ hours }) => hours.every(isOpen));
    const toSay = (name: string) =>
      wordOf(intent, name) ?? (saysDelete(before.sets.get(name) ?? '') ? 'delete' : 'keep');
    const isSilent = (name: string) => saysDelete(before.sets.get(name) ?? '') !== (toSay(name) === 'delete');
    const leaving = (items: readonly string[]) =>
      items.filter((name) => before.sets.has(name) && !wants.sets.has(name));
    const ready = open.filter(({ items }) =>
      leaving(items).every((name) => !isSilent(name) && said.isHeard(name, at, lead)),
    );
    const moved = largest(
      before,
      wants,
      ready.map(({ items }) => items),
    );
    const words = open.flatMap(({ items }) => leaving(items)).filter((name) => isSilent(name));
    const after = mix(before, wants, moved);
    const worded = words.map((name): [string, string] => [name, withWord(after.sets.get(name) ?? '', toSay(name))]);
    return { ...after, sets: new Map([...after.sets, ...worded]) };
  }
}

/** What the namespaces of a cluster say of their removal, as long as it is not long ago for any cluster. */
function sayings() {
  const long = 40;
  const past = new Map<string, { readonly at: number; readonly word: string }[]>();
  return {
    note(at: number, notes: Notes | undefined): void {
      for (const name of new Set([...past.keys(), ...(notes?.sets.keys() ?? [])])) {
        const words = past.get(name) ?? [];
        past.set(name, words);
        const note = notes?.sets.get(name);
        const word = note === undefined ? 'nothing' : saysDelete(note) ? 'delete' : 'keep';
        if (words.at(-1)?.word !== word) words.push({ at, word });
      }
    },
    /** Whether no cluster can have it applied with another word than it says now. */
    isHeard(name: string, at: number, lead: number): boolean {
      const words = past.get(name) ?? [];
      const last = words.at(-1);
      const isOther = words.some(({ word }, index) => {
        const end = words[index + 1]?.at ?? at;
        return end > at - long && word !== 'nothing' && word !== last?.word;
      });
      return !isOther || (last?.at ?? at) + lead <= at;
    },
  };
}

/** What a cluster should have; undefined: it is not there, or retired. */
function notesOf(intent: Intent, cluster: string): Notes | undefined {
  const wish = intent.clusters[cluster];
  if (wish?.state !== 'active') return undefined;
  const sets = Object.entries(intent.namespaces).flatMap(([name, { isThere, clusters, version, onRemove }]) => {
    if (!isThere || !clusters.includes(cluster)) return [];
    const inside = Object.entries(intent.applications).filter(([, { home }]) => home === name);
    const words = inside.flatMap(([application, { version: of, uses, needs }]) => [
      `${application}@${of}`,
      ...uses.map((use) => `uses:${use}`),
      ...needs.map((need) => `needs:${intent.applications[need]?.home}/${need}`),
    ]);
    return [[name, noteOf([`v${version}`, ...words, ...(onRemove === 'delete' ? ['delete'] : [])])] as const];
  });
  return {
    sets: new Map(sets),
    variables: new Map(Object.entries({ ...wish.values, name: nameOf(cluster, wish) })),
  };
}

export function noteOf(words: readonly string[]): string {
  return [...new Set(words)].sort().join(' ');
}

/** How long before a closing changes have to come: 5 minutes for the source where there are windows, else 10, and 5 to apply. */
function leadOf({ clusters, namespaces }: Intent, cluster: string): number {
  const all = [
    clusters[cluster]?.windows,
    ...Object.values(namespaces).map(({ isThere, windows }) => (isThere ? windows : [])),
  ];
  return all.some((windows) => (windows ?? []).length > 0) ? 10 : 15;
}

function wordOf({ namespaces }: Intent, name: string): string | undefined {
  return namespaces[name]?.isThere ? namespaces[name]?.onRemove : undefined;
}

/** What moves together, and whose windows have to be open for it; `*` are the variables, and the cluster itself. */
function groupsOf(before: Notes, wants: Notes): { readonly items: string[]; readonly hours: string[] }[] {
  const changed = ['x', 'y', 'name'].filter((name) => before.variables.get(name) !== wants.variables.get(name));
  const names = [...new Set([...before.sets.keys(), ...wants.sets.keys()])];
  const either = (name: string) => `${before.sets.get(name) ?? ''} ${wants.sets.get(name) ?? ''}`.split(' ');
  const users = names.filter((name) => changed.some((variable) => either(name).includes(`uses:${variable}`)));
  const items = names.filter((name) => before.sets.get(name) !== wants.sets.get(name));
  if (changed.length > 0) items.push(all);
  const tied = (a: string, b: string): boolean => {
    if (a === all) return users.includes(b);
    return applicationsIn(before.sets.get(a)).some((name) => applicationsIn(wants.sets.get(b)).includes(name));
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

/** All that can move at once, of all choices: choices that go well for themselves go well together. */
function largest(before: Notes, wants: Notes, ready: readonly (readonly string[])[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let choice = 0; choice < 2 ** ready.length; choice++) {
    const items = ready.filter((_, index) => choice & (2 ** index)).flat();
    if (isWhole(mix(before, wants, new Set(items)))) for (const item of items) found.add(item);
  }
  return found;
}

/** Whether everything is there that something depends on. */
export function isWhole({ sets }: Notes): boolean {
  const there = new Set(
    Array.from(sets, ([name, note]) => applicationsIn(note).map((application) => `${name}/${application}`)).flat(),
  );
  const needs = [...sets.values()].flatMap((note) => note.split(' ').filter((word) => word.startsWith('needs:')));
  return needs.every((need) => there.has(need.slice('needs:'.length)));
}

function applicationsIn(note = ''): string[] {
  return note.split(' ').flatMap((word) => (word.includes('@') ? [word.replace(/@.*/, '')] : []));
}

function withWord(note: string, word: string): string {
  const rest = note.split(' ').filter((one) => one !== 'delete');
  return noteOf([...rest, ...(word === 'delete' ? ['delete'] : [])]);
}
