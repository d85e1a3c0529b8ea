import { identityMissing } from '../git-common/failures.ts';
import type { Program } from './program.ts';

/** Throws if Git does not know who commits. */
export async function requireIdentity(program: Program): Promise<void> {
  const people = ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT'];
  const results = await Promise.all(people.map((person) => program.run(['var', person])));
  const missing = results.find((result) => result.code !== 0);
  if (missing !== undefined) throw identityMissing(missing.errors);
}
