import { admitsAll, admitsByName, isIn, wishesOf } from '../../edit/agreement.ts';
import { rejectEdits } from '../../edit/agreement-edits.ts';
import type { WrittenObject } from '../../edit/written-objects.ts';
import { UserError } from '../../model/errors.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { DraftChange } from '../change/change-fleet.ts';
import { editObjects } from '../change/edit-texts.ts';
import { findOne } from '../change/written-by-name.ts';
import { findAsk } from './find-ask.ts';

/** Who turns whom down, and why. */
interface Rejection {
  readonly application: string;
  /** Unless given, the one that the application waits for. */
  readonly namespace: string | undefined;
  readonly reason: string;
}

/** A rejection, worked out but not checked. */
export interface RejectionDraft extends DraftChange {
  readonly namespace: string;
}

/** Turns an application down. What it asks for stays written. Throws UserError if it does not ask, or is there. */
export async function draftRejection(
  state: FleetState,
  { application: name, namespace: asked, reason }: Rejection,
): Promise<RejectionDraft> {
  const namespace = asked === undefined ? findAsk(state, name).to : findOne(state, 'Namespace', asked);
  const { named, requested } = wishesOf(findOne(state, 'Application', name));
  if (named === namespace.name && isIn(namespace, name)) throw isPlaced(namespace, name);
  if (named !== namespace.name && requested !== namespace.name)
    throw new UserError(
      `nobody asked: ${name} does not ask for ${namespace.name}`,
      'See who does: resedge get requests',
    );
  const draft = await editObjects(state, [{ object: namespace, edits: rejectEdits(namespace, name, reason) }]);
  return { ...draft, namespace: namespace.name };
}

/** Taking what runs off clusters is another decision than turning down who asks. */
function isPlaced(namespace: WrittenObject, application: string): UserError {
  const entry = `{application: ${application}, reason: WHY}`;
  const how = [
    ...(admitsByName(namespace, application) ? [`applications-=${application}`] : []),
    ...(admitsAll(namespace) ? [`'rejected+=${entry}'`] : []),
  ].join(' ');
  return new UserError(
    `${application} is in ${namespace.name} already, and does not ask any more`,
    `To take it off the clusters: resedge set ns/${namespace.name} ${how}`,
  );
}
