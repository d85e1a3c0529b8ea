import { by, compareText } from '../model/compare.ts';
import { grouped } from '../model/counts.ts';
import { type AnyItem, type Inventory, itemsOf } from '../model/inventory.ts';
import { kindWords, kindWordsOf } from '../model/kind-names.ts';
import type { Place } from '../model/place.ts';

/** Owners, sorted, with a blank between them; empty if there are none. */
export type OwnerText = string;

/** What cannot be said in CODEOWNERS, without a full stop; and where it is written, if it is written anywhere. */
export interface OwnerProblem {
  readonly message: string;
  readonly place?: Place;
}

/** Who owns what people wrote. Paths count from the fleet root. */
export interface OwnedPaths {
  /** Those of the Fleet: they answer for all that nobody else does. */
  readonly fleet: OwnerText;
  /** Of each file of the inventory. */
  readonly files: ReadonlyMap<string, OwnerText>;
  /** Of the folders of applications and policies. */
  readonly folders: ReadonlyMap<string, OwnerText>;
  /** Sorted by file and owner. */
  readonly problems: readonly OwnerProblem[];
}

/** The owners of the applications that are in each namespace, or ask for it. */
function guestOwners({ applications }: Inventory): ReadonlyMap<string, ReadonlySet<string>> {
  const guests = new Map<string, Set<string>>();
  for (const { spec } of applications)
    for (const namespace of [spec.namespace, spec.requests])
      if (namespace !== undefined) add(guests, namespace, spec.owners);
  return guests;
}

/** Who asks for a place in a namespace does not also decide on it, even if the namespace is theirs. */
function reviewersOf(
  { object: { kind }, name }: AnyItem,
  owners: readonly string[],
  guests: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  return kind === 'Namespace' ? owners.filter((owner) => !guests.get(name)?.has(owner)) : owners;
}

/**
 * The owners of all files and folders that objects are in: of several objects, those of all of them. The Fleet's stand
 * for an object that has none, and for a namespace of which all owners have an application in it.
 */
export function ownedPaths(inventory: Inventory): OwnedPaths {
  const unusable = new Map<string, Unusable>();
  const fleet = usableOwners(inventory.fleet, unusable);
  const guests = guestOwners(inventory);
  const files = new Map<string, Set<string>>();
  const folders = new Map<string, Set<string>>();
  for (const item of allItems(inventory)) {
    const own = item === inventory.fleet ? fleet : reviewersOf(item, usableOwners(item, unusable), guests);
    const owners = own.length > 0 ? own : fleet;
    add(files, item.source.file, owners);
    const folder = folderOf(item);
    if (folder !== undefined) add(folders, folder, owners);
  }
  return { fleet: ownerText(new Set(fleet)), files: texts(files), folders: texts(folders), problems: told(unusable) };
}

/** Whether anybody is named as an owner anywhere, be it in a way that CODEOWNERS takes or not. */
export function namesOwners(inventory: Inventory): boolean {
  return allItems(inventory).some(({ spec }) => spec.owners.length > 0);
}

function allItems(inventory: Inventory): AnyItem[] {
  const others = kindWords.filter(({ kind }) => kind !== 'Fleet');
  return [inventory.fleet, ...others.flatMap(({ kind }) => itemsOf(inventory, kind))];
}

function folderOf({ spec }: AnyItem): string | undefined {
  return 'path' in spec ? spec.path : undefined;
}

interface Unusable {
  readonly first: string;
  readonly place: Place;
  readonly count: number;
}

function usableOwners({ name, object, spec, source }: AnyItem, unusable: Map<string, Unusable>): string[] {
  return spec.owners.filter((owner, index) => {
    if (isOwner(owner)) return true;
    const known = unusable.get(owner);
    const place = { ...source, path: ['spec', 'owners', index] };
    const first = { first: `${kindWordsOf(object.kind).singular}/${name}`, place, count: 0 };
    unusable.set(owner, { ...(known ?? first), count: (known?.count ?? 0) + 1 });
    return false;
  });
}

/** `@name`, `@org/team` (GitLab: with groups in groups, or a role such as `@@maintainers`), or an e-mail address. */
function isOwner(text: string): boolean {
  return (
    /^@\w[\w.-]*(\/\w[\w.-]*)*$/.test(text) ||
    /^@@(developer|maintainer|owner)s?$/.test(text) ||
    /^[\w.%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/.test(text)
  );
}

function told(unusable: ReadonlyMap<string, Unusable>): OwnerProblem[] {
  const problems = [...unusable].map(([owner, { first, place, count }]) => {
    const others = count > 1 ? ` and ${grouped(count - 1)} more` : '';
    return {
      message: `the owner "${owner}" of ${first}${others} is neither @name, @org/team nor an e-mail address, and is left out`,
      place,
    };
  });
  return problems.sort(by(({ place, message }) => `${place.file}\n${message}`));
}

function add(all: Map<string, Set<string>>, path: string, owners: readonly string[]): void {
  const known = all.get(path) ?? new Set();
  all.set(path, known);
  for (const owner of owners) known.add(owner);
}

function texts(all: ReadonlyMap<string, ReadonlySet<string>>): Map<string, OwnerText> {
  return new Map([...all].map(([path, owners]) => [path, ownerText(owners)]));
}

function ownerText(owners: ReadonlySet<string>): OwnerText {
  return [...owners].sort(compareText).join(' ');
}
