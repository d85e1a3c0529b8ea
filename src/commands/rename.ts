import { UsageError } from '../model/errors.ts';
import { draftRename } from '../operations/change/rename-object.ts';
import { reviewRename } from '../operations/change/review-rename.ts';
import { required } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, text, yes } from './frame/flags.ts';
import { changeFormats, makeChange } from './frame/make-change.ts';
import { isObject, readObject } from './frame/object-words.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Gives an object another name, and follows every reference to it: in fields, in expressions, in the annotations of overlays. Renaming a group renames all groups below it. A renamed cluster keeps its old name in spec.formerNames, so that its old path goes on working. Files are not moved. Where clusters would get something else by it, nothing is done without --allow.',
  examples: [
    {
      title: 'A cluster, after a look at the difference',
      command: 'resedge rename cluster/central-la-nola-2301 central-la-nola-3301',
    },
    { title: 'A group with all below it', command: 'resedge rename group/stores/central group/stores/south --dry-run' },
    {
      title: 'An application that runs already: Flux deletes it and makes it anew',
      command: 'resedge rename app/catalog catalogue --allow "one name in all systems"',
    },
  ],
  formats: changeFormats,
  arguments: {
    object: required('kind/old', 'what to rename, such as cluster/central-la-nola-2301', 'object'),
    name: required('new', 'the new name'),
  },
  flags: {
    allow: text('--allow <reason>', 'rename although clusters get something else by it'),
    dryRun,
    yes,
  },
  async run(context, { object, name, allow, ...how }): Promise<Outcome> {
    if (allow?.trim() === '') throw new UsageError('the reason is empty', 'Say why: --allow "one name in all systems"');
    const { words, name: from } = readObject(object);
    const renaming = { kind: words.kind, from, to: newName(name, object) };
    return makeChange(context, {
      what: 'rename',
      ...how,
      draft: (state) => draftRename(state, renaming),
      review: (planned, draft) => reviewRename(planned, draft, allow),
      ...(allow === undefined ? {} : { next: () => `resedge deploy -m "why" --allow ${JSON.stringify(allow)}` }),
    });
  },
});

/** The kind may be repeated: `cluster/new`. */
function newName(typed: string, object: string): string {
  const kind = object.slice(0, object.indexOf('/') + 1);
  if (typed.startsWith(kind)) return typed.slice(kind.length);
  if (isObject(typed) && !kind.toLowerCase().startsWith('group'))
    throw new UsageError(`${typed} is of another kind than ${object}`, 'Write the new name alone.');
  return typed;
}
