import { UserError } from '../../model/errors.ts';

/** Something that only the `git` program can do. */
export function needsProgram(reason: string): UserError {
  return new UserError(
    `${reason}: that needs the git program, which is not there.`,
    'Install Git (https://git-scm.com), and make sure that `git` is in the PATH.',
  );
}
