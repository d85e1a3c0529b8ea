import { serveRepository } from '../support/git.ts';
import { describeGit } from './contract.ts';
import { openInMemory } from './memory.ts';

describeGit('without the git program, in memory', { open: openInMemory, address: serveRepository });
