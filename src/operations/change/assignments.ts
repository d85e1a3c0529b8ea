import type { Assignment } from '../../edit/assignment.ts';
import { editData } from '../../edit/edit-data.ts';
import type { FieldEdit } from '../../edit/field-edit.ts';
import { findField } from '../../edit/field-path.ts';
import type { KeyOrder } from '../../edit/key-order.ts';
import { shapeOfSchema } from '../../edit/shape.ts';
import { assignmentEdits, type PreferredType } from '../../edit/typed-value.ts';
import { writtenObjects } from '../../edit/written-objects.ts';
import type { KindName } from '../../model/inventory.ts';
import type { Path } from '../../model/place.ts';
import { isRecord, valueAt } from '../../model/record.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** Reads what was typed for fields of objects, as the schemas say. */
export interface FieldReader {
  /** The edits that assignments stand for. Throws UsageError if there is no such field, or its type is another. */
  edits(kind: KindName, assignments: readonly Assignment[]): FieldEdit[];
  /** A field that was named, its short form written out. Throws UsageError if there is none. */
  field(kind: KindName, typed: Path): Path;
  /** Plain data with assignments made in it. */
  assign(kind: KindName, data: unknown, assignments: readonly Assignment[]): Record<string, unknown>;
  /** The order of the fields of a kind. */
  orderOf(kind: string): KeyOrder | undefined;
}

export function fieldReader({ schemas, intent }: Pick<FleetState, 'schemas' | 'intent'>): FieldReader {
  const shapes = schemas.shapes();
  const prefer = preferredTypes(intent);
  const shapeOf = (kind: KindName) => {
    const shape = shapes(kind);
    if (!shape) throw new Error(`there is no schema of kind ${kind}`);
    return shape;
  };
  const edits = (kind: KindName, assignments: readonly Assignment[]) =>
    assignments.flatMap((assignment) => assignmentEdits(kind, shapeOf(kind), assignment, prefer));
  return {
    edits,
    field: (kind, typed) => findField(kind, shapeOf(kind), typed).path,
    assign(kind, data, assignments) {
      const changed = edits(kind, assignments).reduce<unknown>(editData, data);
      if (!isRecord(changed)) throw new Error('an object is a map');
      return changed;
    },
    orderOf: shapes,
  };
}

/** The types that `valuesSchema` of the Fleet wants for values; all else is text. */
function preferredTypes(files: FleetState['intent']): PreferredType {
  const fleet = files.find(({ path }) => path === 'resedge.yaml');
  const [object] = fleet ? writtenObjects([fleet]) : [];
  const schema = valueAt(object?.value, ['spec', 'valuesSchema']);
  const shape = isRecord(schema) ? shapeOfSchema(schema) : undefined;
  return (path) => {
    const [spec, values, key] = path;
    if (spec !== 'spec' || values !== 'values' || typeof key !== 'string') return undefined;
    const types = shape?.below(key)?.types ?? [];
    if (types.includes('string')) return undefined;
    if (types.includes('number') || types.includes('integer')) return 'number';
    return types.includes('boolean') ? 'boolean' : undefined;
  };
}
