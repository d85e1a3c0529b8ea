import type { Undo } from '../../model/deploy-record.ts';
import type { MovePlan } from '../../model/plan.ts';
import type { Waiting } from '../../model/waiting.ts';
import type { GenerateResult } from './generate.ts';
import type { Leaving } from './leaving.ts';
import type { Moving } from './moving.ts';

/** What `deploy` is asked to do. */
export interface DeployOptions {
  readonly message: string;
  /** Why clusters may lose more than the guard lets through; goes into the commit message. */
  readonly allow: string | undefined;
  /** Whom windows and freezes do not hold back; undefined: nobody. */
  readonly atOnce?: AtOnce | undefined;
  /** Commit, but do not push. */
  readonly push: boolean;
  /** Make the branch on the remote if it is not there, while others are. */
  readonly createBranch: boolean;
  /** Nothing may be written, whatever is answered. */
  readonly dryRun: boolean;
  /** Somebody is asked, and may take their time: others may write here meanwhile. */
  readonly asks: boolean;
  /** Called before anything is written; false stops. */
  confirm(plan: DeployPlan): Promise<boolean>;
}

/** Windows and freezes do not count for some clusters; holds do. */
export interface AtOnce {
  /** Goes into the commit message. */
  readonly reason: string;
  /** An expression; undefined: all clusters. */
  readonly selector: string | undefined;
}

/** What a deployment is about to do. */
export interface DeployPlan extends Moves {
  readonly branch: string;
  /** Files of intent that were changed, counted from the root of the Git work tree. */
  readonly intent: readonly string[];
  readonly generate: GenerateResult;
  readonly effects: DeployEffects;
  /** There is nothing to commit, and nothing to push. */
  readonly isIdle: boolean;
  /** Why the branch has to be made on the remote; undefined if it is there, or nothing is yet. */
  readonly missing: string | undefined;
  /** From where clusters are led to where; undefined: they stay where they read. */
  readonly moving: Moving | undefined;
  /** What was not looked at, and what is worth knowing, in sentences. */
  readonly notes: readonly string[];
}

/** What a deployment does to clusters. */
export interface DeployEffects {
  /** What they get now. */
  readonly moves: MovePlan;
  readonly leaving: readonly Leaving[];
  readonly waits: readonly Waiting[];
}

/** How many clusters get something, and on how many something waits: one may count for both. */
export interface Moves {
  readonly moved: number;
  readonly waiting: number;
}

/** `DeployResult` of machine output. */
export interface DeployResult extends Moves {
  /** The commit that holds the result; the one that was there where nothing was to be done. */
  readonly commit: string;
  readonly branch: string;
  readonly pushed: boolean;
  /** How many pushes were tried: more than one where somebody else pushed in between. */
  readonly attempts: number;
  readonly generate: GenerateResult;
  /** The undo that keeps everything where it is, if one is in force. */
  readonly undo?: Undo | undefined;
}
