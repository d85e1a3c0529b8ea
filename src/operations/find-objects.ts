import { UserError } from '../model/errors.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { KindWords } from '../model/kind-names.ts';
import { nearest } from '../model/nearest.ts';
import { itemsOf } from './list-objects.ts';

/** An object that somebody asked for by kind and name. */
export interface AskedObject {
  readonly words: KindWords;
  readonly name: string;
}

/** Looking for a near name among all clusters takes long enough to be noticed when it is done many times. */
const mostSuggestions = 3;
const mostNames = 10;

/** Which of the objects that were asked for are there, and what to say about the others. */
export function findObjects(
  inventory: Inventory,
  asked: readonly AskedObject[],
): { readonly found: AskedObject[]; readonly missing: UserError | undefined } {
  const known = new Map(
    [...new Set(asked.map(({ words }) => words))].map((words) => [words, namesOf(inventory, words)]),
  );
  const isThere = ({ words, name }: AskedObject) => known.get(words)?.has(name) === true;
  const missing = asked.filter((object) => !isThere(object));
  return {
    found: asked.filter(isThere),
    missing: missing.length === 0 ? undefined : missingError(inventory, missing),
  };
}

function namesOf(inventory: Inventory, { kind }: KindWords): Set<string> {
  return new Set(itemsOf(inventory, kind).map((item) => item.name));
}

function missingError(inventory: Inventory, missing: readonly AskedObject[]): UserError {
  const named = missing.slice(0, mostNames).map(({ words, name }) => `no ${words.singular} named ${name}`);
  const more = missing.length - named.length;
  const suggestions = missing.slice(0, mostSuggestions).flatMap(({ words, name }) => {
    const near = probablyMeant(itemsOf(inventory, words.kind), name);
    if (near === undefined) return [];
    return missing.length === 1 ? [near] : [`${words.singular}/${near}`];
  });
  const plurals = [...new Set(missing.map(({ words }) => words.plural))];
  return new UserError(
    `there is ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    suggestions.length > 0
      ? `Did you mean ${suggestions.join(', ')}?`
      : `See them all: resedge get ${plurals.join(',')}`,
  );
}

/**
 * What somebody who typed a name probably meant: the only name that ends with it, as the path of a group and the number
 * of a store do, or else one that a slip leads to.
 */
export function probablyMeant(items: readonly Item<unknown>[], name: string): string | undefined {
  const names = items.map((item) => item.name);
  const ends = names.filter((candidate) => candidate.endsWith(`/${name}`) || candidate.endsWith(`-${name}`));
  return ends.length === 1 ? ends[0] : nearest(name, names);
}
