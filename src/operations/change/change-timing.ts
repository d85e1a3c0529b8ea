import type { FieldEdit } from '../../edit/field-edit.ts';
import { type WrittenObject, writtenObjects } from '../../edit/written-objects.ts';
import { compareText } from '../../model/compare.ts';
import { countOf, someOf } from '../../model/counts.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { AskedObject } from '../list/find-objects.ts';
import { type EditTargets, editFields, type FieldChange } from './edit-fields.ts';

/** A change of when clusters may change. */
export interface TimingChange extends FieldChange {
  /** The names of objects in which there was nothing to edit, sorted. */
  readonly untouched: readonly string[];
}

/** Works out the texts of files after edits of some objects, and in which of them there was nothing to edit. */
export async function changeTiming(
  state: FleetState,
  targets: EditTargets,
  editsOf: (object: WrittenObject) => readonly FieldEdit[],
): Promise<TimingChange> {
  const untouched: string[] = [];
  const change = await editFields(state, targets, (object) => {
    const edits = editsOf(object);
    if (edits.length === 0) untouched.push(object.name);
    return edits;
  });
  return { ...change, untouched: untouched.sort(compareText) };
}

/** The Fleet, as an object to edit. */
export function fleetObject({ intent }: FleetState): AskedObject[] {
  const words = kindWordsOf('Fleet');
  for (const { kind, name } of writtenObjects(intent)) if (kind === 'Fleet') return [{ words, name }];
  return [];
}

/** `e1 is not on hold`, `3 clusters are not on hold: e1, e2, w1`; nothing if there are none. */
export function stateNote(names: readonly string[], noun: string, state: string): string[] {
  const [first] = names;
  if (first === undefined) return [];
  return names.length === 1
    ? [`${noun} ${first} is ${state}`]
    : [`${countOf(names.length, noun)} are ${state}: ${someOf(names)}`];
}
