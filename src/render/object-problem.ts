import type { ClusterSet } from '../model/cluster-set.ts';
import type { Rule } from '../model/diagnostic.ts';
import type { Path } from '../model/place.ts';
import type { BuiltObject } from './built-object.ts';
import type { Site } from './sites.ts';
import type { WrittenMark } from './written-expressions.ts';

/** What is wrong with an object on some clusters. */
export type ObjectProblem = SiteProblem | ExpressionProblem | NameProblem;

interface About {
  readonly rule: Rule;
  readonly object: BuiltObject;
  readonly clusters: ClusterSet;
}

/** A scalar becomes what it must not be once its variables are replaced. */
export interface SiteProblem extends About {
  readonly about: 'site';
  readonly site: Site;
  /** The first that it reads. */
  readonly variable: string | undefined;
  /** What the scalar becomes, or what Flux says. */
  readonly detail: string;
  /** What it becomes on the first of the clusters, as JSON; empty where it is no YAML. */
  readonly example: string;
  /** What stood there before it was read, where Kubernetes takes what it becomes and the text is lost. */
  readonly lost?: string;
  /** It is no YAML any more. */
  readonly isBroken: boolean;
}

/**
 * What can be wrong with an expression: Flux cannot read it; its variable has no value; it stands in text that was
 * encoded before Flux looks; it is for another program, and Flux fills it in first; dollars of which Flux takes one.
 */
export type ExpressionFault = 'unreadable' | 'missing' | 'encoded' | 'filled in' | 'dollars';

/** Something is wrong with an expression, wherever it stands in an object. */
export interface ExpressionProblem extends About {
  readonly about: ExpressionFault;
  /** The expression; of a missing variable, its name. */
  readonly subject: string;
  /** What Flux says, or what it makes of the expression; empty where there is no more to say. */
  readonly detail: string;
  /** Where it stands: nowhere in particular if it goes over several values. */
  readonly written: readonly WrittenMark[];
}

/** The API server refuses a name, or the key of a ConfigMap or a Secret, as it stands. */
export interface NameProblem extends About {
  readonly about: 'name';
  /** `metadata.name`, or that of the key. */
  readonly path: Path;
  readonly name: string;
}
