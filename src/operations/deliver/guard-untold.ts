import type { Delivered } from '../../deliver/delivered.ts';
import { someOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import { ifMeant } from './guard-losses.ts';

/** Stops if nobody can tell what some clusters have, so that they get everything anew, unless a reason is given. */
export async function checkUntold(delivered: Delivered | undefined, allow: string | undefined): Promise<void> {
  const stop = await untoldStop(delivered);
  if (stop !== undefined && allow === undefined) throw new UserError(stop, ifMeant);
}

/** The sentence if nobody can tell what some clusters have. */
export async function untoldStop(delivered: Delivered | undefined): Promise<string | undefined> {
  const names = [...((await delivered?.untold()) ?? [])].sort();
  if (names.length === 0) return undefined;
  const who = names.length === 1 ? `cluster (${names[0]})` : `clusters (${someOf(names)})`;
  return `what ${names.length} ${who} have cannot be told from output of an older resedge: they would get everything at once, also what is held, frozen or outside of their windows`;
}
