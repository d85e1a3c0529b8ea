import { readdirSync, readFileSync } from 'node:fs';
import { createFsFromVolume, Volume } from 'memfs';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import type { FileSystem } from '../../src/ports/file-system.ts';
import { assetFolder } from '../../src/state/assets.ts';
import type { Files } from '../support/fleet.ts';
import { type FakeMachine, type Run, run } from '../support/host.ts';

/** A fleet repository in memory, without Git. */
export interface MemoryFleet {
  /** Runs a command line in it. */
  run(words: readonly string[], machine?: FakeMachine): Promise<Run>;
  /** Its files as they are now. */
  texts(): Files;
  readonly fs: FileSystem;
}

/** Makes a repository of these files, by their paths. */
export function inMemory(files: Files): MemoryFleet {
  const schemas = assetFolder('schemas');
  const texts = readdirSync(schemas).map((name) => [`${schemas}/${name}`, readFileSync(`${schemas}/${name}`, 'utf8')]);
  const volume = Volume.fromJSON({ ...Object.fromEntries(texts), ...files }, '/fleet');
  const fs = nodeFileSystem(createFsFromVolume(volume));
  return {
    fs,
    run: (words, machine = {}) => run(words, { ...machine, fs }),
    texts() {
      const all = Object.entries(volume.toJSON('/fleet', undefined, true));
      return Object.fromEntries(all.flatMap(([path, text]) => (text === null ? [] : [[path, String(text)]])));
    },
  };
}
