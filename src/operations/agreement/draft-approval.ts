import { isIn, isProposed } from '../../edit/agreement.ts';
import { approveEdits } from '../../edit/agreement-edits.ts';
import { UsageError } from '../../model/errors.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { DraftChange } from '../change/change-fleet.ts';
import { editObjects } from '../change/edit-texts.ts';
import { findAsk } from './find-ask.ts';

/** An approval, worked out but not checked. */
export interface ApprovalDraft extends DraftChange {
  readonly application: string;
  readonly to: string;
  /** Where it is now; undefined if it is nowhere. */
  readonly from: string | undefined;
}

/**
 * Gives an application what it asks for, on both sides at once. `clusters`: in place of those that a proposed namespace
 * was proposed for. Throws UserError if it does not ask, UsageError if somebody has decided on the clusters.
 */
export async function draftApproval(
  state: FleetState,
  { application: name, clusters }: { readonly application: string; readonly clusters: string | undefined },
): Promise<ApprovalDraft> {
  const { application, to, from } = findAsk(state, name);
  if (clusters !== undefined && !isProposed(to))
    throw new UsageError(
      `namespace ${to.name} is not one that is only proposed, so its clusters stay`,
      `To change them: resedge assign ${to.name} EXPR`,
    );
  const draft = await editObjects(state, approveEdits(application, { to, from, clusters }));
  return { ...draft, application: name, to: to.name, from: from && isIn(from, name) ? from.name : undefined };
}
