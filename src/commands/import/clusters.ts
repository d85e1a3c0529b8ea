import { importFormats } from '../../import/formats.ts';
import { parseMapping } from '../../import/mapping.ts';
import { required } from '../frame/arguments.ts';
import { defineCommand } from '../frame/define.ts';
import { choice, dryRun, list, text, toggle, yes } from '../frame/flags.ts';
import type { Outcome } from '../frame/outcome.ts';
import { runImport } from './run.ts';

export const command = defineCommand({
  description: `Brings clusters into the inventory: from a table (CSV), from JSON or YAML, or from what other systems know: a kubeconfig, cluster Secrets of Argo CD, Clusters of Rancher Fleet, ManagedClusters of Open Cluster Management, as kubectl get -o yaml prints them. Never their credentials.

The columns of a table are name, groups, timeZone, labels.KEY, values.KEY, capacity.KEY, reserved.KEY, state, connectivity, description, owners. Other headers are named with --map. Several groups in a cell stand side by side, with blanks, ";", "|" or "," between them. An empty cell says nothing.

All or nothing: where a cell is bad, nothing is written.`,
  examples: [
    { title: 'From a table', command: 'resedge import clusters stores.csv --create-groups' },
    {
      title: 'With other headers',
      command: 'resedge import clusters stores.csv --map "Store No=values.storeNumber" --map Notes=-',
    },
    { title: 'Change clusters that are there already', command: 'resedge import clusters stores.csv --update' },
    {
      title: 'From Argo CD',
      command:
        'kubectl get secrets -n argocd -l argocd.argoproj.io/secret-type=cluster -o yaml | resedge import clusters - --group stores --yes',
    },
  ],
  findings: 'with --skip-bad: there were bad rows, and the others were imported',
  formats: ['text', 'json', 'yaml'],
  arguments: { file: required('file', 'the file of clusters, or - for standard input', 'file') },
  flags: {
    from: choice('--from <format>', 'what the file is; auto finds out', ['auto', ...importFormats]),
    map: list(
      '--map <header=field>',
      'what a column is, such as "Store No=values.storeNumber"; header=- ignores it; label:KEY=labels.KEY takes a label of another system',
    ),
    group: list('--group <path>', 'the groups of new clusters whose row names none', 'group'),
    timeZone: text('--time-zone <zone>', 'the time zone of new clusters whose row names none', 'timeZone'),
    createGroups: toggle('--create-groups', 'make groups that are not there, with their parents'),
    update: toggle('--update', 'change clusters that are there already: only the fields that the file has'),
    skipBad: toggle('--skip-bad', 'leave bad rows out, and import the others'),
    yes,
    dryRun,
  },
  run(context, { from, map, group, timeZone, yes: agreed, dryRun: dry, ...rest }): Promise<Outcome> {
    const request = {
      ...rest,
      from: from === 'auto' ? undefined : from,
      mappings: map.map(parseMapping),
      defaults: { groups: group, timeZone },
    };
    return runImport(context, request, { yes: agreed, dryRun: dry });
  },
});
