import type { Path } from '../model/place.ts';

/** Where the value of a column goes. */
export interface Target {
  /** In a Cluster, such as `['spec', 'groups']`. */
  readonly path: Path;
  /** A text holds several: names, which have no blanks in them, or texts. */
  readonly list?: 'names' | 'texts';
}

const fields: Readonly<Record<string, Target>> = {
  name: { path: ['metadata', 'name'] },
  groups: { path: ['spec', 'groups'], list: 'names' },
  timeZone: { path: ['spec', 'timeZone'] },
  description: { path: ['spec', 'description'] },
  owners: { path: ['spec', 'owners'], list: 'texts' },
  state: { path: ['spec', 'state'] },
  connectivity: { path: ['spec', 'connectivity'] },
  formerNames: { path: ['spec', 'formerNames'], list: 'names' },
  windows: { path: ['spec', 'windows'] },
  freezes: { path: ['spec', 'freezes'] },
};

/** Maps, with their keys if these are fixed. */
const maps: Readonly<Record<string, { readonly path: Path; readonly keys?: readonly string[] }>> = {
  labels: { path: ['metadata', 'labels'] },
  annotations: { path: ['metadata', 'annotations'] },
  values: { path: ['spec', 'values'] },
  capacity: { path: ['spec', 'capacity'], keys: ['cpu', 'memory', 'storage', 'pods'] },
  reserved: { path: ['spec', 'reserved'], keys: ['cpu', 'memory', 'storage', 'pods'] },
  hold: { path: ['spec', 'hold'], keys: ['reason', 'until'] },
};

/** What columns may be called. Maps that take any key stand without one. */
export const columnNames: readonly string[] = [
  ...Object.keys(fields).filter((name) => name !== 'windows' && name !== 'freezes'),
  ...Object.entries(maps).flatMap(([name, { keys = [''] }]) => keys.map((key) => `${name}.${key}`)),
];

/**
 * What a column stands for; undefined if nothing is called so. Capitals, blanks, `_` and `-` in names of fields do
 * not count: `Time Zone` is timeZone. Keys of labels and values count as they are.
 */
export function targetOf(column: string): Target | undefined {
  const [, section = '', name = ''] = /^(?:(metadata|spec)\.)?(.*)$/s.exec(column) ?? [];
  const target = fieldTarget(name) ?? mapTarget(name);
  return target && (section === '' || target.path[0] === section) ? target : undefined;
}

function fieldTarget(name: string): Target | undefined {
  return fields[matching(name, Object.keys(fields)) ?? ''];
}

function mapTarget(name: string): Target | undefined {
  const dot = name.indexOf('.');
  const map = dot < 0 ? undefined : maps[matching(name.slice(0, dot), Object.keys(maps)) ?? ''];
  const typed = name.slice(dot + 1).trim();
  const key = map?.keys ? matching(typed, map.keys) : typed;
  if (!map || !key || key === '__proto__') return undefined;
  return { path: [...map.path, key] };
}

function matching(typed: string, names: readonly string[]): string | undefined {
  return names.find((name) => name === typed) ?? names.find((name) => bare(name) === bare(typed));
}

function bare(name: string): string {
  return name.replace(/[\s_-]/g, '').toLowerCase();
}

/** What becomes of a label, an annotation or a claim of another system, if `--map` does not say it. */
export function foreignTarget(field: string): Target | 'ignored' | 'left out' | undefined {
  const [, word, key = ''] = /^(label|annotation|claim):(.+)$/s.exec(field) ?? [];
  if (word === undefined) return undefined;
  if (word !== 'label' || key === '__proto__') return 'ignored';
  return isSystemLabel(key) ? 'left out' : { path: ['metadata', 'labels', key] };
}

const domains = [
  'kubernetes.io',
  'k8s.io',
  'x-k8s.io',
  'cattle.io',
  'argoproj.io',
  'open-cluster-management.io',
  'openshift.io',
  'velero.io',
  'helm.sh',
];

/** Whether a label is one that a system keeps for itself, by the domain in its key. */
function isSystemLabel(key: string): boolean {
  const domain = key.split('/').slice(0, -1).join('/');
  return domains.some((known) => domain === known || domain.endsWith(`.${known}`));
}
