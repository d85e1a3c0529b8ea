import { UsageError } from '../model/errors.ts';
import { findKind, type KindWords, kindWords, kindWordsOf } from '../model/kind-names.ts';
import { nearest } from '../model/nearest.ts';
import { itemsOf, listObjects } from '../operations/list-objects.ts';
import { listPlacements } from '../operations/list-placements.ts';
import { findByName, type ReadFleet } from '../operations/read-fleet.ts';
import { objectViews } from '../views/objects.ts';
import { placementViews } from '../views/placements.ts';
import { any, required } from './arguments.ts';
import type { Context } from './context.ts';
import { defineCommand } from './define.ts';
import { headers, selector, text } from './flags.ts';
import { openFleet, selected } from './fleet.ts';
import type { Outcome } from './outcome.ts';

export const command = defineCommand({
  description: 'Lists objects of one kind, one row each, or what runs where.',
  examples: [
    { title: 'All clusters', command: 'resedge get clusters' },
    { title: 'Clusters of a group, with more columns', command: 'resedge get clusters -l /g/stores/west -o wide' },
    { title: 'One application, for a program', command: 'resedge get app catalog -o json' },
    { title: 'What runs on a cluster', command: 'resedge get placements --cluster central-la-nola-2301' },
    { title: 'Where an application runs, in which variant', command: 'resedge get placements --application catalog' },
  ],
  formats: ['text', 'wide', 'json', 'jsonl', 'yaml', 'name'],
  arguments: {
    kind: required('kind', `what to list: ${kindWords.map(({ plural }) => plural).join(', ')} or placements`),
    names: any('name', 'only these'),
  },
  flags: {
    selector,
    cluster: text('--cluster <name>', 'with placements: only those on this cluster'),
    application: text('--application <name>', 'with placements: only those of this application'),
    headers,
  },
  async run(context, { kind, names, selector: expression, cluster, application, headers }): Promise<Outcome> {
    if (/^placements?$/i.test(kind)) {
      if (names.length > 0)
        throw new UsageError('placements have no names', 'Narrow them with --cluster or --application.');
      return showPlacements(context, { expression, cluster, application, headers });
    }
    if (cluster !== undefined || application !== undefined)
      throw new UsageError('--cluster and --application go with placements');
    const words = readKind(kind);
    if (expression !== undefined && words.kind !== 'Cluster')
      throw new UsageError('-l goes with clusters and placements');
    const fleet = await openFleet(context);
    const wanted = new Set(names);
    for (const name of wanted) findByName(itemsOf(fleet.resolution.inventory, words.kind), name, words);
    const clusters = expression === undefined ? undefined : selected(context, fleet, expression);
    if (clusters?.isEmpty()) context.note('no cluster');
    if (itemsOf(fleet.resolution.inventory, words.kind).length === 0) context.note(`no ${words.plural}`);
    const rows = listObjects(
      fleet.resolution,
      words.kind,
      wanted.size === 0 ? { clusters } : { clusters, names: wanted },
    );
    context.print(objectViews(words), { rows, headers });
    return 'done';
  },
});

interface PlacementOptions {
  readonly expression: string | undefined;
  readonly cluster: string | undefined;
  readonly application: string | undefined;
  readonly headers: boolean;
}

async function showPlacements(context: Context, { expression, cluster, application, headers }: PlacementOptions) {
  if (expression !== undefined && cluster !== undefined) throw new UsageError('give either -l or --cluster');
  const fleet = await openFleet(context);
  const { inventory } = fleet.resolution;
  if (cluster !== undefined) findByName(inventory.clusters, cluster, kindWordsOf('Cluster'));
  if (application !== undefined) findByName(inventory.applications, application, kindWordsOf('Application'));
  const clusters = clustersOf(context, fleet, expression, cluster);
  const rows = listPlacements(fleet.resolution, { clusters, application });
  context.print(placementViews(clusters !== undefined || application !== undefined), { rows, headers });
  return 'done' as const;
}

function clustersOf(context: Context, fleet: ReadFleet, expression: string | undefined, cluster: string | undefined) {
  if (expression !== undefined) return selected(context, fleet, expression);
  return cluster === undefined ? undefined : selected(context, fleet, `/c/${cluster}`);
}

function readKind(word: string): KindWords {
  const words = findKind(word);
  if (words) return words;
  const all = ['placements', ...kindWords.flatMap(({ singular, plural, short }) => [singular, plural, ...short])];
  const near = nearest(word, all);
  throw new UsageError(
    `there is no kind "${word}"`,
    near
      ? `Did you mean ${near}?`
      : `The kinds are ${kindWords.map(({ plural }) => plural).join(', ')}; and placements.`,
  );
}
