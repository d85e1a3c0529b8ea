import { type Assignment, parseAssignment } from '../../edit/assignment.ts';
import { UsageError } from '../../model/errors.ts';
import type { KindName } from '../../model/inventory.ts';
import type { Path } from '../../model/place.ts';
import { createObject, type NewObject } from '../../operations/change/create-object.ts';
import { reviewLeaving } from '../../operations/change/review-leaving.ts';
import { any, optional } from '../frame/arguments.ts';
import type { Context } from '../frame/context.ts';
import { dryRun, list, text, toggle, yes } from '../frame/flags.ts';
import { changeFormats, makeChange } from '../frame/make-change.ts';
import type { Outcome } from '../frame/outcome.ts';

/** What every command that makes an object has. */
export const createFormats = changeFormats;

/** The words of every `create` command. */
export function createArguments(what: Lowercase<KindName>) {
  return {
    name: optional('name', `the name of the ${what}; asked for where it is not given`),
    fields: any('path=value', 'other fields, as in resedge set', { assigns: what }),
  };
}

/** Flags that go with every kind. */
export const createFlags = {
  label: list('--label <key=value>', 'a label'),
  description: text('--description <text>', 'what it is, for people'),
  owner: list('--owner <who>', 'who answers for it, such as @contoso/pos'),
  yes,
  dryRun,
};

/** For kinds that name groups, or are groups. */
export const createGroups = toggle('--create-groups', 'make groups that are not there as well');

interface Common {
  readonly fields: readonly string[];
  readonly label: readonly string[];
  readonly description: string | undefined;
  readonly owner: readonly string[];
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/** Makes an object from what was typed. */
export function makeObject(
  context: Context,
  { kind, name, assignments, createGroups }: NewObject,
  { fields, label, description, owner, yes: agreed, dryRun: dry }: Common,
): Promise<Outcome> {
  const all = [
    ...pairs('--label', ['metadata', 'labels'], label),
    ...one(['spec', 'description'], description),
    ...each(['spec', 'owners'], owner),
    ...assignments,
    ...fields.map(parseAssignment),
  ];
  return makeChange(context, {
    what: 'create',
    yes: agreed,
    dryRun: dry,
    draft: (state) => createObject(state, { kind, name, assignments: all, createGroups }),
    review: reviewLeaving,
  });
}

/** A field with one value; nothing if none was given. */
export function one(path: Path, value: string | undefined): Assignment[] {
  return value === undefined ? [] : [{ path, op: '=', text: value }];
}

/** A list with these items. */
export function each(path: Path, values: readonly string[]): Assignment[] {
  return values.map((value) => ({ path, op: '+=', text: value }));
}

/** A map with these `key=value`; several of them may stand in one word, with commas between, if values have none. */
export function pairs(flag: string, path: Path, words: readonly string[], separator?: ','): Assignment[] {
  const written = separator === undefined ? words : words.flatMap((word) => word.split(separator));
  return written.map((word) => {
    const at = word.indexOf('=');
    if (at <= 0) throw new UsageError(`${flag} takes key=value, not "${word}"`);
    return { path: [...path, word.slice(0, at)], op: '=', text: word.slice(at + 1) };
  });
}
