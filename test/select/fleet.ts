import { by } from '../../src/model/compare.ts';
import type { Finding } from '../../src/model/diagnostic.ts';
import type { Inventory, ItemOf, KindName, Kinds } from '../../src/model/inventory.ts';
import { normalise } from '../../src/model/kinds/index.ts';
import type { Ring } from '../../src/model/kinds.ts';
import { createSelection, type Selection } from '../../src/select/selection.ts';

export interface FleetNotes {
  /** By name: the groups that it names, its labels. */
  clusters?: Record<string, { groups?: string[]; labels?: Record<string, string>; state?: 'active' | 'retired' }>;
  /** By path: the expression, or nothing. */
  groups?: Record<string, string | undefined>;
  /** By name: the expression. */
  namespaces?: Record<string, string>;
  /** In their order. */
  rings?: readonly { name: string; clusters?: string; percent?: number }[];
}

export type FleetParts = Pick<Inventory, 'clusters' | 'groups' | 'namespaces' | 'rings'>;

/** An inventory from short notes; each object stands in a file named for it. */
export function fleet(notes: FleetNotes): FleetParts {
  const apiVersion = 'resedge.dev/v1';
  const clusters = items('Cluster', notes.clusters ?? {}, (name, { groups, labels, state }) => {
    const spec = { ...(groups && { groups }), ...(state && { state }) };
    return { apiVersion, kind: 'Cluster', metadata: { name, ...(labels && { labels }) }, spec };
  });
  const groups = items('Group', notes.groups ?? {}, (name, expression) => {
    const spec = expression === undefined ? {} : { clusters: expression };
    return { apiVersion, kind: 'Group', metadata: { name }, spec };
  });
  const namespaces = items('Namespace', notes.namespaces ?? {}, (name, expression) => {
    return { apiVersion, kind: 'Namespace', metadata: { name }, spec: { clusters: expression } };
  });
  const rings = (notes.rings ?? []).map(({ name, ...spec }, order) => {
    const object: Ring = { apiVersion, kind: 'Ring', metadata: { name }, spec: { order, ...spec } };
    return { name, object, spec: normalise('Ring', object), source: { file: `ring ${name}`, document: 0 } };
  });
  return { clusters, groups, namespaces, rings };
}

function items<K extends KindName, N>(
  kind: K,
  notes: Record<string, N>,
  make: (name: string, note: N) => Kinds[K],
): ItemOf<K>[] {
  const sorted = Object.entries(notes).sort(by(([name]) => name));
  return sorted.map(([name, note]) => {
    const object = make(name, note);
    return {
      name,
      object,
      spec: normalise(kind, object),
      source: { file: `${kind.toLowerCase()} ${name}`, document: 0 },
    };
  });
}

/** Six stores, a lab and a kiosk. */
export const stores = fleet({
  clusters: {
    'austin-1': { groups: ['stores/central/tx', 'lab'], labels: { state: 'tx', tier: 'gold' } },
    'austin-2': { groups: ['stores/central/tx'], labels: { state: 'tx', tier: 'silver' } },
    'boston-1': { groups: ['stores/east'], labels: { state: 'ma', tier: 'gold', 'example.com/size': 'xl' } },
    'boston-2': { groups: ['stores/east'], labels: { state: 'ma', tier: '' }, state: 'retired' },
    'dallas-1': { groups: ['stores/central/tx'], labels: { state: 'tx', tier: 'bronze' } },
    'kiosk-1': { labels: { tier: 'kiosk', version: '1.10' } },
    'nola-1': { groups: ['stores/central/la'], labels: { state: 'la', tier: 'silver', version: '1.2' } },
  },
  groups: {
    gold: '/m/tier/gold',
    lab: undefined,
    stores: undefined,
    'stores/central': undefined,
    'stores/central/la': undefined,
    'stores/central/tx': undefined,
    'stores/east': undefined,
  },
  namespaces: { cache: '/n/web and not /g/lab', web: '/g/stores' },
  rings: [{ name: 'canary', clusters: '/g/lab' }, { name: 'wave', clusters: '/m/state/tx' }, { name: 'rest' }],
});

const place = { file: 'asked', document: 0, path: ['spec', 'clusters'] };

/** The names of the clusters that an expression selects. */
export function select(parts: FleetParts, expression: string): string[] {
  const selection = createSelection(parts);
  return names(selection, selection.evaluate(expression, place));
}

export function names(selection: Selection, clusters: Iterable<number>): string[] {
  return [...clusters].map((index) => selection.clusters[index]?.name ?? `nothing at ${index}`);
}

/** What is wrong with an expression, as `RE202 message | hint | text that is marked`. */
export function complaints(parts: FleetParts, expression: string, options = {}): string[] {
  const selection = createSelection(parts);
  selection.evaluate(expression, place, options);
  return selection.findings
    .filter((finding) => finding.place.file === 'asked')
    .map((finding) => complaint(finding, expression));
}

export function complaint({ rule, message, hint, place }: Finding, text: string): string {
  const marked = place.span && text.slice(place.span.start, place.span.end);
  return [`${rule.id} ${message}`, hint, marked].filter((part) => part !== undefined).join(' | ');
}
