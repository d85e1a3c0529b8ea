import { expect } from 'vitest';
import { at } from '../../../src/model/at.ts';
import type { Notes } from '../../schedule/oracle.ts';
import type { ClusterReading } from '../../support/cluster-agent.ts';
import type { Files } from '../../support/fleet.ts';
import { fluxAgent } from '../../support/flux-agent.ts';
import { buildInMemory } from '../../support/memory-build.ts';
import { type FileChanges, type MemoryRepository, memoryRepository } from '../../support/memory-repository.ts';
import { emptyKustomize } from '../support.ts';
import { filesOf } from './files.ts';
import { notesIn } from './notes-in.ts';
import { clusters, type Deploy, nameOf, type World } from './world.ts';

/** What there is after a deploy. */
export interface Now {
  readonly deploy: Deploy;
  /** What each cluster finds on the branch; undefined: it has no file there. */
  readonly clusters: ReadonlyMap<string, Notes | undefined>;
}

/** Plays a world in a repository in memory, where each cluster goes where it was sent last. */
export async function* play(some: World): AsyncGenerator<Now> {
  const [first] = some.deploys;
  if (!first) return;
  const repository = await memoryRepository(present(filesOf(some, first.intent)));
  const folders = new Map<string, string>();
  const tips: string[] = [];
  for (const deploy of some.deploys) {
    if (deploy.what === 'all' || deploy.what === 'merge') write(repository, filesOf(some, deploy.intent));
    if (deploy.what === 'merge') await merge(repository);
    else await run(repository, timeOf(some, deploy), wordsOf(deploy, tips));
    tips.push(repository.remote.tip);
    const files = await repository.textsAt(repository.remote.tip);
    const found = new Map<string, Notes | undefined>();
    for (const cluster of clusters) {
      const reading = await read(files, folders.get(cluster) ?? firstFolder(files, cluster, deploy));
      if (reading) folders.set(cluster, reading.folder);
      else folders.delete(cluster);
      found.set(cluster, reading && notesIn(files, reading));
    }
    yield { deploy, clusters: found };
  }
}

function timeOf({ from }: World, { at: minute }: Deploy): string {
  return new Date(Date.parse(from) + minute * 60_000).toISOString();
}

function present(files: FileChanges): Files {
  const there = Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]]));
  return Object.fromEntries(there);
}

function write(repository: MemoryRepository, files: FileChanges): void {
  const there = repository.texts();
  repository.write(
    Object.fromEntries(Object.entries(files).filter(([path, text]) => text !== undefined || path in there)),
  );
}

async function merge({ git, commit }: MemoryRepository): Promise<void> {
  if ((await git.changes([''])).length > 0) await git.push('origin', await commit('Merged'), 'main');
}

async function run(repository: MemoryRepository, now: string, words: readonly string[]): Promise<void> {
  const machine = { now, kustomize: emptyKustomize };
  const { code, err } = await repository.run(['deploy', '--yes', '--quiet', ...words], machine);
  expect({ now, words, code, err: code === 0 ? '' : err }).toEqual({ now, words, code: 0, err: '' });
}

/** `tips`: what the remote had after the deploys before. */
function wordsOf({ what, to, atOnce }: Deploy, tips: readonly string[]): string[] {
  if (what === 'undo') return ['--to', at(tips, to), '--reason', 'slow', '--allow', 'a test'];
  if (what === 'resume') return ['--resume'];
  const fresh = what === 'all' ? ['-m', 'A change', '--allow', 'a test'] : [];
  if (atOnce.length > 0) return [...fresh, '--now', '--reason', 'urgent', '-l', selecting(atOnce)];
  return what === 'all' ? fresh : ['--waiting'];
}

/** By whatever name. */
function selecting(some: readonly string[]): string {
  return some.map((cluster) => `/c/${cluster}*`).join(' or ');
}

/** Where a cluster looks that is set up now: under the name by which it was delivered to. */
function firstFolder(files: Files, cluster: string, { intent }: Deploy): string {
  const wish = intent.clusters[cluster];
  const folders = [...(wish ? [nameOf(cluster, wish)] : []), cluster].map((name) => `clusters/${name}`);
  return folders.find((folder) => `${folder}/kustomization.yaml` in files) ?? '';
}

/** What a cluster finds in a folder; where it is sent on from there, it has to find the same. */
async function read(files: Files, folder: string): Promise<ClusterReading | undefined> {
  if (!(`${folder}/kustomization.yaml` in files)) return undefined;
  const build = buildInMemory(files);
  const reading = await fluxAgent.read(build, folder);
  if (reading.folder !== folder) expect(await fluxAgent.read(build, reading.folder)).toEqual(reading);
  return reading;
}
