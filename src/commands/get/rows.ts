import type { ClusterSet } from '../../model/cluster-set.ts';
import type { Resolution } from '../../model/resolution.ts';
import { type ListedObject, listObjects } from '../../operations/describe/list-objects.ts';
import { fieldText, type ObjectFields, objectFields } from '../../operations/describe/object-fields.ts';
import { sortAsTree } from '../../operations/list/group-tree.ts';
import { type ColumnChoice, columnTitle, readColumns, readSortKeys } from '../../views/find-column.ts';
import type { KindRows } from '../../views/mixed-objects.ts';
import { columnsOf } from '../../views/objects.ts';
import { sortRows } from '../../views/sort-rows.ts';
import { treeLabels } from '../../views/tree.ts';
import type { Context } from '../frame/context.ts';
import type { Target } from './targets.ts';

/** What was typed about the look of a table. */
export interface TableOptions {
  readonly columns: string | undefined;
  readonly sortBy: string | undefined;
  readonly tree: boolean;
  readonly headers: boolean;
}

/** The rows of a kind, with the columns and in the order that were asked for. */
export function kindRows(
  { host }: Context,
  resolution: Resolution,
  { words, names }: Target,
  clusters: ClusterSet | undefined,
  { columns: typed, sortBy, tree }: TableOptions,
): KindRows {
  const { kind } = words;
  let fields: ObjectFields | undefined;
  const choice: ColumnChoice<ListedObject> = {
    columns: columnsOf(kind),
    ofField(word) {
      fields ??= objectFields(host.fs, kind);
      const path = fields.find(word);
      const title = path?.findLast((step) => typeof step === 'string');
      return path && { title: columnTitle(title ?? word), value: (object) => fieldText(object, path) };
    },
  };
  const columns = typed === undefined ? choice.columns : readColumns(typed, choice);
  const wanted = tree ? withThoseBelow(resolution, names) : names;
  const rows = listObjects(resolution, kind, { clusters, names: names.length === 0 ? undefined : new Set(wanted) });
  if (tree) return { words, ...asTree(columns, rows) };
  return { words, columns, rows: sortBy === undefined ? rows : sortRows(rows, readSortKeys(sortBy, choice)) };
}

function withThoseBelow({ inventory }: Resolution, names: readonly string[]): string[] {
  const all = inventory.groups.map(({ name }) => name);
  return all.filter((name) => names.some((top) => name === top || name.startsWith(`${top}/`)));
}

function asTree(columns: KindRows['columns'], groups: Iterable<ListedObject>): Pick<KindRows, 'columns' | 'rows'> {
  const rows = new Map(Array.from(groups, (group) => [group.item.name, group]));
  const order = sortAsTree([...rows.keys()]);
  const labels = treeLabels(order);
  return {
    columns: columns.map((column) =>
      column.title === 'NAME' ? { ...column, value: ({ item: { name } }) => labels.get(name) ?? name } : column,
    ),
    rows: order.flatMap((name) => rows.get(name) ?? []),
  };
}
