import { parsePath } from '../../edit/assignment.ts';
import { UsageError } from '../../model/errors.ts';
import { findKind } from '../../model/kind-names.ts';
import { some } from '../frame/arguments.ts';
import { defineCommand } from '../frame/define.ts';
import { dryRun, selector, yes } from '../frame/flags.ts';
import { changeFormats } from '../frame/make-change.ts';
import { isObject } from '../frame/object-words.ts';
import { readTargets } from '../frame/targets.ts';
import { changeFields } from './change-fields.ts';

export const command = defineCommand({
  description:
    'Takes fields out of objects. What is not there is no mistake. Comments, order and quotes of their files stay; nothing is written unless the fleet is valid afterwards.',
  examples: [
    { title: 'A hold and a label', command: 'resedge unset cluster/nola-2301 spec.hold labels.pilot' },
    { title: 'From all clusters of a group', command: 'resedge unset -l /g/stores/west timeZone' },
  ],
  formats: changeFormats,
  arguments: { words: some('object|path', 'what is changed, and the fields that go', 'objectOrField') },
  flags: { selector, yes, dryRun },
  async run(context, { words, selector: expression, yes: agreed, dryRun: dry }) {
    const [first = ''] = words;
    if (findKind(first)) throw new UsageError(`write ${first} with each name`, `Write ${first}/NAME.`);
    const targets = readTargets(words.filter(isObject), expression);
    const paths = words.filter((word) => !isObject(word)).map(parsePath);
    if (paths.length === 0)
      throw new UsageError('nothing says what to take out', 'Write fields behind the object: spec.hold');
    return changeFields(context, { what: 'unset', targets, yes: agreed, dryRun: dry }, (reader, kind) =>
      paths.map((path) => ({ op: 'unset', path: reader.field(kind, path) })),
    );
  },
});
