import { withLock } from './lock.ts';
import type { WorkingCopy } from './working-copy.ts';

/** The steps in which files of a working copy are changed. `P` is what was worked out, `W` what became of it. */
export interface Transaction<P, W> {
  /** The command, for whoever waits until it is done. */
  readonly what: string;
  /** Somebody is asked, and may take their time: meanwhile others may write. */
  readonly asks: boolean;
  /** Nobody else may write while it is worked out, not even if somebody is asked afterwards. */
  readonly plansAlone?: boolean;
  /** Reads, works out and checks. Writes nothing. */
  plan(): Promise<P>;
  /** Shows what was worked out, and asks; false: nothing is written. */
  agree(planned: P): boolean | Promise<boolean>;
  /** Throws if what was looked at is not there any more. Called if somebody was asked. */
  recheck?(planned: P): void | Promise<void>;
  write(planned: P): W | Promise<W>;
}

/** What was worked out, and what became of it; `written` is absent if nobody agreed. */
export interface Transacted<P, W> {
  readonly planned: P;
  readonly written?: W;
}

/**
 * Changes files of a working copy, so that what is written is what was checked and agreed to: nobody else writes from
 * the reading to the end, or if somebody is asked, it is looked at once more after the answer.
 */
export async function transact<P, W>(
  { host, repository }: WorkingCopy,
  steps: Transaction<P, W>,
): Promise<Transacted<P, W>> {
  const alone = <T>(action: () => Promise<T>) => withLock(host, repository, steps.what, action);
  if (!steps.asks) {
    return alone(async () => {
      const planned = await steps.plan();
      return (await steps.agree(planned)) ? { planned, written: await steps.write(planned) } : { planned };
    });
  }
  const planned = await (steps.plansAlone ? alone(() => steps.plan()) : steps.plan());
  if (!(await steps.agree(planned))) return { planned };
  return alone(async () => {
    await steps.recheck?.(planned);
    return { planned, written: await steps.write(planned) };
  });
}
