import { askField } from '../frame/ask.ts';
import { defineCommand } from '../frame/define.ts';
import { list, text } from '../frame/flags.ts';
import { askName } from './ask-name.ts';
import { createArguments, createFlags, createFormats, each, makeObject, one, pairs } from './new-object.ts';

export const command = defineCommand({
  description: 'Makes a namespace on the clusters that an expression selects, with what it may use and whom it admits.',
  examples: [
    {
      title: 'A namespace with a quota',
      command:
        'resedge create namespace retail --clusters "/g/stores and not /m/tier/kiosk" --quota cpu=2,memory=4Gi --default-request cpu=100m,memory=128Mi',
    },
    {
      title: 'That admits two applications',
      command: 'resedge create ns retail --clusters /g/stores --application catalog --application till',
    },
  ],
  formats: createFormats,
  arguments: createArguments('namespace'),
  flags: {
    clusters: text('--clusters <expr>', 'the clusters that have it', 'expression'),
    application: list('--application <name>', 'an application that it admits; "*" admits all that ask', 'application'),
    access: text('--access <what>', 'namespace, or cluster for platform namespaces', ['namespace', 'cluster']),
    quota: list('--quota <resource=amount>', 'what it may request in all: cpu, memory, storage, pods'),
    defaultRequest: list('--default-request <resource=amount>', 'of a container that names none: cpu, memory'),
    defaultLimit: list('--default-limit <resource=amount>', 'of a container that names none: cpu, memory'),
    network: text('--network <who>', 'who may talk to its pods: open, isolated or deny', ['open', 'isolated', 'deny']),
    policy: list('--policy <name>', 'a policy that holds in it', 'policy'),
    dependsOn: list('--depends-on <namespace>', 'a namespace that has to be there before', 'namespace'),
    value: list('--value <key=value>', 'a value for manifests in it'),
    ...createFlags,
  },
  async run(context, input) {
    const name = await askName(context, 'namespace', input.name);
    const clusters = await askField(context, input.clusters, {
      message: 'Clusters that have it, as an expression',
      flag: '--clusters /g/stores',
    });
    const assignments = [
      ...one(['spec', 'clusters'], clusters),
      ...each(['spec', 'applications'], input.application),
      ...one(['spec', 'access'], input.access),
      ...pairs('--quota', ['spec', 'quota'], input.quota, ','),
      ...pairs('--default-request', ['spec', 'limits', 'defaultRequest'], input.defaultRequest, ','),
      ...pairs('--default-limit', ['spec', 'limits', 'default'], input.defaultLimit, ','),
      ...one(['spec', 'network'], input.network),
      ...each(['spec', 'policies'], input.policy),
      ...each(['spec', 'dependsOn'], input.dependsOn),
      ...pairs('--value', ['spec', 'values'], input.value),
    ];
    return makeObject(context, { kind: 'Namespace', name, assignments, createGroups: false }, input);
  },
});
