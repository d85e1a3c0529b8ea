import type { LoadedFile } from '../load/source-files.ts';
import type { Diagnostic, Finding } from '../model/diagnostic.ts';
import type { ParsedFile, SourceEntry } from '../model/documents.ts';
import type { Resolution } from '../model/resolution.ts';
import type { Evaluated } from './evaluate.ts';
import type { JudgedOwners } from './judge-owners.ts';
import type { FileTexts } from './listing.ts';
import type { OnProgress } from './progress.ts';
import type { Renderer } from './renderer.ts';
import type { Repository } from './repository.ts';
import type { Schemas } from './schemas.ts';

/**
 * One state of a fleet: the work tree, the index, a commit, or one of these with other texts in some files. Its files
 * are read when it is opened; all else is worked out when it is first asked for, and once. States that are made from
 * one another share schemas, caches and memos.
 */
export interface FleetState {
  readonly repository: Repository;
  readonly schemas: Schemas;
  /** All files below the folders of intent, sorted by path. */
  readonly entries: readonly SourceEntry[];
  /** Those of YAML. */
  readonly files: readonly LoadedFile[];
  /** Those that the inventory is read from: resedge.yaml, inventory/, expectations/. */
  readonly intent: readonly LoadedFile[];
  /** Told by whoever works on the state for long. */
  readonly progress: OnProgress;

  /**
   * The same fleet at a branch, a tag or a commit; only files that no state has had yet are read and parsed. The same
   * state for the same commit, and for one with the same files. UserError if there is no such commit.
   */
  at(ref: string): Promise<FleetState>;
  /** This state with other texts in some files. Nothing is written. `parsed`: what is known already of some texts. */
  with(texts: FileTexts, parsed?: ReadonlyMap<string, ParsedFile>): Promise<FleetState>;

  /** Validates and resolves. What is wrong is in the diagnostics; nothing is thrown for it. */
  evaluated(): Promise<Evaluated>;
  /** What follows from all that could be read. Throws InvalidInventory if resedge.yaml cannot be used. */
  resolution(): Promise<Resolution>;
  /** What follows from an inventory without errors. Throws InvalidInventory if there are any. */
  valid(): Promise<Resolution>;
  /**
   * Who owns what, where Kustomize alone can tell it; all else is in `evaluated`. Without a Kustomize, what may bring a
   * Namespace is an error. Throws InvalidInventory if resedge.yaml cannot be used.
   */
  owners(): Promise<JudgedOwners>;
  /** Findings about files of the state, with their lines. */
  diagnose(findings: readonly Finding[]): Promise<Diagnostic[]>;

  /**
   * The bytes of some files as clusters get them, bases from elsewhere included; those that cannot be read are left out.
   * UserError where such a base cannot be had.
   */
  contents(files: Iterable<string>): Promise<Map<string, Uint8Array>>;
  /** The texts of some files as they are. */
  texts(files: Iterable<string>): Promise<Map<string, string>>;
  /** What builds the manifests of the state, or of what else would follow from its files. Undefined without Kustomize. */
  renderer(resolution?: Resolution): Promise<Renderer | undefined>;

  /** Whether the files are still the same where they were read. */
  isCurrent(): Promise<boolean>;
  /** The texts that it was made with are on disk: what is known of them is kept for the next run. */
  wasWritten(): void;
  /** Saves the caches and takes temporary folders away, of all states that were made from one another. */
  close(): void;
}
