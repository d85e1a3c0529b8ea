import type { Host } from '../ports/host.ts';
import type { FleetState } from './fleet-state.ts';
import type { StateOptions } from './open-state.ts';
import type { OnProgress } from './progress.ts';
import type { Repository } from './repository.ts';

/** A fleet on disk: what a use case is given that reads only when nobody else writes. */
export interface WorkingCopy {
  readonly host: Host;
  readonly repository: Repository;
  /** Shows how far something is. */
  readonly progress: OnProgress;
  /** Opens the work tree as it is now, unless something else is asked for. Whoever made the working copy closes it. */
  open(options?: Omit<StateOptions, 'progress'>): Promise<FleetState>;
}
