import type { Clock } from './clock.ts';
import type { FileSystem } from './file-system.ts';
import type { Git } from './git.ts';
import type { Kustomize } from './kustomize.ts';
import type { Processes } from './processes.ts';
import type { Programs } from './programs.ts';
import type { Prompt } from './prompt.ts';
import type { Registry, RegistryOptions } from './registry.ts';
import type { Signals } from './signals.ts';
import type { Terminal } from './terminal.ts';

/** Everything outside the program, handed to every command as its first argument and faked in tests. */
export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the program runs on, for whoever reports a bug: `Node 20.19.0, linux`. */
  readonly runtime: string;
  readonly fs: FileSystem;
  readonly clock: Clock;
  /** Chance: a number from 0 to below 1. */
  random(): number;
  readonly processes: Processes;
  readonly signals: Signals;
  readonly terminal: Terminal;
  prompt(): Promise<Prompt>;
  /** The repository that a folder is in; undefined if it is in none. The `git` program if there is one. */
  git(folder: string): Promise<Git | undefined>;
  /** Makes a repository in a folder and opens it. */
  createGit(folder: string, branch: string): Promise<Git>;
  /** The `kustomize` or `kubectl` on the PATH; undefined if there is neither. */
  kustomize(): Promise<Kustomize | undefined>;
  /** A registry at an address such as `oci://registry.example.com/contoso`. Nothing is sent before something is asked. */
  registry(address: string, options?: RegistryOptions): Promise<Registry>;
  /** Other programs, on the PATH. */
  programs(): Promise<Programs>;
}
