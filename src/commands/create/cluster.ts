import { defineCommand } from '../frame/define.ts';
import { list, text } from '../frame/flags.ts';
import { askCluster } from './ask-cluster.ts';
import {
  createArguments,
  createFlags,
  createFormats,
  createGroups,
  each,
  makeObject,
  one,
  pairs,
} from './new-object.ts';

export const command = defineCommand({
  description:
    'Makes a cluster in a file of its own, below the folder of its first group. At a terminal it asks for what is missing: name, groups, time zone. Nothing is written unless the fleet is valid with it.',
  examples: [
    {
      title: 'A store',
      command: 'resedge create cluster central-la-nola-2301 --group stores/central/la --time-zone America/Chicago',
    },
    {
      title: 'With labels, values and what it can carry',
      command:
        'resedge create cluster nola-2302 --group stores/central/la --label tier=gold --value storeNumber=2302 --capacity cpu=8,memory=32Gi',
    },
    { title: 'In a script', command: 'resedge create cluster nola-2303 --group stores/central/la --yes --no-input' },
  ],
  formats: createFormats,
  arguments: createArguments('cluster'),
  flags: {
    group: list('--group <path>', 'a group that it is in; the first is its home', 'group'),
    timeZone: text('--time-zone <zone>', 'its time zone, such as America/Chicago', 'timeZone'),
    value: list('--value <key=value>', 'a value for manifests'),
    capacity: list('--capacity <resource=amount>', 'what it has: cpu, memory, storage, pods'),
    reserved: list('--reserved <resource=amount>', 'what of it is not for namespaces'),
    connectivity: text('--connectivity <how>', 'online, intermittent or offline', [
      'online',
      'intermittent',
      'offline',
    ]),
    createGroups,
    ...createFlags,
  },
  async run(context, input) {
    const { name, groups, timeZone } = await askCluster(context, input);
    const assignments = [
      ...each(['spec', 'groups'], groups),
      ...one(['spec', 'timeZone'], timeZone),
      ...pairs('--value', ['spec', 'values'], input.value),
      ...pairs('--capacity', ['spec', 'capacity'], input.capacity, ','),
      ...pairs('--reserved', ['spec', 'reserved'], input.reserved, ','),
      ...one(['spec', 'connectivity'], input.connectivity),
    ];
    return makeObject(context, { kind: 'Cluster', name, assignments, createGroups: input.createGroups }, input);
  },
});
