import { UserError } from '../../model/errors.ts';

/** Something that only the `git` program can do. */
export function needsProgram(reason: string): UserError {
  return new UserError(
    `${reason}: that needs the git program.`,
    'Install Git (https://git-scm.com). If it is there, unset RESEDGE_GIT.',
  );
}
