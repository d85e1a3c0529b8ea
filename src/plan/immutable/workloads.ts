import { toList, toRecord } from '../../model/record.ts';
import { claimDefaults, podDefaults, templateDefaults } from './defaults.ts';
import { firstDifference } from './first-difference.ts';
import { type FixedField, fieldOf, fixed, leavingRollingUpdate, type Manifest, refusedIf } from './fixed-field.ts';

/** What places the pods of a Job, and may change while it is suspended and never ran. */
const placing = [
  'metadata.labels',
  'metadata.annotations',
  ...['nodeSelector', 'tolerations', 'schedulingGates', 'affinity.nodeAffinity'].map((field) => `spec.${field}`),
  ...['containers', 'initContainers'].map((field) => `spec.${field}.*.resources`),
];

/** Objects that run something, by `group/kind`. */
export const workloads: Readonly<Record<string, readonly FixedField[]>> = {
  'batch/Job': [
    fixed('spec.template', {
      defaults: templateDefaults,
      except: (was) => (fieldOf(was, 'spec.suspend') === true ? placing : []),
    }),
    refusedIf('spec.completions', changesCompletions),
    fixed('spec.completionMode', { default: 'NonIndexed' }),
    ...['podFailurePolicy', 'successPolicy', 'backoffLimitPerIndex', 'managedBy', 'selector'].map((field) =>
      fixed(`spec.${field}`),
    ),
  ],
  'apps/Deployment': [fixed('spec.selector'), leavingRollingUpdate('spec.strategy', 'Recreate')],
  'apps/DaemonSet': [fixed('spec.selector')],
  'apps/ReplicaSet': [fixed('spec.selector')],
  'apps/StatefulSet': [
    fixed('spec.serviceName', { default: '' }),
    fixed('spec.podManagementPolicy', { default: 'OrderedReady' }),
    fixed('spec.selector'),
    fixed('spec.volumeClaimTemplates', { defaults: claimDefaults, except: () => ['*.status'] }),
    leavingRollingUpdate('spec.updateStrategy', 'OnDelete'),
  ],
  '/Pod': [fixed('spec', { defaults: podDefaults, except: changeableInPod })],
};

/** Those of an Indexed Job may change together with the pods that run at a time. */
function changesCompletions(was: Manifest, is: Manifest): boolean {
  const [before, after] = [toRecord(was['spec']), toRecord(is['spec'])];
  const had = before['completions'] ?? (before['parallelism'] === undefined ? 1 : undefined);
  const has = after['completions'] ?? completionsLeftOut(before, after, had);
  if (had === has) return false;
  const isIndexed = after['completionMode'] === 'Indexed';
  return !isIndexed || had === undefined || has === undefined || has !== (after['parallelism'] ?? 1);
}

/** What the API server filled in stays as long as nobody names it; what was named goes, with its default if it has one. */
function completionsLeftOut(before: Manifest, after: Manifest, had: unknown): unknown {
  if (before['completions'] === undefined) return had;
  const isAlone = before['parallelism'] !== undefined && after['parallelism'] === undefined;
  return isAlone ? 1 : undefined;
}

/** Tolerations may be added. */
function changeableInPod(was: Manifest, is: Manifest): string[] {
  const [had, has] = [was, is].map((pod) => toList(fieldOf(pod, 'spec.tolerations')));
  const isAdded = had?.every((one) => has?.some((other) => firstDifference(one, other) === undefined));
  return ['activeDeadlineSeconds', 'containers.*.image', 'initContainers.*.image', ...(isAdded ? ['tolerations'] : [])];
}
