import { describe } from 'vitest';
import type { Environment } from '../../src/adapters/git-common/environment.ts';
import { openNativeGit } from '../../src/adapters/git-native/open.ts';
import type { Git } from '../../src/ports/git.ts';
import { serveRepository } from '../support/git.ts';
import { describeGit } from './contract.ts';
import { describeRemote } from './contract-remote.ts';

async function open(folder: string, env: Environment): Promise<Git | undefined> {
  const git = await openNativeGit(folder, env);
  if (git === 'no program') throw new Error('the git program is needed for these tests');
  return git;
}

describeGit('the git program', { open, address: async (bare) => bare });
describe('the git program over HTTP', () => describeRemote({ open, address: serveRepository }));
