import type { Delivery } from './delivery.ts';
import type { Variant } from './resolution.ts';

/**
 * What a namespace with its applications is on some clusters, all in one variant: what moves together. Where it lies,
 * what clusters read it from, and how often, is no part of it: that is never held back. Two sets are the same if their
 * models are.
 */
export interface SetModel {
  readonly namespace: string;
  /** The namespace itself, after it its applications by name. */
  readonly units: readonly SetUnit[];
  /** The file that would tell what it is, if a delivered set has lost it; then its units are not known. */
  readonly missing?: string;
}

/** What is applied as one: the namespace itself, or an application in it. */
export interface SetUnit {
  readonly kind: Variant['kind'];
  /** The name of the namespace or the application. */
  readonly name: string;
  /** What the engine calls it; others depend on it by that name. */
  readonly id: string;
  /** The folder with what it is made of, counted from the fleet root. */
  readonly content: string;
  /** What it is applied after, by id: of any set of the cluster. */
  readonly dependsOn: readonly string[];
  /** Whether something depends on it, so that it counts as applied only once its objects are ready. */
  readonly isAwaited: boolean;
  /** The account that it is applied as; undefined: the engine's own. */
  readonly account: string | undefined;
  /** Variables of its own, sorted; undefined: variables are left alone in it. */
  readonly variables: ReadonlyMap<string, string> | undefined;
  readonly decryption: Delivery['decryption'];
}

/** A set in the output: named by its bytes, so it never changes. */
export interface PlacedSet {
  readonly namespace: string;
  /** Counted from the fleet root. */
  readonly folder: string;
}
