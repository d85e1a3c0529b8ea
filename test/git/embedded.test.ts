import fs from 'node:fs';
import { openEmbeddedGit } from '../../src/adapters/git-embedded/embedded-git.ts';
import { serveRepository } from '../support/git.ts';
import { describeGit } from './contract.ts';

describeGit('without the git program, on the disk', {
  open: (folder, env) => openEmbeddedGit(fs, folder, env),
  address: serveRepository,
});
