import { askField } from '../frame/ask.ts';
import { defineCommand } from '../frame/define.ts';
import { text } from '../frame/flags.ts';
import { askName } from './ask-name.ts';
import { createArguments, createFlags, createFormats, makeObject, one } from './new-object.ts';

export const command = defineCommand({
  description: 'Makes an expectation: where an application has to be, and where it must not be.',
  examples: [
    {
      title: 'The till runs in all stores but kiosks',
      command: 'resedge create expectation till-everywhere --application till --on /g/stores --not-on /m/tier/kiosk',
    },
  ],
  formats: createFormats,
  arguments: createArguments('expectation'),
  flags: {
    application: text('--application <name>', 'the application that it is about', 'application'),
    on: text('--on <expr>', 'clusters that have it', 'expression'),
    notOn: text('--not-on <expr>', 'clusters that do not have it', 'expression'),
    ...createFlags,
  },
  async run(context, input) {
    const name = await askName(context, 'expectation', input.name);
    const application = await askField(context, input.application, {
      message: 'The application that it is about',
      flag: '--application NAME',
    });
    const assignments = [
      ...one(['spec', 'application'], application),
      ...one(['spec', 'on'], input.on),
      ...one(['spec', 'notOn'], input.notOn),
    ];
    return makeObject(context, { kind: 'Expectation', name, assignments, createGroups: false }, input);
  },
});
