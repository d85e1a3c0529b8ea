import { expect } from 'vitest';
import { smallFleet } from '../commands/support.ts';
import { deployedFleet } from '../operations/support.ts';
import { type Files, readFleet } from '../support/fleet.ts';
import type { FakeMachine, Run } from '../support/host.ts';
import type { FileChanges, MemoryRepository } from '../support/memory-repository.ts';
import { saidIn } from '../support/said.ts';
import { emptyKustomize, withoutEffects } from './support.ts';

/** A fleet in memory that was deployed, for what does not depend on the git program. */
export interface DeployedFleet extends MemoryRepository {
  /** `resedge deploy` without questions. */
  deploy(words?: readonly string[], machine?: FakeMachine): Promise<Run>;
  /** Deploys, which has to succeed; what `-o json` prints. */
  deployed(words?: readonly string[], machine?: FakeMachine): Promise<unknown>;
  /** Others change files of intent, and deploy that. */
  othersDeploy(changes: Files): Promise<string>;
  /** The messages of the commits that the remote has, the newest first. */
  messages(): Promise<string[]>;
  /** The tips here and on the remote, and what differs in the work tree. */
  state(): Promise<unknown>;
}

export async function inMemory(files: Files = smallFleet): Promise<DeployedFleet> {
  const fleet = await deployedFleet(files);
  const deploy = (words: readonly string[] = [], machine: FakeMachine = {}) =>
    fleet.run(['deploy', '-m', 'A change', '--yes', ...words], { kustomize: emptyKustomize, ...machine });
  return {
    ...fleet,
    get remote() {
      return fleet.remote;
    },
    deploy,
    async deployed(words = [], machine = {}) {
      const { code, out, err } = await deploy(['-o', 'json', ...words], machine);
      expect({ code, err: withoutEffects(err) }).toEqual({ code: 0, err: '' });
      return JSON.parse(out);
    },
    async othersDeploy(changes) {
      const before = readFleet(files).generated;
      const after = readFleet({ ...files, ...changes }).generated;
      const gone: FileChanges = Object.fromEntries([...before.keys()].map((path) => [path, undefined]));
      return fleet.remote.receive({ ...gone, ...Object.fromEntries(after), ...changes }, 'Theirs');
    },
    async messages() {
      const commits = await fleet.git.history([], fleet.remote.tip);
      return commits.map(({ message }) => saidIn(message)).reverse();
    },
    state: async () => [await fleet.git.head(), fleet.remote.tip, await fleet.git.changes([''])],
  };
}
