import { expect } from 'vitest';
import { object, smallFleet } from '../commands/support.ts';
import type { Files } from '../support/fleet.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { emptyKustomize, withoutEffects } from './support.ts';

export const url = 'https://git.example.com/contoso/fleet.git';

/** Clusters read `live`, people work on `main`. */
export const apart: Files = {
  ...smallFleet,
  'resedge.yaml': object('Fleet', 'contoso', `{git: {url: "${url}"}, delivery: {branch: live}}`),
};

export const noted = (text: string) => ({
  'apps/till/base/config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {store: "\${cluster_name}", note: ${text}}\n`,
});
export const closed = 'windows: [{schedule: "0 2 * * *", duration: 3h}], timeZone: UTC';
export const noon = '2026-11-02T12:00:00Z';
export const night = '2026-11-03T02:30:00Z';

export function run({ run: start }: MemoryRepository, words: readonly string[], now = noon) {
  return start(words, { kustomize: emptyKustomize, now });
}

/** Deploys, which has to succeed; what `-o json` prints. */
export async function deployed(
  repository: MemoryRepository,
  words: readonly string[] = ['-m', 'A change'],
  now = noon,
) {
  const { code, out, err } = await run(repository, ['deploy', '--yes', '-o', 'json', ...words], now);
  expect({ code, err: withoutEffects(err) }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

/** A fleet in two branches that was deployed once. */
export async function started(files: Files = apart): Promise<MemoryRepository> {
  const repository = await memoryRepository(files);
  await deployed(repository, ['-m', 'Begin', '--create-branch']);
  return repository;
}

export function live({ remote }: MemoryRepository): string {
  return remote.branches.get('live') ?? '';
}

export async function liveTexts(repository: MemoryRepository): Promise<Files> {
  return repository.textsAt(live(repository));
}
