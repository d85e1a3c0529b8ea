import { createRepository, writeFiles } from '../support/git.ts';
import type { FakeMachine, Run } from '../support/host.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { object, runIn, smallFleet } from './support.ts';

const building: FakeMachine = { kustomize: realKustomize };

/** A repository with a commit, and what was changed since. */
export function changed(files: Readonly<Record<string, string>>, before = smallFleet): string {
  const folder = createRepository(before);
  writeFiles(folder, files);
  return folder;
}

/** Runs `resedge plan`, with Kustomize if there is one. */
export function plan(folder: string, words: readonly string[] = [], machine = building): Promise<Run> {
  return runIn(folder, ['plan', ...words], machine);
}

/** What `-o json` prints. */
export async function planned(folder: string): Promise<unknown> {
  return JSON.parse((await plan(folder, ['-o', 'json'])).out);
}

/** The file of the namespace of the small fleet. */
export function shop(spec: string): Record<string, string> {
  return { 'inventory/shop.yaml': object('Namespace', 'shop', spec) };
}
