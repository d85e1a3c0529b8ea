import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { tellStory } from '../../scripts/example-story.mjs';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { type Files, readTexts } from '../support/fleet.ts';
import { type Run, run } from '../support/host.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';

/** The example as it is committed. */
export const exampleFolder = fileURLToPath(new URL('../../examples/retail', import.meta.url));

const generated = /^(\.gitattributes$|clusters\/|fleet\/)/;

/** Of some files those that resedge writes. */
export function generatedIn(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => generated.test(path)));
}

/** Of some files those that people write. */
export function writtenIn(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !generated.test(path)));
}

/** A repository in which all was deployed that the example went through, the last of it at a time. */
export async function repositoryAt(time: string): Promise<MemoryRepository> {
  const chapters = tellStory(writtenIn(readTexts(exampleFolder)), time);
  const repository = await memoryRepository(chapters[0]?.texts ?? {});
  for (const { texts, message, time: now } of chapters) {
    repository.write(texts);
    expect(await repository.run(['deploy', '-m', message, '--yes'], { now })).toMatchObject({ code: 0 });
  }
  return repository;
}

/** Runs a command line in a fleet on disk that is in no Git repository, so that its root is where paths count from. */
export function runInFleet(folder: string, ...argv: string[]): Promise<Run> {
  return run(argv, { fs: nodeFileSystem(fs), cwd: folder });
}
