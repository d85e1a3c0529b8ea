import fs from 'node:fs';
import { describe } from 'vitest';
import type { Environment } from '../../src/adapters/git-common/environment.ts';
import { openGit } from '../../src/adapters/open-git.ts';
import type { Git } from '../../src/ports/git.ts';
import { serveRepository } from '../support/git.ts';
import { describeGit } from './contract.ts';
import { describeRemote } from './contract-remote.ts';

function open(folder: string, env: Environment): Promise<Git | undefined> {
  return openGit(fs, folder, { ...env, RESEDGE_GIT: 'native' });
}

describeGit('the git program', { open, address: async (bare) => bare });
describe('the git program over HTTP', () => describeRemote({ open, address: serveRepository }));
