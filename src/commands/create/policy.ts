import { defineCommand } from '../frame/define.ts';
import { text } from '../frame/flags.ts';
import { askName } from './ask-name.ts';
import { createArguments, createFlags, createFormats, makeObject, one } from './new-object.ts';

export const command = defineCommand({
  description:
    'Makes a policy: manifests that are delivered with the namespaces that name it. Its path has to be there.',
  examples: [
    { title: 'A policy with manifests', command: 'resedge create policy default-deny --path policies/default-deny' },
  ],
  formats: createFormats,
  arguments: createArguments('policy'),
  flags: {
    path: text('--path <folder>', 'the folder of its manifests', 'folder'),
    ...createFlags,
  },
  async run(context, input) {
    const name = await askName(context, 'policy', input.name);
    const assignments = one(['spec', 'path'], input.path);
    return makeObject(context, { kind: 'Policy', name, assignments, createGroups: false }, input);
  },
});
