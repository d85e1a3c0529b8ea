import type { Path } from '../model/place.ts';
import { isRecord, valueAt } from '../model/record.ts';

/** `update`: the new version of a pod, before an old one may go; `run`: a pod that comes and goes. */
export type Beside = 'update' | 'run' | undefined;

/** The pods that an object makes. */
export interface Pods {
  /** What the template says of each, from `spec` on. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** Where that stands in the object. */
  readonly path: Path;
  /** How many run all the time; of what runs on each node, one. */
  readonly count: number;
  /** What also has to find room, one pod at a time, while so many run. */
  beside(count: number): Beside;
  /** Whether each pod has volume claims of its own, by the template in `spec.volumeClaimTemplates`. */
  readonly hasClaims: boolean;
}

type Reader = (object: unknown) => Omit<Pods, 'spec' | 'path'>;

const template: Path = ['spec', 'template', 'spec'];

const readers: Readonly<Record<string, { readonly path: Path; readonly read: Reader }>> = {
  Pod: { path: ['spec'], read: () => pods(1) },
  Deployment: {
    path: template,
    read: (object) => pods(replicas(object), (count) => (needsSurge(object, count) ? 'update' : undefined)),
  },
  ReplicaSet: { path: template, read: (object) => pods(replicas(object)) },
  ReplicationController: { path: template, read: (object) => pods(replicas(object)) },
  StatefulSet: { path: template, read: (object) => ({ ...pods(replicas(object)), hasClaims: true }) },
  DaemonSet: {
    path: template,
    read: (object) => pods(1, () => (startsBefore(object) ? 'update' : undefined)),
  },
  Job: { path: template, read: () => pods(0, () => 'run') },
  CronJob: { path: ['spec', 'jobTemplate', 'spec', 'template', 'spec'], read: () => pods(0, () => 'run') },
};

/** Whether objects of a kind make pods. */
export function makesPods(apiVersion: string, kind: string): boolean {
  return readerOf(apiVersion, kind) !== undefined;
}

/** The pods that an object of this kind makes; undefined if it makes none. */
export function podsOf(apiVersion: string, kind: string, object: unknown): Pods | undefined {
  const reader = readerOf(apiVersion, kind);
  const spec = reader && valueAt(object, reader.path);
  if (!reader || !isRecord(spec)) return undefined;
  return { spec, path: reader.path, ...reader.read(object) };
}

function readerOf(apiVersion: string, kind: string) {
  return /^(v1|(apps|batch)\/\w+)$/.test(apiVersion) && Object.hasOwn(readers, kind) ? readers[kind] : undefined;
}

function pods(count: number, beside: Pods['beside'] = () => undefined): Omit<Pods, 'spec' | 'path'> {
  return { count, beside, hasClaims: false };
}

function replicas(object: unknown): number {
  return wholeNumber(valueAt(object, ['spec', 'replicas'])) ?? 1;
}

/**
 * Whether an update waits until a new pod runs before it stops an old one. Both shares are 25 % unless given; that of
 * new ones is rounded up, that of missing ones down, and if both are nothing one may be missing
 * (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment).
 */
function needsSurge(object: unknown, count: number): boolean {
  if (valueAt(object, ['spec', 'strategy', 'type']) === 'Recreate') return false;
  const more = share(fieldAt(object, 'strategy', 'maxSurge') ?? '25%', count, 'up');
  const fewer = share(fieldAt(object, 'strategy', 'maxUnavailable') ?? '25%', count, 'down');
  return count > 0 && fewer === 0 && more > 0;
}

/** Whether a node gets the new version before the old one goes; with OnDelete somebody takes that away first. */
function startsBefore(object: unknown): boolean {
  if (valueAt(object, ['spec', 'updateStrategy', 'type']) === 'OnDelete') return false;
  return share(fieldAt(object, 'updateStrategy', 'maxSurge'), 1, 'up') > 0;
}

function fieldAt(object: unknown, strategy: string, field: string): unknown {
  return valueAt(object, ['spec', strategy, 'rollingUpdate', field]);
}

/** `2`, or `25%` of a number. */
function share(written: unknown, of: number, round: 'up' | 'down'): number {
  const [, percent] = typeof written === 'string' ? (/^(\d+)%$/.exec(written) ?? []) : [];
  if (percent === undefined) return wholeNumber(written) ?? 0;
  const exact = (Number(percent) * of) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}

/** A number that is whole and not negative. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
