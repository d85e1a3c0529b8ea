import type { Severity } from '../../model/diagnostic.ts';
import type { Path } from '../../model/place.ts';

/** Why an object may not be where only its namespace is open to it. */
export interface ScopeProblem {
  /** What becomes of it, behind its title: `cannot be applied`. */
  readonly about: string;
  /** A sentence about it. */
  readonly text: string;
  readonly path: Path;
  readonly hint: string;
  /** `info` where it depends on what is installed on the cluster; an error unless given. */
  readonly severity?: Severity;
  /** Of all objects with the same text here, the first is told for all of them. */
  readonly once?: string;
}

/** The namespace that an application is to stay in, and what is there. */
export interface Home {
  readonly application: string;
  readonly namespace: string;
  /** The names of the ServiceAccounts in it; first that which applications may name. */
  readonly accounts: readonly string[];
}

export const cannotBeApplied = 'cannot be applied';
export const toPlatform = 'run it in a namespace of the platform team with access: cluster';
