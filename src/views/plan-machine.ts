import { at } from '../model/at.ts';
import type { Plan } from '../model/plan.ts';
import { toJson } from './machine.ts';
import type { PlanReport } from './plan-words.ts';

/** At most this many clusters stand for all of a set. */
const sample = 5;

/** `Plan` of machine output, without its kind. */
export function planObject({ plan, waiting, faults }: PlanReport) {
  const { total, affected, added, removed, placements, groups, rings, timeZones, delivery, stops, rendered, unseen } =
    plan;
  return {
    base: plan.base ?? null,
    clusters: { total, affected: affected.count(), added: added.count(), removed: removed.count() },
    placements,
    groups: groups.map(({ name, ...counts }) => ({ group: name, ...counts })),
    rings: rings.map(({ name, ...counts }) => ({ ring: name, ...counts })),
    timeZones: timeZones.map(({ name, ...counts }) => ({ timeZone: name, ...counts })),
    changes: plan.changes.map(({ application, clusters, ...change }) => ({
      namespace: change.namespace,
      application: application ?? null,
      change: change.change,
      destructive: change.destructive,
      clusters: clusters.count(),
      sample: planNames(plan, clusters.first(sample)),
      details: change.details,
    })),
    differences: plan.differences.map(({ clusters, ...difference }) => ({
      ...difference,
      clusters: clusters.count(),
      sample: planNames(plan, clusters.first(sample)),
    })),
    delivery: { clusters: delivery.count() },
    waiting: waiting.map(({ reason, until, pieces, clusters }) => ({
      reason,
      until: until === undefined ? null : new Date(until).toISOString(),
      pieces,
      clusters: clusters.length,
      sample: clusters.slice(0, sample),
    })),
    stops: [...faults, ...stops],
    rendered,
    notes: unseen,
  };
}

function planNames({ names }: Plan, indices: readonly number[]): string[] {
  return indices.map((index) => at(names, index));
}

/** Every single change with its cluster. */
export function* planLines({ changes, names }: Plan): Iterable<string> {
  const apiVersion = 'resedge.dev/v1';
  for (const { namespace, application = null, change, destructive, clusters } of changes) {
    for (const index of clusters) {
      const line = {
        apiVersion,
        kind: 'PlanChange',
        cluster: at(names, index),
        namespace,
        application,
        change,
        destructive,
      };
      yield `${toJson(line)}\n`;
    }
  }
}
