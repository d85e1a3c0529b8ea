import type { FleetState } from '../../state/fleet-state.ts';
import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { type DraftChange, type PlannedChange, planChange } from './change-fleet.ts';
import { checkUnchanged, writeChange } from './write-change.ts';

/** How the inventory is to be changed. */
export interface ChangeRequest<D extends DraftChange> {
  /** The command, for whoever waits until it is done. */
  readonly what: string;
  /** Works out new texts of files. */
  draft(state: FleetState): D | Promise<D>;
  /** Looks at what would come of it, before anybody is asked: throws if that may not be; returns notes. */
  review?(planned: PlannedChange, draft: D): readonly string[] | Promise<readonly string[]>;
}

/** A change that was checked, and is not written yet. */
export interface PreparedChange<D extends DraftChange> {
  readonly planned: PlannedChange;
  readonly draft: D;
  /** What should be known of it, in sentences. */
  readonly notes: readonly string[];
}

/** How whoever wants a change is asked. */
interface Agreement<D extends DraftChange> {
  readonly asks: boolean;
  /** Shows the change, and asks; false: nothing is written. */
  agree(prepared: PreparedChange<D>): boolean | Promise<boolean>;
}

/** Works out new texts, checks what the fleet would be, and looks at what comes of it. */
export async function prepareChange<D extends DraftChange>(
  state: FleetState,
  request: ChangeRequest<D>,
): Promise<PreparedChange<D>> {
  const draft = await request.draft(state);
  const planned = await planChange(state, draft);
  return { planned, draft, notes: (await request.review?.(planned, draft)) ?? [] };
}

/** Prepares a change, has it agreed to, and writes all of it or nothing. Undefined if nobody agreed. */
export async function makeChange<D extends DraftChange>(
  copy: WorkingCopy,
  request: ChangeRequest<D>,
  { asks, agree }: Agreement<D>,
): Promise<PreparedChange<D> | undefined> {
  const { planned, written } = await transact(copy, {
    what: request.what,
    asks,
    plan: async () => prepareChange(await copy.open(), request),
    agree,
    recheck: ({ planned }) => checkUnchanged(planned),
    async write(prepared) {
      await writeChange(copy.host, prepared.planned);
      return true;
    },
  });
  return written ? planned : undefined;
}
