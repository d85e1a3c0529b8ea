import type { Host } from '../../src/ports/host.ts';
import { openState } from '../../src/state/open-state.ts';
import { noProgress } from '../../src/state/progress.ts';
import { openRepository } from '../../src/state/repository.ts';
import type { WorkingCopy } from '../../src/state/working-copy.ts';

/** The fleet at the folder of a machine, as a use case is given it. */
export async function workingCopyOf(host: Host): Promise<WorkingCopy> {
  const repository = await openRepository(host, '.');
  return {
    host,
    repository,
    progress: noProgress,
    open: (options) => openState(host, repository, options),
  };
}
