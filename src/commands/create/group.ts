import { defineCommand } from '../frame/define.ts';
import { list, text } from '../frame/flags.ts';
import { askName } from './ask-name.ts';
import { createArguments, createFlags, createFormats, createGroups, makeObject, one, pairs } from './new-object.ts';

export const command = defineCommand({
  description:
    'Makes a group. Its name is a path: stores/central is below stores, which has to be there, or is made too with --create-groups.',
  examples: [
    { title: 'A region', command: 'resedge create group stores/central --time-zone America/Chicago' },
    { title: 'With the groups above it', command: 'resedge create group stores/central/la/nola --create-groups' },
    { title: 'Members by an expression', command: 'resedge create group gold --clusters /m/tier/gold' },
  ],
  formats: createFormats,
  arguments: createArguments('group'),
  flags: {
    clusters: text('--clusters <expr>', 'members by expression, added to those that name the group', 'expression'),
    timeZone: text('--time-zone <zone>', 'the time zone of its clusters', 'timeZone'),
    value: list('--value <key=value>', 'a value for manifests on its clusters'),
    createGroups,
    ...createFlags,
  },
  async run(context, input) {
    const name = await askName(context, 'group', input.name);
    const assignments = [
      ...one(['spec', 'clusters'], input.clusters),
      ...one(['spec', 'timeZone'], input.timeZone),
      ...pairs('--value', ['spec', 'values'], input.value),
    ];
    return makeObject(context, { kind: 'Group', name, assignments, createGroups: input.createGroups }, input);
  },
});
