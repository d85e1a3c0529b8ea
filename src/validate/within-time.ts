import { createContext, Script } from 'node:vm';
import { isRecord } from '../model/record.ts';

/** Work that was ended, since it took more time than it is given. */
export class TookTooLong extends Error {}

const script = new Script('work()');
const box: { work: () => void } = { work: () => {} };
let context: ReturnType<typeof createContext> | undefined;

/**
 * Does work that what others wrote may make endless, and ends it after some time. Throws TookTooLong if it was ended;
 * what it has changed until then stays.
 *
 * @param milliseconds More than any work takes that makes sense, on a slow machine as well.
 */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  context ??= createContext(box);
  let done: { readonly result: T } | undefined;
  box.work = () => {
    done = { result: work() };
  };
  try {
    script.runInContext(context, { timeout: milliseconds });
  } catch (error) {
    // It is an Error of the other context.
    if (isRecord(error) && error['code'] === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new TookTooLong();
    throw error;
  }
  if (!done) throw new TookTooLong();
  return done.result;
}
