import { UsageError } from '../../model/errors.ts';
import { findKind, type KindWords, kindWords } from '../../model/kind-names.ts';
import { nearest } from '../../model/nearest.ts';

/** An object as it was named on the command line. */
export interface ObjectWord {
  readonly words: KindWords;
  readonly name: string;
}

/** Reads `cluster/a group/b`, or `clusters a b`: one or many objects. Each is returned once. */
export function readObjects(typed: readonly string[]): ObjectWord[] {
  const [first = ''] = typed;
  const objects = findKind(first) ? kindAndNames(first, typed.slice(1)) : typed.map(readObject);
  const seen = new Set<string>();
  return objects.filter(({ words, name }) => {
    const key = `${words.singular}/${name}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Reads `cluster/nola`. The name of a group may hold slashes. */
export function readObject(typed: string): ObjectWord {
  const slash = typed.indexOf('/');
  const kind = slash < 0 ? typed : typed.slice(0, slash);
  const words = findKind(kind);
  const name = typed.slice(slash + 1);
  if (slash < 0 && !words)
    throw new UsageError(`"${typed}" does not say of which kind it is`, `Write the kind in front: cluster/${typed}`);
  if (!words) throw unknownKind(kind);
  if (slash < 0 || name === '')
    throw new UsageError(`${kind} has no name`, `Write the name behind it: ${words.singular}/NAME`);
  return { words, name };
}

/** Whether a word begins with a kind and a slash. */
export function isObject(typed: string): boolean {
  const slash = typed.indexOf('/');
  return slash > 0 && findKind(typed.slice(0, slash)) !== undefined;
}

/** A word that is no kind, with the one that was probably meant; `others` are listed on their own. */
export function unknownKind(word: string, others: readonly string[] = []): UsageError {
  const all = kindWords.flatMap(({ singular, plural, short }) => [singular, plural, ...short]);
  const near = nearest(word, [...others, ...all]);
  return new UsageError(
    `there is no kind "${word}"`,
    near === undefined
      ? `The kinds are ${kindWords.map(({ plural }) => plural).join(', ')}${onTheirOwn(others)}.`
      : `Did you mean ${near}?`,
  );
}

function onTheirOwn(others: readonly string[]): string {
  if (others.length === 0) return '';
  const all = [others.slice(0, -1).join(', '), ...others.slice(-1)].filter((words) => words !== '');
  return `; ${all.join(' and ')} are listed on their own`;
}

function kindAndNames(kind: string, names: readonly string[]): ObjectWord[] {
  const words = findKind(kind);
  if (!words) throw unknownKind(kind);
  if (names.length === 0) throw new UsageError(`${kind} has no name`, `Write it: ${words.singular}/NAME`);
  const mixed = names.find(isObject);
  if (mixed !== undefined && words.kind !== 'Group')
    throw new UsageError(`${mixed} comes after the kind ${kind}`, `Write the kind once, or in front of each name.`);
  return names.map((name) => ({ words, name }));
}
