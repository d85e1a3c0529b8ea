import { describe } from 'vitest';
import { describeCommit } from './contract-commit.ts';
import { describeFileHistory } from './contract-file-history.ts';
import { describeLocks } from './contract-locks.ts';
import { describeMoveTo } from './contract-move.ts';
import { describeOperation } from './contract-operation.ts';
import { describeReading } from './contract-reading.ts';
import { describeRemote } from './contract-remote.ts';
import { describeSnapshot } from './contract-snapshot.ts';
import { describeSwitchHere } from './contract-switch.ts';
import { describeWorkTree } from './contract-work-tree.ts';
import { describeWriteCommit } from './contract-write-commit.ts';
import type { Implementation } from './implementation.ts';

/** What every implementation of the port `Git` does. */
export function describeGit(name: string, implementation: Implementation): void {
  describe(name, () => {
    describeReading(implementation);
    describeFileHistory(implementation);
    describeWorkTree(implementation);
    describeSnapshot(implementation);
    describeCommit(implementation);
    describeWriteCommit(implementation);
    describeLocks(implementation);
    describeMoveTo(implementation);
    describeSwitchHere(implementation);
    describeOperation(implementation);
    describeRemote(implementation);
  });
}
