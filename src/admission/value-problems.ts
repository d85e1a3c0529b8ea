import type { Path } from '../model/place.ts';
import { toRecord, valueAt } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import { isAmount, recordsIn } from './containers.ts';
import { podsOf, wholeNumber } from './pods.ts';

/** A field in which Kubernetes refuses what stands there, so that nothing can be counted. */
export interface ValueProblem {
  readonly path: Path;
  /** A sentence about the object. */
  readonly text: string;
  readonly hint: string;
}

/** Numbers of pods and quantities that are none. What still holds a variable without a value is found elsewhere. */
export function valueProblems(apiVersion: string, kind: string, object: unknown): ValueProblem[] {
  if (kind === 'PersistentVolumeClaim') return amountsAt(object, ['spec', 'resources', 'requests']);
  const pods = podsOf(apiVersion, kind, object);
  if (!pods) return [];
  const lists = ['initContainers', 'containers'].flatMap((list) =>
    recordsIn(pods.spec[list]).map(({ index }): Path => [...pods.path, list, index, 'resources']),
  );
  const resources = [...lists, [...pods.path, 'resources']].flatMap((path): Path[] => [
    [...path, 'requests'],
    [...path, 'limits'],
  ]);
  const templates = recordsIn(valueAt(object, ['spec', 'volumeClaimTemplates']));
  const claims = templates.map(
    ({ index }): Path => ['spec', 'volumeClaimTemplates', index, 'spec', 'resources', 'requests'],
  );
  return [...counts(object), ...[...resources, ...claims].flatMap((path) => amountsAt(object, path))];
}

function counts(object: unknown): ValueProblem[] {
  const path = ['spec', 'replicas'];
  const value = valueAt(object, path);
  if (value === undefined || value === null || wholeNumber(value) !== undefined || isOpen(value)) return [];
  return [{ path, text: `its replicas are ${shown(value)}`, hint: 'Write a whole number that is not negative.' }];
}

function amountsAt(object: unknown, path: Path): ValueProblem[] {
  const list = valueAt(object, path);
  return Object.entries(toRecord(list)).flatMap(([resource, value]) => {
    if (value === null || isAmount(value) || isOpen(value)) return [];
    return [
      {
        path: [...path, resource],
        text: `${path.at(-1)}.${resource} is ${shown(value)}, which is no amount`,
        hint: 'Write a quantity of Kubernetes, such as 500m, 2 or 1.5Gi.',
      },
    ];
  });
}

function isOpen(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? textOf(value);
}
