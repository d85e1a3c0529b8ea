import { type Admission, admits, refusalOf, takesIn } from '../model/agreement.ts';
import { toList, toRecord, toText, valueAt } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import type { WrittenObject } from './written-objects.ts';

/** What an application says of namespaces, as it was written. */
export interface Wishes {
  /** The namespace that it names. */
  readonly named: string | undefined;
  /** The one that it asks to move to; undefined if it is the one that it names. */
  readonly requested: string | undefined;
}

export function wishesOf(application: WrittenObject): Wishes {
  const named = textAt(application, ['spec', 'namespace']);
  const requested = textAt(application, ['spec', 'requests']);
  return { named, requested: requested === named ? undefined : requested };
}

/** Whether a namespace, as it was written, takes an application in once it names it. */
export function isAdmitted(namespace: WrittenObject, application: string): boolean {
  return admits(admissionIn(namespace), application);
}

/** Whether a namespace names an application among those that it takes in. */
export function admitsByName(namespace: WrittenObject, application: string): boolean {
  return listAt(namespace, ['spec', 'applications']).includes(application);
}

/** Whether a namespace takes in all that name it. */
export function admitsAll(namespace: WrittenObject): boolean {
  return listAt(namespace, ['spec', 'applications']).includes('*');
}

/** Whether an application that names a namespace is in it. */
export function isIn(namespace: WrittenObject, application: string): boolean {
  return takesIn(admissionIn(namespace), application);
}

/** The expression of a namespace. */
export function clustersOf(namespace: WrittenObject): string | undefined {
  return textAt(namespace, ['spec', 'clusters']);
}

/** Whether nobody has decided on a namespace. */
export function isProposed(namespace: WrittenObject): boolean {
  return valueAt(namespace.value, ['spec', 'proposed']) === true;
}

/** Where a namespace turned an application down, and why; undefined if it did not. */
export function rejectionIn(
  namespace: WrittenObject,
  application: string,
): { readonly index: number; readonly reason: string; readonly written: unknown } | undefined {
  const found = refusalOf(admissionIn(namespace), application);
  return found && { index: found.index, reason: found.refusal.reason, written: found.refusal.written };
}

/** What a namespace says of applications, whether it is valid or not. */
function admissionIn(namespace: WrittenObject) {
  const rejected = listAt(namespace, ['spec', 'rejected']).map((written) => {
    const { application, reason } = toRecord(written);
    return { application: toText(application) ?? '', reason: textOf(reason), written };
  });
  const applications = listAt(namespace, ['spec', 'applications']).map((name) => toText(name) ?? '');
  return { applications, rejected, proposed: isProposed(namespace) } satisfies Admission;
}

function textAt({ value }: WrittenObject, path: readonly string[]): string | undefined {
  return toText(valueAt(value, path));
}

function listAt({ value }: WrittenObject, path: readonly string[]): readonly unknown[] {
  return toList(valueAt(value, path));
}
