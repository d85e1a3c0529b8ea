import type { ParsedFile, SourceEntry } from '../model/documents.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';

/** What is known of the files around a kustomization. Paths count from the fleet root. */
export interface FolderIndex {
  parsed(path: string): ParsedFile | undefined;
  /** The kustomization in another folder. */
  load(folder: string): KustomizeFolder | undefined;
  /** Whether bases may come from elsewhere. */
  readonly allowsRemote: boolean;
  file(path: string): SourceEntry | undefined;
  hasFolder(path: string): boolean;
  /** The names of the files and folders in a folder. */
  namesIn(folder: string): readonly string[];
  /** If this folder is being read right now: the folders that led from it back to it. Undefined if it is not. */
  circle(folder: string): readonly string[] | undefined;
}
