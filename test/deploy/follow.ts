import { expect } from 'vitest';
import type { ClusterReading, Unit } from '../support/cluster-agent.ts';
import type { Files } from '../support/fleet.ts';
import { fluxAgent } from '../support/flux-agent.ts';
import type { FakeMachine } from '../support/host.ts';
import { buildInMemory } from '../support/memory-build.ts';
import { type FileChanges, type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { emptyKustomize } from './support.ts';

/** A fleet in memory whose clusters are followed from deploy to deploy. */
export interface FollowedFleet extends MemoryRepository {
  /**
   * What each cluster has after a deploy at a time, by its folder: `shop: till=one; data (pods 2): redis=one`. In
   * brackets: the quota, and `delete` where the namespace is not to be kept.
   */
  deploy(now: string, words?: readonly string[]): Promise<Record<string, string>>;
  /** The same after people changed files. */
  change(now: string, files: FileChanges): Promise<Record<string, string>>;
  has(): Promise<Record<string, string>>;
}

/** Deploys files for the first time. */
export async function followed(now: string, files: Files): Promise<FollowedFleet> {
  const repository = await memoryRepository(files);
  const has = async () => readAll(await repository.textsAt(repository.remote.tip));
  const deploy = async (at: string, words: readonly string[] = ['--waiting']) => {
    const machine: FakeMachine = { now: at, kustomize: emptyKustomize };
    const { code, err } = await repository.run(['deploy', '--yes', '--quiet', ...words], machine);
    expect({ at, code, err: code === 0 ? '' : err }).toEqual({ at, code: 0, err: '' });
    return has();
  };
  const all = ['-m', 'A change', '--allow', 'a test'];
  await deploy(now, all);
  return {
    ...repository,
    get remote() {
      return repository.remote;
    },
    deploy,
    has,
    async change(at, changes) {
      repository.write(changes);
      return deploy(at, all);
    },
  };
}

async function readAll(files: Files): Promise<Record<string, string>> {
  const folders = Object.keys(files).flatMap((path) => /^clusters\/(.*)\/kustomization\.yaml$/.exec(path)?.[1] ?? []);
  const build = buildInMemory(files);
  const found = await Promise.all(
    folders.map(async (folder) => [folder, textOf(files, await fluxAgent.read(build, `clusters/${folder}`))] as const),
  );
  return Object.fromEntries(found);
}

function textOf(files: Files, { units }: ClusterReading): string {
  const namespaces = units.filter(({ name }) => name.startsWith('ns-'));
  const texts = namespaces.map((unit) => {
    const name = unit.name.slice('ns-'.length);
    const inside = units.filter((other) => other.name.startsWith(`${name}.`));
    const notes = inside.map((other) => `${other.name.slice(name.length + 1)}=${noteOf(files, other)}`);
    return `${name}${wordsOf(files, unit)}:${notes.map((note) => ` ${note}`).join('')}`;
  });
  return texts.join('; ');
}

function wordsOf(files: Files, { folder }: Unit): string {
  const pods = /pods: "?(\d+)/.exec(files[`${folder}/quota.yaml`] ?? '')?.[1];
  const isKept = files[`${folder}/namespace.yaml`]?.includes('prune: disabled');
  const words = [...(pods === undefined ? [] : [`pods ${pods}`]), ...(isKept ? [] : ['delete'])];
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

/** What stands after `note:` in one of the manifests, with the variables of the cluster. */
function noteOf(files: Files, { folder, variables }: Unit): string {
  const texts = Object.entries(files).filter(([path]) => path.startsWith(`${folder}/files/`));
  const note = texts.flatMap(([, text]) => /note: "(.*)"/.exec(text)?.[1] ?? [])[0] ?? '';
  return note.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => variables?.get(name) ?? `no ${name}`);
}
