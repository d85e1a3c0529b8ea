import { UserError } from '../../../model/errors.ts';

/** What waits is copied from the output before. If that has lost it, it would be taken off clusters that still need it. */
export function notThere(path: string): UserError {
  return new UserError(
    `${path} is not there any more, and clusters that wait still have what it held`,
    `See who took it away (git log -- ${path}), and bring it back: git checkout COMMIT~1 -- ${path}, and commit that`,
  );
}
