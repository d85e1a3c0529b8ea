import { UsageError, UserError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { tellValue } from '../../operations/explain/explain.ts';
import { valueExplanationViews } from '../../views/explanation.ts';
import { required } from '../frame/arguments.ts';
import { defineCommand } from '../frame/define.ts';
import { openFleet } from '../frame/fleet.ts';
import { clusterWord, namedCluster } from '../frame/named-cluster.ts';
import type { Outcome } from '../frame/outcome.ts';

export const command = defineCommand({
  description:
    'Says where a value of a cluster comes from: what the fleet, its groups from shallow to deep, and the cluster itself say about it. The last one that sets it wins.',
  examples: [
    { title: 'By the key in spec.values', command: 'resedge explain value region central-la-nola-2301' },
    { title: 'By the name of the variable', command: 'resedge explain value cluster_region central-la-nola-2301' },
  ],
  formats: ['text', 'json', 'yaml'],
  arguments: { key: required('key', 'the key of a value, or the name of its variable'), cluster: clusterWord },
  async run(context, { key: typed, cluster: name }): Promise<Outcome> {
    const key = readKey(typed);
    const asked = await namedCluster(context, await openFleet(context), name);
    const explanation = tellValue(asked, key);
    if (explanation.value === null) throw notSet(key, asked.cluster.name, asked.resolution.valuesOf(asked.index));
    context.print(valueExplanationViews, explanation);
    return 'done';
  },
});

/** The key of a value of the cluster. */
function readKey(typed: string): string {
  const key = typed.replace(/^cluster_/, '');
  if (key === 'name' || key === 'group')
    throw new UsageError(
      `cluster_${key} is no value: it is ${key === 'name' ? 'the name of the cluster' : 'the first of spec.groups'}`,
      'See: resedge describe cluster/NAME',
    );
  const [, owner] = /^(app|namespace)_/.exec(typed) ?? [];
  if (owner)
    throw new UsageError(
      `${typed} belongs to ${owner === 'app' ? 'an application' : 'a namespace'}, not to a cluster`,
      'What an application reads, and from where: resedge explain APPLICATION CLUSTER',
    );
  return key;
}

function notSet(key: string, cluster: string, values: ReadonlyMap<string, unknown>): UserError {
  const keys = [...values.keys()];
  const near = nearest(key, keys);
  const all = keys.length === 0 ? `${cluster} has no values.` : `${cluster} has ${keys.slice(0, 20).join(', ')}.`;
  return new UserError(`nothing sets ${key} on ${cluster}`, near === undefined ? all : `Did you mean ${near}?`);
}
