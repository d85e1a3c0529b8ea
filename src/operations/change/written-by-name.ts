import { type WrittenObject, writtenObjects } from '../../edit/written-objects.ts';
import type { LoadedFile } from '../../load/source-files.ts';
import { someOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import type { KindName } from '../../model/inventory.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { type AskedObject, missingError } from '../list/find-objects.ts';

/**
 * The objects that somebody asked for, as they were written, valid or not, in the order of files. Throws UserError
 * if one is not there, or is there twice.
 */
export function findWritten({ intent }: FleetState, asked: readonly AskedObject[]): WrittenObject[] {
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
  if (missing.length > 0) throw notFound(intent, missing);
  return [...found.values()];
}

/** An object that somebody asked for, as it was written. Throws UserError if it is not there, or is there twice. */
export function findOne(state: FleetState, kind: KindName, name: string): WrittenObject {
  const [object] = findWritten(state, [{ words: kindWordsOf(kind), name }]);
  if (!object) throw new Error(`no ${kind} ${name}, and no error that says so`);
  return object;
}

/** An object with this name; undefined if there is none. */
export function firstWritten({ intent }: FleetState, kind: KindName, name: string): WrittenObject | undefined {
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

/** An object may be in a file that cannot be read: then that is what to say. */
function notFound(files: readonly LoadedFile[], missing: readonly AskedObject[]): UserError {
  const objects = [...writtenObjects(files)];
  const error = missingError(missing, ({ kind }) => objects.filter((object) => object.kind === kind));
  const broken = files.filter(({ parsed }) => parsed.problems.length > 0).map(({ path }) => path);
  if (broken.length === 0) return error;
  const what = `${someOf(broken)} cannot be read, and may hold ${missing.length === 1 ? 'it' : 'them'}`;
  return new UserError(error.message, `${what}. See: resedge validate`);
}
