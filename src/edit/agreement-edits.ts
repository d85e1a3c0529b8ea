import { isAdmitted, isProposed, rejectionIn, wishesOf } from './agreement.ts';
import type { FieldEdit } from './field-edit.ts';
import type { WrittenObject } from './written-objects.ts';

/** Edits of one object. */
export interface ObjectEdits {
  readonly object: WrittenObject;
  readonly edits: readonly FieldEdit[];
}

const applications = ['spec', 'applications'] as const;
const rejected = ['spec', 'rejected'] as const;
const proposed = ['spec', 'proposed'] as const;

/** An application asks for a namespace, and for no other one any more. One that it names it asks for by that. */
export function requestEdits(application: WrittenObject, namespace: string): FieldEdit[] {
  const { named, requested } = wishesOf(application);
  if (named !== namespace) return [{ op: 'set', path: ['spec', 'requests'], value: namespace }];
  return requested === undefined ? [] : [{ op: 'unset', path: ['spec', 'requests'] }];
}

/** An application asks for a namespace no more. Where it is in that one already, `isThere`, it stays. */
export function withdrawEdits(application: WrittenObject, namespace: string, isThere: boolean): FieldEdit[] {
  const { named, requested } = wishesOf(application);
  if (requested === namespace) return [{ op: 'unset', path: ['spec', 'requests'] }];
  if (named !== namespace || isThere) return [];
  return [
    { op: 'unset', path: ['spec', 'namespace'] },
    { op: 'unset', path: ['spec', 'requests'] },
  ];
}

/** A namespace has not turned an application down any more; nothing where it did not. */
export function forgetEdits(namespace: WrittenObject, application: string): FieldEdit[] {
  const rejection = rejectionIn(namespace, application);
  return rejection ? [{ op: 'remove', path: rejected, value: rejection.written }] : [];
}

/**
 * A namespace turns an application down, and does not admit it by name any more; one that it turned down already gets
 * the new reason.
 */
export function rejectEdits(namespace: WrittenObject, application: string, reason: string): FieldEdit[] {
  const there = rejectionIn(namespace, application);
  return [
    { op: 'remove', path: applications, value: application },
    there
      ? { op: 'set', path: [...rejected, there.index, 'reason'], value: reason }
      : { op: 'add', path: rejected, value: { application, reason } },
  ];
}

/** A namespace gets other clusters. With that somebody has decided on it. */
export function assignEdits(namespace: WrittenObject, clusters: string): FieldEdit[] {
  return [{ op: 'set', path: ['spec', 'clusters'], value: clusters }, ...decideEdits(namespace)];
}

interface Approval {
  readonly to: WrittenObject;
  /** The namespace that it names; undefined where that is none, or the same. */
  readonly from: WrittenObject | undefined;
  /** In place of those that the namespace has. */
  readonly clusters: string | undefined;
}

/** An application comes to a namespace, and leaves the one that it was in. */
export function approveEdits(application: WrittenObject, { to, from, clusters }: Approval): ObjectEdits[] {
  const { name } = application;
  const admit: FieldEdit[] = isAdmitted(to, name) ? [] : [{ op: 'add', path: applications, value: name }];
  const decided = clusters === undefined ? decideEdits(to) : assignEdits(to, clusters);
  const leave: FieldEdit[] = from ? [{ op: 'remove', path: applications, value: name }] : [];
  return [
    {
      object: application,
      edits: [
        { op: 'set', path: ['spec', 'namespace'], value: to.name },
        { op: 'unset', path: ['spec', 'requests'] },
      ],
    },
    {
      object: to,
      edits: [...admit, ...forgetEdits(to, name), ...decided],
    },
    ...(from ? [{ object: from, edits: leave }] : []),
  ];
}

function decideEdits(namespace: WrittenObject): FieldEdit[] {
  return isProposed(namespace) ? [{ op: 'unset', path: proposed }] : [];
}
