import { describe } from 'vitest';
import { serveRepository } from '../support/git.ts';
import { describeCommit } from './contract-commit.ts';
import { describeMoveTo } from './contract-move.ts';
import { describeOperation } from './contract-operation.ts';
import { describeReading } from './contract-reading.ts';
import { describeSnapshot } from './contract-snapshot.ts';
import { describeSwitchHere } from './contract-switch.ts';
import { describeWorkTree } from './contract-work-tree.ts';
import { describeWriteCommit } from './contract-write-commit.ts';
import { openInMemory } from './memory.ts';

const memory = { open: openInMemory, address: serveRepository };

/** What depends on the file system. History, and what servers are asked, is the same code over objects that are read. */
describe('without the git program, in memory', () => {
  describeReading(memory);
  describeWorkTree(memory);
  describeSnapshot(memory);
  describeCommit(memory);
  describeWriteCommit(memory);
  describeMoveTo(memory);
  describeSwitchHere(memory);
  describeOperation(memory);
});
