import { isIn, wishesOf } from '../../edit/agreement.ts';
import type { WrittenObject } from '../../edit/written-objects.ts';
import { UserError } from '../../model/errors.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { findOne, firstWritten } from '../change/written-by-name.ts';

/** Something that an application waits for. */
export interface Ask {
  readonly application: WrittenObject;
  /** The namespace that it asks for, or that it names and is not in. */
  readonly to: WrittenObject;
  /** Another one that it names; undefined if there is none. */
  readonly from: WrittenObject | undefined;
}

/** What an application waits for. Throws UserError if that is nothing, or something is not there. */
export function findAsk(state: FleetState, name: string): Ask {
  const application = findOne(state, 'Application', name);
  const { named, requested } = wishesOf(application);
  const wanted = requested ?? named;
  if (wanted === undefined) throw nobodyAsked(`${name} neither names a namespace nor asks for one`);
  const to = findOne(state, 'Namespace', wanted);
  if (requested === undefined && isIn(to, name))
    throw nobodyAsked(`${name} is in namespace ${to.name}, and does not ask for another one`);
  const from = requested === undefined || named === undefined ? undefined : firstWritten(state, 'Namespace', named);
  return { application, to, from };
}

function nobodyAsked(why: string): UserError {
  return new UserError(`nobody asked: ${why}`, 'See who does: resedge get requests');
}
