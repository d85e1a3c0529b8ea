import { setTimeout } from 'node:timers/promises';
import { UserError } from '../../model/errors.ts';

/** In milliseconds: an editor or a `git status` holds the index for less. */
const [patience, pause] = [1_000, 50];

/** Waits until the file is gone by which another process says that it writes. UserError if it stays. */
export async function awaitFree(lock: string, exists: (path: string) => boolean): Promise<void> {
  for (let waited = 0; exists(lock); waited += pause) {
    if (waited >= patience) throw locked(lock);
    await setTimeout(pause);
  }
}

/** A file is there that says that another process is writing. */
export function locked(lock: string): UserError {
  return new UserError(
    'Another Git process is at work in this repository, so nothing was done.',
    `When it has ended, run the command again. If there is none, it was broken off: remove the file ${lock}`,
  );
}
