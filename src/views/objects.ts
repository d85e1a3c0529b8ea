import type { KindName } from '../model/inventory.ts';
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
    name: (object) => `${singular}/${object.metadata.name}`,
    object: (object) => object,
  });
}

/** The columns of the table of a kind: the name first. */
export function columnsOf(kind: KindName): Columns {
  return [{ title: 'NAME', value: (object) => object.metadata.name }, ...ownColumns[kind], source];
}

const source: Column<ListedObject> = { title: 'FILE', wide: true, value: (object) => text(object.status['source']) };

const ownColumns: Readonly<Record<KindName, Columns>> = {
  Fleet: [column('CLUSTERS', 'clusters'), column('PROFILES', 'profiles')],
  Group: [column('CLUSTERS', 'clusters')],
  Cluster: [
    { title: 'GROUP', value: ({ spec }) => text(list(spec?.['groups'])[0]) },
    column('RING', 'ring'),
    { title: 'NAMESPACES', value: ({ status }) => String(list(status['namespaces']).length) },
    { title: 'APPLICATIONS', value: ({ status }) => String(list(status['applications']).length) },
    { title: 'STATE', value: ({ spec }) => text(spec?.['state'] ?? 'active') },
    { title: 'CONNECTIVITY', wide: true, value: ({ spec }) => text(spec?.['connectivity'] ?? 'online') },
    { ...column('TIME-ZONE', 'timeZone'), wide: true },
    { ...column('PROFILE', 'profile'), wide: true },
  ],
  Application: [
    { title: 'NAMESPACE', value: ({ spec }) => text(spec?.['namespace']) },
    column('STATE', 'state'),
    column('CLUSTERS', 'clusters'),
    { title: 'VARIANTS', value: ({ status }) => variants(status) },
    { title: 'PATH', wide: true, value: ({ spec }) => text(spec?.['path']) },
  ],
  Namespace: [
    column('CLUSTERS', 'clusters'),
    { title: 'APPLICATIONS', value: ({ status }) => String(list(status['applications']).length) },
    { title: 'PENDING', value: ({ status }) => String(list(status['pending']).length) },
    { title: 'STATE', wide: true, value: ({ status }) => (status['proposed'] === true ? 'proposed' : 'active') },
    { title: 'ACCESS', wide: true, value: ({ spec }) => text(spec?.['access'] ?? 'namespace') },
    { title: 'VARIANTS', wide: true, value: ({ status }) => variants(status) },
    { title: 'EXPRESSION', wide: true, value: ({ spec }) => text(spec?.['clusters']) },
  ],
  Policy: [
    { title: 'RULES', value: ({ spec }) => String(list(spec?.['rules']).length) },
    { title: 'PATH', value: ({ spec }) => text(spec?.['path']) },
  ],
  Ring: [
    { title: 'ORDER', value: ({ spec }) => text(spec?.['order']) },
    column('CLUSTERS', 'clusters'),
    { title: 'PERCENT', value: ({ spec }) => text(spec?.['percent'] ?? 100) },
    { title: 'SOAK', value: ({ spec }) => text(spec?.['soak']) },
  ],
  Expectation: [
    { title: 'APPLICATION', value: ({ spec }) => text(spec?.['application']) },
    { title: 'ON', value: ({ spec }) => text(spec?.['on']) },
    { title: 'NOT-ON', value: ({ spec }) => text(spec?.['notOn']) },
  ],
};

function column(title: string, field: string): Column<ListedObject> {
  return { title, value: ({ status }) => text(status[field]) };
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
