import { Interrupted, UserError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';

/**
 * Does what is done whole or not at all: a signal that comes meanwhile counts at its end, by Interrupted. `standing` says
 * what is there by then, and how it goes on.
 */
export function uninterrupted<T>(
  { signals }: Host,
  action: () => Promise<T>,
  standing: (result: T) => string,
): Promise<T> {
  return signals.defer(async (isInterrupted) => {
    const result = await action().catch(async (error: unknown) => {
      // The Ctrl-C of a terminal reaches the programs that were started as well, and they fail by it.
      if (error instanceof UserError && (await isInterrupted())) throw new Interrupted('', { cause: error });
      throw error;
    });
    if (await isInterrupted()) throw new Interrupted(standing(result));
    return result;
  });
}
