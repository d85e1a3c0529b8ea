import { UsageError } from '../../model/errors.ts';
import { kindWords } from '../../model/kind-names.ts';
import { findObjects } from '../../operations/list/find-objects.ts';
import { mixedViews } from '../../views/mixed-objects.ts';
import { objectViews } from '../../views/objects.ts';
import { any, required } from '../frame/arguments.ts';
import { countRows } from '../frame/count-rows.ts';
import { defineCommand } from '../frame/define.ts';
import { headers, selector, text, toggle } from '../frame/flags.ts';
import { openFleet, selected } from '../frame/fleet.ts';
import type { Outcome } from '../frame/outcome.ts';
import { readOverlayNames, showOverlays } from './overlays.ts';
import { showPlacements } from './placements.ts';
import { readRequestNames, showRequests } from './requests.ts';
import { kindRows } from './rows.ts';
import { readTargets } from './targets.ts';

export const command = defineCommand({
  description:
    'Lists objects, one row each, or what runs where. With -l, clusters that the expression selects; of other kinds what concerns these clusters, counted among them.',
  examples: [
    { title: 'All clusters', command: 'resedge get clusters' },
    { title: 'Clusters of a group, with more columns', command: 'resedge get clusters -l /g/stores/west -o wide' },
    {
      title: 'Columns of your own, the largest first',
      command: 'resedge get clusters --columns NAME,labels.tier,capacity.cpu --sort-by -capacity.cpu',
    },
    { title: 'The hierarchy of groups', command: 'resedge get groups --tree' },
    { title: 'One application, for a program', command: 'resedge get app catalog -o json' },
    { title: 'Objects of several kinds', command: 'resedge get ns/catalog app/catalog' },
    { title: 'What runs on a cluster', command: 'resedge get placements --cluster central-la-nola-2301' },
    {
      title: 'The changes of an application, and how far they reach',
      command: 'resedge get overlays --application catalog',
    },
    { title: 'Who asks for which namespace, since when, and whether there is room', command: 'resedge get requests' },
    { title: 'Where an application runs, in which variant', command: 'resedge get placements --application catalog' },
  ],
  formats: ['text', 'wide', 'json', 'jsonl', 'yaml', 'name'],
  arguments: {
    kind: required(
      'kind',
      `what to list: ${kindWords.map(({ plural }) => plural).join(', ')}, several with commas, or all; kind/name; or placements, overlays or requests`,
      'kinds',
    ),
    names: any('name', 'only these', 'object'),
  },
  flags: {
    selector,
    cluster: text('--cluster <name>', 'with placements: only those on this cluster', 'cluster'),
    application: text(
      '--application <name>',
      'with placements and overlays: only those of this application',
      'application',
    ),
    columns: text(
      '--columns <columns>',
      'what a table shows: titles of columns, or fields such as labels.tier or spec.timeZone, with commas',
    ),
    sortBy: text(
      '--sort-by <columns>',
      'sort by columns or fields, with commas; a minus in front of one: the largest first',
    ),
    tree: toggle('--tree', 'with groups: draw the hierarchy'),
    headers,
  },
  async run(context, { kind, names, selector: expression, cluster, application, ...table }): Promise<Outcome> {
    if (/^placements?$/i.test(kind)) {
      if (names.length > 0)
        throw new UsageError('placements have no names', 'Narrow them with --cluster or --application.');
      if (table.tree) throw new UsageError('--tree goes with groups');
      return showPlacements(context, { expression, cluster, application, ...table });
    }
    const overlays = readOverlayNames(kind, names);
    if (overlays) {
      if (table.tree || cluster !== undefined)
        throw new UsageError(table.tree ? '--tree goes with groups' : '--cluster goes with placements');
      return showOverlays(context, { names: overlays, expression, application, ...table });
    }
    const requests = readRequestNames(kind, names);
    if (requests) {
      if (table.tree || cluster !== undefined || application !== undefined)
        throw new UsageError('requests are narrowed by the names of applications, or with -l');
      return showRequests(context, { names: requests, expression, ...table });
    }
    if (cluster !== undefined || application !== undefined)
      throw new UsageError('--cluster and --application go with placements');
    const targets = readTargets(kind, names, expression !== undefined);
    if (table.tree && targets.some(({ words }) => words.kind !== 'Group'))
      throw new UsageError('--tree goes with groups');
    if (table.tree && table.sortBy !== undefined)
      throw new UsageError('a tree has an order of its own: leave out --sort-by');

    const state = await openFleet(context);
    const asked = targets.flatMap(({ words, names }) => names.map((name) => ({ words, name })));
    const { found, missing } = await findObjects(state, asked);
    if (missing && found.length === 0) throw missing;
    const clusters = expression === undefined ? undefined : await selected(context, state, expression);
    const resolution = await state.resolution();

    const counted = countRows();
    const kinds = targets.map((target) => {
      const found = kindRows(context, resolution, target, clusters, table);
      return { ...found, rows: counted.rows(found.rows) };
    });
    const [only] = kinds.length === 1 ? kinds : [];
    if (only) context.print(objectViews(only.words, only.columns), { rows: only.rows, headers: table.headers });
    else context.print(mixedViews, { kinds, headers: table.headers });
    if (counted.count === 0) context.note(`no ${targets.map(({ words }) => words.plural).join(', ')}`);
    if (missing) throw missing;
    return 'done';
  },
});
