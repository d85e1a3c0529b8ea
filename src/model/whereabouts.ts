import type { Connectivity } from './resolution.ts';

/**
 * Where generated files lie, and what clusters read them from. Two ways of delivery, such as a Git repository and a
 * registry, differ in this alone. Folders have no slash at the end, and count from the root of what is generated: the
 * fleet root in Git.
 */
export interface Whereabouts {
  readonly source: Source;
  /** The account that what leads to sets is applied as; undefined: the engine's own. */
  readonly account: string | undefined;
  /** The folder below which those of clusters lie. */
  readonly clusters: string;
  /** The folder below which those of profiles lie. */
  readonly profiles: string;
  cluster(name: string): string;
  profile(name: string): string;
  /** What a variant of a namespace or an application is made of: a folder in this one, named by its bytes. */
  contents(kind: 'namespace' | 'application', name: string, variant: string): string;
  /** The sets of a namespace: each is a folder in this one, named by its bytes. */
  sets(namespace: string): string;
  /** What clusters with such a line start from. */
  start(connectivity: Connectivity): string;
}

/** What clusters read. */
export type Source = GitSource;

/** A branch of a Git repository. */
export interface GitSource {
  readonly kind: 'git';
  readonly url: string;
  readonly branch: string;
  /** The Secret with the credentials. */
  readonly secret: string | undefined;
  /** The way from the root of the repository to the fleet root: empty, or with a slash at the end. */
  readonly prefix: string;
  /** The folders that all clusters read, beside their own. */
  readonly shared: readonly string[];
}
