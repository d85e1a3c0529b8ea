import { askField } from '../frame/ask.ts';
import { defineCommand } from '../frame/define.ts';
import { text } from '../frame/flags.ts';
import { askName } from './ask-name.ts';
import { createArguments, createFlags, createFormats, makeObject, one } from './new-object.ts';

export const command = defineCommand({
  description:
    'Makes a ring: a part of the fleet that changes reach in its turn, from the lowest order to the highest.',
  examples: [
    {
      title: 'One in a hundred stores, first',
      command: 'resedge create ring canary --order 1 --clusters /g/stores --percent 1 --soak 24h',
    },
  ],
  formats: createFormats,
  arguments: createArguments('ring'),
  flags: {
    order: text('--order <number>', 'its turn; no two rings have the same'),
    clusters: text('--clusters <expr>', 'from which clusters it takes; all unless given', 'expression'),
    percent: text('--percent <number>', 'how many of them in a hundred; 100 unless given'),
    soak: text('--soak <duration>', 'how long a change stays here before it goes on, such as 24h'),
    minReady: text('--min-ready <percent>', 'how many of its clusters have to be ready before, such as 95%'),
    ...createFlags,
  },
  async run(context, input) {
    const name = await askName(context, 'ring', input.name);
    const order = await askField(context, input.order, { message: 'Its turn, as a number', flag: '--order 1' });
    const assignments = [
      ...one(['spec', 'order'], order),
      ...one(['spec', 'clusters'], input.clusters),
      ...one(['spec', 'percent'], input.percent),
      ...one(['spec', 'soak'], input.soak),
      ...one(['spec', 'minReady'], input.minReady),
    ];
    return makeObject(context, { kind: 'Ring', name, assignments, createGroups: false }, input);
  },
});
