import { defineCommand } from '../frame/define.ts';
import { list, text } from '../frame/flags.ts';
import { askApplication } from './ask-application.ts';
import { createArguments, createFlags, createFormats, each, makeObject, one, pairs } from './new-object.ts';

export const command = defineCommand({
  description:
    'Makes an application. Its path holds base/, a Kustomize base, and has to be there. It runs once the namespace that it names admits it. At a terminal it asks for what is missing: name, path, and the namespace to ask for.',
  examples: [
    { title: 'An application', command: 'resedge create application catalog --namespace retail --path apps/catalog' },
    { title: 'That asks for its namespace', command: 'resedge create application loyalty --requests pos' },
    {
      title: 'That needs another one',
      command: 'resedge create application till --namespace retail --path apps/till --depends-on catalog',
    },
  ],
  formats: createFormats,
  arguments: createArguments('application'),
  flags: {
    namespace: text('--namespace <name>', 'the namespace that it runs in, once that admits it', 'namespace'),
    requests: text('--requests <name>', 'the namespace that it asks for: an operator decides', 'namespace'),
    path: text('--path <folder>', 'where base/ and overlays/ are; apps/NAME unless given', 'folder'),
    dependsOn: list('--depends-on <application>', 'an application that has to run before', 'application'),
    value: list('--value <key=value>', 'a value for its manifests'),
    ...createFlags,
  },
  async run(context, input) {
    const { name, path, requests } = await askApplication(context, input);
    const assignments = [
      ...one(['spec', 'namespace'], input.namespace),
      ...one(['spec', 'requests'], requests),
      ...one(['spec', 'path'], path),
      ...each(['spec', 'dependsOn'], input.dependsOn),
      ...pairs('--value', ['spec', 'values'], input.value),
    ];
    return makeObject(context, { kind: 'Application', name, assignments, createGroups: false }, input);
  },
});
