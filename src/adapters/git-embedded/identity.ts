import type { Author } from '../git-common/commit-object.ts';
import { identityMissing } from '../git-common/failures.ts';
import { needsProgram } from './needs-program.ts';
import type { EmbeddedRepository } from './repository.ts';

export interface People {
  readonly author: Author;
  readonly committer: Author;
}

/** Who commits, now: by the environment, else by the configuration. Refuses to leave out a signature that is wanted. */
export function people(repository: EmbeddedRepository): People {
  const config = repository.config();
  if (config.isTrue('commit.gpgsign')) throw needsProgram('This repository wants signed commits (commit.gpgsign)');
  return { author: person(repository, 'author'), committer: person(repository, 'committer') };
}

function person({ env, config }: EmbeddedRepository, role: 'author' | 'committer'): Author {
  const prefix = `GIT_${role.toUpperCase()}_`;
  const settings = config();
  const name = env[`${prefix}NAME`] || settings.get(`${role}.name`) || settings.get('user.name');
  const email = env[`${prefix}EMAIL`] || settings.get(`${role}.email`) || settings.get('user.email') || env['EMAIL'];
  if (!name || !email) throw identityMissing();
  const now = new Date();
  return { name, email, time: Math.floor(now.getTime() / 1000), offset: -now.getTimezoneOffset() };
}
