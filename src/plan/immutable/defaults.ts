import { toRecord, toText } from '../../model/record.ts';

/** What is filled in, from what the field stands in, the nearest first, and its key. */
export type DefaultOf = (holders: readonly unknown[], key: string) => unknown;

/** What the API server fills in: at a path below a field, with `*` for any key or item. */
export type Defaults = readonly (readonly [path: string, value: unknown])[];

/** The same below a field. */
function below(field: string, defaults: Defaults): Defaults {
  return defaults.map(([path, value]) => [`${field}.${path}`, value]);
}

const probe: Defaults = [
  ['timeoutSeconds', 1],
  ['periodSeconds', 10],
  ['successThreshold', 1],
  ['failureThreshold', 3],
  ['initialDelaySeconds', 0],
  ['httpGet.scheme', 'HTTP'],
  ['httpGet.path', '/'],
  ['grpc.service', ''],
];

const container: Defaults = [
  ['imagePullPolicy', ([holder]: readonly unknown[]) => pullPolicy(toText(toRecord(holder)['image']) ?? '')],
  ['terminationMessagePath', '/dev/termination-log'],
  ['terminationMessagePolicy', 'File'],
  ['stdin', false],
  ['stdinOnce', false],
  ['tty', false],
  ['ports.*.protocol', 'TCP'],
  ['env.*.value', ''],
  ['env.*.valueFrom.fieldRef.apiVersion', 'v1'],
  ['env.*.valueFrom.resourceFieldRef.divisor', '0'],
  ['volumeMounts.*.readOnly', false],
  ['resources.requests.*', limitOf],
  ['securityContext.procMount', 'Default'],
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) => below(name, probe)),
  ...['postStart', 'preStop'].flatMap((name) => below(`lifecycle.${name}`, probe.slice(-3))),
];

const volume: Defaults = [
  ...['secret', 'configMap', 'projected', 'downwardAPI'].map((source) => [`${source}.defaultMode`, 420] as const),
  ['hostPath.type', ''],
  ['downwardAPI.items.*.fieldRef.apiVersion', 'v1'],
  ['projected.sources.*.downwardAPI.items.*.fieldRef.apiVersion', 'v1'],
  ['projected.sources.*.serviceAccountToken.expirationSeconds', 3600],
];

/** Of the `spec` of a Pod. */
export const podDefaults: Defaults = [
  ['restartPolicy', 'Always'],
  ['dnsPolicy', 'ClusterFirst'],
  ['schedulerName', 'default-scheduler'],
  ['terminationGracePeriodSeconds', 30],
  ['enableServiceLinks', true],
  ['preemptionPolicy', 'PreemptLowerPriority'],
  ['hostNetwork', false],
  ['hostPID', false],
  ['hostIPC', false],
  ['serviceAccountName', ([holder]: readonly unknown[]) => toRecord(holder)['serviceAccount']],
  ['serviceAccount', ([holder]: readonly unknown[]) => toRecord(holder)['serviceAccountName']],
  ...['containers.*', 'initContainers.*'].flatMap((path) => below(path, container)),
  ...below('volumes.*', volume),
];

/** Of the `template` of what makes Pods. */
export const templateDefaults: Defaults = below('spec', podDefaults);

/** Of the `volumeClaimTemplates` of a StatefulSet. */
export const claimDefaults: Defaults = [
  ['*.apiVersion', 'v1'],
  ['*.kind', 'PersistentVolumeClaim'],
  ['*.spec.volumeMode', 'Filesystem'],
];

/** A tag other than `latest`, or a digest, is not looked for again. */
function pullPolicy(image: string): string {
  const [name = '', digest] = image.split('@');
  const [, tag = 'latest'] = /:([^/:]+)$/.exec(name) ?? [];
  return digest === undefined && tag === 'latest' ? 'Always' : 'IfNotPresent';
}

/** What is limited and not requested is requested up to the limit. */
function limitOf([, resources]: readonly unknown[], key: string): unknown {
  return toRecord(toRecord(resources)['limits'])[key];
}
