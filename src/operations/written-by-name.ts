import { type WrittenObject, writtenObjects } from '../edit/written-objects.ts';
import { UserError } from '../model/errors.ts';
import type { KindName } from '../model/inventory.ts';
import { type AskedObject, probablyMeant } from './find-objects.ts';
import type { FleetSources } from './fleet-sources.ts';

const mostNames = 10;

/**
 * The objects that somebody asked for, as they were written, valid or not, in the order of files. Throws UserError
 * where one is not there, or is there twice.
 */
export function findWritten({ intent }: FleetSources, asked: readonly AskedObject[]): WrittenObject[] {
  const wanted = new Set(asked.map(({ words, name }) => `${words.kind}/${name}`));
  const found = new Map<string, WrittenObject>();
  for (const object of writtenObjects(intent)) {
    const key = `${object.kind}/${object.name}`;
    if (!wanted.has(key)) continue;
    const first = found.get(key);
    if (first) throw writtenTwice(first, object);
    found.set(key, object);
  }
  const missing = asked.filter(({ words, name }) => !found.has(`${words.kind}/${name}`));
  if (missing.length > 0) throw notFound([...writtenObjects(intent)], missing);
  return [...found.values()];
}

/** An object with this name; undefined where there is none. */
export function firstWritten({ intent }: FleetSources, kind: KindName, name: string): WrittenObject | undefined {
  for (const object of writtenObjects(intent)) if (object.kind === kind && object.name === name) return object;
  return undefined;
}

function writtenTwice(first: WrittenObject, second: WrittenObject): UserError {
  const where = [first, second].map(({ source }) => source.file);
  return new UserError(
    `there are two of kind ${first.kind} named ${first.name}, in ${where.join(' and in ')}`,
    'Take one of them out by hand. See: resedge validate',
  );
}

function notFound(objects: readonly WrittenObject[], missing: readonly AskedObject[]): UserError {
  const named = missing.slice(0, mostNames).map(({ words, name }) => `no ${words.singular} named ${name}`);
  const more = missing.length > named.length ? ` and ${missing.length - named.length} more` : '';
  const suggestions = missing.slice(0, 3).flatMap(({ words, name }) => {
    const items = objects.filter(({ kind }) => kind === words.kind);
    const near = probablyMeant(
      items.map(({ name, value, source }) => ({ name, object: value, source })),
      name,
    );
    return near === undefined ? [] : [`${words.singular}/${near}`];
  });
  const plurals = [...new Set(missing.map(({ words }) => words.plural))];
  return new UserError(
    `there is ${named.join(', ')}${more}`,
    suggestions.length > 0
      ? `Did you mean ${suggestions.join(', ')}?`
      : `See them all: resedge get ${plurals.join(',')}`,
  );
}
