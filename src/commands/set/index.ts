import { parseAssignment } from '../../edit/assignment.ts';
import { UsageError } from '../../model/errors.ts';
import { findKind } from '../../model/kind-names.ts';
import { some } from '../frame/arguments.ts';
import { defineCommand } from '../frame/define.ts';
import { dryRun, selector, yes } from '../frame/flags.ts';
import { changeFormats } from '../frame/make-change.ts';
import { readTargets } from '../frame/targets.ts';
import { changeFields } from './change-fields.ts';

export const command = defineCommand({
  description:
    'Changes fields of objects. Comments, order and quotes of their files stay; nothing is written unless the fleet is valid afterwards. Values get the type that the schema says: 2301 stays text where text is wanted. In short, labels.tier is metadata.labels.tier, and timeZone is spec.timeZone.',
  examples: [
    {
      title: 'Several fields at once',
      command: 'resedge set cluster/nola-2301 values.storeNumber=2301 groups+=lab state=retired',
    },
    { title: 'Several objects', command: 'resedge set cluster/nola-2301 cluster/nola-2302 labels.tier=gold' },
    { title: 'All clusters of a group', command: 'resedge set -l /g/stores/west connectivity=intermittent' },
    { title: 'Take out of a list', command: 'resedge set cluster/nola-2301 groups-=lab' },
    {
      title: 'A list of maps',
      command: 'resedge set group/stores \'windows=[{schedule: "0 2 * * *", duration: 3h}]\'',
    },
    { title: 'See what would change', command: 'resedge set ns/retail quota.cpu=4 --dry-run' },
  ],
  formats: changeFormats,
  arguments: {
    words: some(
      'object|path=value',
      'what is changed, and its new fields; += adds, -= takes out',
      'objectOrAssignment',
    ),
  },
  flags: { selector, yes, dryRun },
  async run(context, { words, selector: expression, yes: agreed, dryRun: dry }) {
    const objects = words.filter((word) => !isAssignment(word));
    const odd = findKind(objects[0] ?? '') ? undefined : objects.find((word) => !word.includes('/'));
    if (odd !== undefined)
      throw new UsageError(
        `"${odd}" is neither an object nor a field with its value`,
        `Write ${odd}=VALUE, or the kind in front: cluster/${odd}`,
      );
    const targets = readTargets(objects, expression);
    const assignments = words.filter(isAssignment).map(parseAssignment);
    if (assignments.length === 0)
      throw new UsageError('nothing says what to set', 'Write fields and values behind the object: state=retired');
    return changeFields(context, { what: 'set', targets, yes: agreed, dryRun: dry }, (reader, kind) =>
      reader.edits(kind, assignments),
    );
  },
});

/** Names of objects have no `=` in them. */
function isAssignment(word: string): boolean {
  return word.includes('=');
}
