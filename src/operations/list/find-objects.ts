import { writtenObjects } from '../../edit/written-objects.ts';
import { firstOf, someOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import { type Inventory, itemsOf, type KindName } from '../../model/inventory.ts';
import { type KindWords, kindWordsOf } from '../../model/kind-names.ts';
import { nearest } from '../../model/nearest.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** An object that somebody asked for by kind and name. */
export interface AskedObject {
  readonly words: KindWords;
  readonly name: string;
}

interface Named {
  readonly name: string;
}

/** Looking for a near name among all clusters takes its time, so it is done for the first few alone. */
const mostSuggestions = 3;
const mostNames = 10;

/** Which of the objects that were asked for are there, and what to say about the others. */
export async function findObjects(
  state: FleetState,
  asked: readonly AskedObject[],
): Promise<{ readonly found: AskedObject[]; readonly missing: UserError | undefined }> {
  const { inventory } = await state.resolution();
  const known = new Map(
    [...new Set(asked.map(({ words }) => words))].map((words) => [words, knownNames(inventory, words)]),
  );
  const isThere = ({ words, name }: AskedObject) => known.get(words)?.has(name) === true;
  const missing = asked.filter((object) => !isThere(object));
  return {
    found: asked.filter(isThere),
    missing: missing.length === 0 ? undefined : errorFor(missing, inventory, state),
  };
}

/** Throws UserError if an object is not there. */
export async function requireObject(state: FleetState, kind: KindName, name: string): Promise<void> {
  const { missing } = await findObjects(state, [{ words: kindWordsOf(kind), name }]);
  if (missing) throw missing;
}

function errorFor(missing: readonly AskedObject[], inventory: Inventory, { intent }: FleetState): UserError {
  const written = new Set(Array.from(writtenObjects(intent), ({ kind, name }) => `${kind}/${name}`));
  const leftOut = missing.filter(({ words, name }) => written.has(`${words.kind}/${name}`));
  if (leftOut.length === 0) return missingError(missing, ({ kind }) => itemsOf(inventory, kind));
  const named = someOf(leftOut.map(({ words, name }) => `${words.singular}/${name}`));
  return new UserError(
    leftOut.length === 1
      ? `there is an error in ${named}, so it cannot be shown`
      : `there are errors in ${named}, so they cannot be shown`,
    'See what is wrong: resedge validate',
  );
}

function knownNames(inventory: Inventory, { kind }: KindWords): Set<string> {
  return new Set(itemsOf(inventory, kind).map((item) => item.name));
}

/** What to say about objects that are not there: what was probably meant, or where to look. */
export function missingError(
  missing: readonly AskedObject[],
  itemsOf: (words: KindWords) => readonly Named[],
): UserError {
  const named = missing.map(({ words, name }) => `no ${words.singular} named ${name}`);
  const suggestions = missing.slice(0, mostSuggestions).flatMap(({ words, name }) => {
    const near = probablyMeant(itemsOf(words), name);
    if (near === undefined) return [];
    return missing.length === 1 ? [near] : [`${words.singular}/${near}`];
  });
  const plurals = [...new Set(missing.map(({ words }) => words.plural))];
  return new UserError(
    `there is ${firstOf(named, mostNames)}`,
    suggestions.length > 0
      ? `Did you mean ${suggestions.join(', ')}?`
      : `See them all: resedge get ${plurals.join(',')}`,
  );
}

/**
 * What somebody who typed a name probably meant: the only name that ends with it, as the path of a group and the number
 * of a store do, or else one that a slip leads to.
 */
export function probablyMeant(items: readonly Named[], name: string): string | undefined {
  const names = items.map((item) => item.name);
  const ends = names.filter((candidate) => candidate.endsWith(`/${name}`) || candidate.endsWith(`-${name}`));
  return ends.length === 1 ? ends[0] : nearest(name, names);
}
