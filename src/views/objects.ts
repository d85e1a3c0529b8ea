import { exactObject } from '../model/exact-object.ts';
import type { ItemOf, KindName } from '../model/inventory.ts';
import type { KindWords } from '../model/kind-names.ts';
import type { ListedObject } from '../operations/describe/list-objects.ts';
import { type Column, rowViews } from './lists.ts';

type Status = ListedObject['status'];

type Columns = readonly Column<ListedObject>[];

/** How the objects of a kind look in each form; with columns, in text and wide these alone. */
export function objectViews({ kind, singular }: KindWords, columns: Columns = columnsOf(kind)) {
  return rowViews<ListedObject>({
    kind: `${kind}List`,
    columns,
    name: ({ item }) => `${singular}/${item.name}`,
    object: toObject,
  });
}

/** What programs get: the object as it was written, and what follows from it. */
export function toObject({ item, status }: ListedObject): object {
  return { ...exactObject(item), status };
}

/** The columns of the table of a kind: the name first. */
export function columnsOf(kind: KindName): Columns {
  return [{ title: 'NAME', value: ({ item }) => item.name }, ...ownColumns[kind], source];
}

const source: Column<ListedObject> = { title: 'FILE', wide: true, value: ({ status }) => status.source };

const ownColumns: Readonly<Record<KindName, Columns>> = {
  Fleet: [column('CLUSTERS', 'clusters'), column('PROFILES', 'profiles')],
  Group: [column('CLUSTERS', 'clusters')],
  Cluster: [
    ofSpec('Cluster', 'GROUP', ({ home }) => home),
    column('RING', 'ring'),
    { title: 'NAMESPACES', value: ({ status }) => String(list(status['namespaces']).length) },
    { title: 'APPLICATIONS', value: ({ status }) => String(list(status['applications']).length) },
    ofSpec('Cluster', 'STATE', ({ state }) => state),
    wide(ofSpec('Cluster', 'CONNECTIVITY', ({ connectivity }) => connectivity)),
    wide(column('TIME-ZONE', 'timeZone')),
    wide(column('PROFILE', 'profile')),
  ],
  Application: [
    ofSpec('Application', 'NAMESPACE', ({ namespace }) => namespace),
    column('STATE', 'state'),
    column('CLUSTERS', 'clusters'),
    { title: 'VARIANTS', value: ({ status }) => variants(status) },
    wide(ofSpec('Application', 'PATH', ({ path }) => path)),
  ],
  Namespace: [
    column('CLUSTERS', 'clusters'),
    { title: 'APPLICATIONS', value: ({ status }) => String(list(status['applications']).length) },
    { title: 'PENDING', value: ({ status }) => String(list(status['pending']).length) },
    wide(ofSpec('Namespace', 'STATE', ({ proposed }) => (proposed ? 'proposed' : 'active'))),
    wide(ofSpec('Namespace', 'ACCESS', ({ access }) => access)),
    { title: 'VARIANTS', wide: true, value: ({ status }) => variants(status) },
    wide(ofSpec('Namespace', 'EXPRESSION', ({ clusters }) => clusters)),
  ],
  Policy: [ofSpec('Policy', 'RULES', ({ rules }) => rules.length), ofSpec('Policy', 'PATH', ({ path }) => path)],
  Ring: [
    ofSpec('Ring', 'ORDER', ({ order }) => order),
    column('CLUSTERS', 'clusters'),
    ofSpec('Ring', 'PERCENT', ({ percent }) => percent),
    ofSpec('Ring', 'SOAK', ({ soak }) => soak),
  ],
  Expectation: [
    ofSpec('Expectation', 'APPLICATION', ({ application }) => application),
    ofSpec('Expectation', 'ON', ({ on }) => on),
    ofSpec('Expectation', 'NOT-ON', ({ notOn }) => notOn),
  ],
};

function column(title: string, field: string): Column<ListedObject> {
  return { title, value: ({ status }) => text(status[field]) };
}

/** A column of a field of the spec, with its default. */
function ofSpec<K extends KindName>(
  kind: K,
  title: string,
  value: (spec: ItemOf<K>['spec']) => string | number | undefined,
): Column<ListedObject> {
  return { title, value: ({ item }) => (isOf(item, kind) ? text(value(item.spec)) : '') };
}

function isOf<K extends KindName>(item: ListedObject['item'], kind: K): item is ListedObject['item'] & ItemOf<K> {
  return item.object.kind === kind;
}

function wide(column: Column<ListedObject>): Column<ListedObject> {
  return { ...column, wide: true };
}

function variants(status: Status): string {
  return list(status['variants'])
    .map((variant) => (isVariant(variant) ? `${variant.name}:${variant.clusters}` : ''))
    .join(',');
}

function isVariant(value: unknown): value is { name: string; clusters: number } {
  return typeof value === 'object' && value !== null && 'name' in value && 'clusters' in value;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
