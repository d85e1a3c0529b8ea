import { UsageError, UserError } from '../../model/errors.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import { unitOf } from '../../model/unit.ts';
import { requireObject } from '../../operations/list/find-objects.ts';
import { compareRendered } from '../../operations/render/compare-rendered.ts';
import { type Choice, placedOn, type RenderedObject, renderCluster } from '../../operations/render/render-cluster.ts';
import { requireRenderer } from '../../operations/render/require-renderer.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { manifestViews, objectDiffViews } from '../../views/render.ts';
import { optional } from '../frame/arguments.ts';
import type { Context } from '../frame/context.ts';
import { defineCommand } from '../frame/define.ts';
import { text, toggle } from '../frame/flags.ts';
import { workingCopy } from '../frame/fleet.ts';
import { nameWord } from '../frame/named-cluster.ts';
import type { Outcome } from '../frame/outcome.ts';
import { renderAll } from './all.ts';
import { noteEncrypted, showDelivered } from './delivered.ts';

export const command = defineCommand({
  description:
    'Prints the manifests that a cluster runs: its namespaces and applications as Kustomize builds them, with variables replaced as Flux does it. With --diff, what differs from another state, object by object. With --delivered, what the cluster has: what was deployed last, and came to it. With --all, the manifests of every cluster are written to a folder. Needs kustomize 5.5 or later, or kubectl 1.32 or later.',
  examples: [
    { title: 'What a cluster runs', command: 'resedge render central-la-nola-2301' },
    {
      title: 'What my changes do to one application there',
      command: 'resedge render central-la-nola-2301 --application catalog --diff HEAD',
    },
    { title: 'As it was five commits ago', command: 'resedge render central-la-nola-2301 --at HEAD~5' },
    {
      title: 'What it has by now, while it waits for a window',
      command: 'resedge render central-la-nola-2301 --delivered',
    },
    { title: 'The whole fleet, a file for each cluster', command: 'resedge render --all --output /tmp/rendered' },
  ],
  findings: 'with --all: there are clusters that would refuse what they get',
  formats: ['text', 'yaml', 'json', 'name'],
  writesFolder: true,
  arguments: { cluster: optional('cluster', 'the cluster to render', 'cluster') },
  flags: {
    application: text('--application <name>', 'only this application', 'application'),
    namespace: text('--namespace <name>', 'only this namespace, with its applications', 'namespace'),
    at: text('--at <ref>', 'the state of a branch, a tag or a commit, in place of the files on disk'),
    diff: text('--diff <ref>', 'what differs from the state of a branch, a tag or a commit'),
    delivery: toggle('--delivery', "Flux's own objects as well: what the cluster's file and its profile build"),
    delivered: toggle('--delivered', 'what the cluster has by the branch that it reads, not what it should have'),
    all: toggle('--all', 'every cluster, to the folder that --output names'),
    force: toggle('--force', 'with --all: write to a folder that is not empty'),
  },
  async run(context, { cluster, at, diff, all, force, delivered, ...choice }): Promise<Outcome> {
    const { folder } = context;
    const isOther = at !== undefined || diff !== undefined || all || choice.delivery;
    if (delivered && isOther) throw new UsageError('--delivered goes with --application and --namespace alone');
    if (all) {
      const others = [cluster, diff, choice.application, choice.namespace].some((given) => given !== undefined);
      if (others || choice.delivery) throw new UsageError('--all goes with --output, --at and --force alone');
      return renderAll(context, at, force);
    }
    if (folder !== undefined)
      throw new UsageError(`-o is "${folder}", which is none of text, yaml, json, name`, 'A folder goes with --all.');
    if (cluster === undefined) throw new UsageError('name a cluster, or give --all with --output DIR');
    const copy = await workingCopy(context);
    const name = nameWord(cluster, kindWordsOf('Cluster'));
    const state = await copy.open({ at });
    if (delivered) return showDelivered(context, state, { ...choice, name });
    const after = await renderState(context, state, { ...choice, name });
    if (diff === undefined) {
      if (after.length === 0) context.note('nothing runs there');
      context.print(manifestViews, after);
      return 'done';
    }
    const before = await renderState(context, await state.at(diff), { ...choice, name, mayLack: true });
    const changes = compareRendered(before, after);
    context.print(objectDiffViews, changes);
    if (changes.length === 0) context.note('no difference');
    return 'done';
  },
});

/** What is rendered of one cluster. */
export interface ClusterChoice extends Choice {
  readonly name: string;
  /** Nothing is rendered if there is no such cluster, or what is chosen is not on it. */
  readonly mayLack?: boolean;
}

/** Renders one cluster in one state. */
async function renderState(
  context: Context,
  state: FleetState,
  { name, mayLack = false, ...choice }: ClusterChoice,
): Promise<readonly RenderedObject[]> {
  const renderer = await requireRenderer(state);
  const index = renderer.resolution.inventory.clusters.findIndex((item) => item.name === name);
  if (mayLack && index < 0) return [];
  await requireObject(state, 'Cluster', name);
  if (!mayLack) await requireChosen(state, index, { ...choice, name });
  const { objects, problems } = await renderCluster(renderer, index, choice);
  if (problems.length > 0) throw new UserError(`${name} would refuse what it gets:\n  ${problems.join('\n  ')}`);
  const { leftOut } = await state.evaluated();
  if (leftOut > 0) context.note('The inventory has errors; what they stand in is missing here. See: resedge validate');
  noteEncrypted(context, objects);
  return objects;
}

async function requireChosen(
  state: FleetState,
  index: number,
  { name, application, namespace }: ClusterChoice,
): Promise<void> {
  const resolution = await state.resolution();
  if (application !== undefined) await requireObject(state, 'Application', application);
  if (namespace !== undefined) await requireObject(state, 'Namespace', namespace);
  if (!resolution.active.has(index)) throw new UserError(`${name} is retired: nothing is delivered to it`);
  const units = placedOn(resolution, index).map(({ variant }) => unitOf(variant));
  if (application !== undefined && !units.some((unit) => unit.application === application))
    throw new UserError(`application ${application} is not on ${name}`, `Why: resedge explain ${application} ${name}`);
  if (namespace !== undefined && !units.some((unit) => unit.namespace === namespace))
    throw new UserError(`namespace ${namespace} is not on ${name}`, `See: resedge describe ns/${namespace}`);
}
