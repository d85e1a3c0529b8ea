import type { Assignment } from '../../edit/assignment.ts';
import { newDocument } from '../../edit/new-document.ts';
import { newFilePath } from '../../edit/new-file-path.ts';
import { writtenObjects } from '../../edit/written-objects.ts';
import { UserError } from '../../model/errors.ts';
import type { KindName } from '../../model/inventory.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import { valueAt } from '../../model/record.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { fieldReader } from './assignments.ts';
import type { DraftChange } from './change-fleet.ts';
import { missingGroups } from './import-groups.ts';
import { firstWritten } from './written-by-name.ts';

/** An object that is to be made. */
export interface NewObject {
  readonly kind: Exclude<KindName, 'Fleet'>;
  readonly name: string;
  /** Its fields, as they were typed. */
  readonly assignments: readonly Assignment[];
  /** Make the groups that are not there as well. */
  readonly createGroups: boolean;
}

/** The text of a new object in a file of its own. Throws UserError if there is one of that name. */
export function createObject(state: FleetState, { kind, name, assignments, createGroups }: NewObject): DraftChange {
  const taken = firstWritten(state, kind, name);
  if (taken) {
    const { singular } = kindWordsOf(kind);
    throw new UserError(
      `there is a ${singular} named ${name} already, in ${taken.source.file}`,
      `Change it: resedge set ${singular}/${name} path=value`,
    );
  }
  const bare = { apiVersion: 'resedge.dev/v1', kind, metadata: { name }, spec: {} };
  const reader = fieldReader(state);
  const data = reader.assign(kind, bare, assignments);
  const home = valueAt(data, ['spec', 'groups', 0]);
  const groups = createGroups ? groupsFor(state, kind, name, data) : [];
  const paths = new Set(state.entries.map(({ path }) => path));
  const texts = new Map<string, string>();
  const write = (made: NewObject['kind'], called: string, object: Record<string, unknown>, folder?: string) => {
    const path = newFilePath(made, called, { home: folder, isTaken: (taken) => paths.has(taken) || texts.has(taken) });
    texts.set(path, newDocument({ ...object, kind: made }, reader.orderOf(made)));
  };
  for (const group of groups) write('Group', group, { ...bare, metadata: { name: group } });
  write(kind, name, data, typeof home === 'string' ? home : undefined);
  const made = groups.map((group) => ({ kind: 'Group' as const, name: group, action: 'created' as const }));
  return { texts, objects: [...made, { kind, name, action: 'created' }] };
}

/** The groups that an object names and that are not there, with their parents. */
function groupsFor(state: FleetState, kind: KindName, name: string, data: unknown): string[] {
  const groups = Array.from(writtenObjects(state.intent)).filter((object) => object.kind === 'Group');
  const there = new Set(groups.map((group) => group.name));
  const isGroup = (path: string) => there.has(path) || (kind === 'Group' && path === name);
  const named =
    kind === 'Group' ? [name.slice(0, Math.max(0, name.lastIndexOf('/')))] : valueAt(data, ['spec', 'groups']);
  return missingGroups(Array.isArray(named) ? named.map(String).filter((path) => path !== '') : [], isGroup);
}
