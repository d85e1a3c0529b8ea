import type { FieldEdit } from '../../edit/edit-file.ts';
import type { KindName } from '../../model/inventory.ts';
import { type FieldReader, fieldReader } from '../../operations/change/assignments.ts';
import { type EditTargets, editFields } from '../../operations/change/edit-fields.ts';
import { reviewLeaving } from '../../operations/change/review-leaving.ts';
import type { Context } from '../frame/context.ts';
import { makeChange } from '../frame/make-change.ts';
import type { Outcome } from '../frame/outcome.ts';

interface Request {
  /** The command, for whoever waits until it is done. */
  readonly what: string;
  readonly targets: EditTargets;
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/** Changes fields of objects: of each kind in the way that the schemas say. */
export function changeFields(
  context: Context,
  { targets, ...request }: Request,
  editsOf: (reader: FieldReader, kind: KindName) => readonly FieldEdit[],
): Promise<Outcome> {
  return makeChange(context, {
    ...request,
    draft(state) {
      const reader = fieldReader(state);
      return editFields(state, targets, ({ kind }) => editsOf(reader, kind));
    },
    review: async (planned, { warnings }) => [...warnings, ...(await reviewLeaving(planned))],
  });
}
