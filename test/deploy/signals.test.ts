import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import type { Git } from '../../src/ports/git.ts';
import { cluster } from '../commands/support.ts';
import type { FakeMachine } from '../support/host.ts';
import { type DeployedFleet, inMemory } from './in-memory.ts';
import { emptyKustomize } from './support.ts';

/** Somebody types Ctrl-C while Git commits; `fails`: the git program ends by it, as at a terminal. */
function typedAtCommit(git: Git, fails: boolean): FakeMachine {
  let came = false;
  const typed: Git = {
    ...git,
    async commit(options) {
      came = true;
      if (fails) throw new UserError('git commit failed: exit code 128');
      return git.commit(options);
    },
  };
  return {
    git: async () => typed,
    kustomize: emptyKustomize,
    signals: { defer: (action) => action(async () => came) },
  };
}

const commands = {
  deploy: ['deploy', '-m', 'Open e3', '--yes'],
  propose: ['propose', '-m', 'Open e3', '--yes'],
};

async function changed(): Promise<DeployedFleet> {
  const fleet = await inMemory();
  fleet.write(cluster('e3', 'stores/east'));
  return fleet;
}

describe.each(Object.entries(commands))('Ctrl-C while %s commits', (name, words) => {
  it('counts once the commit is whole: it is not pushed, and the next one goes on', async () => {
    const fleet = await changed();
    const pushed = new Map(fleet.remote.branches);
    const { code, out, err } = await fleet.run(words, typedAtCommit(fleet.git, false));
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toMatch(new RegExp(`^interrupted: .* alone\\. To go on: ${name} again$`, 'm'));
    expect(fleet.remote.branches).toEqual(pushed);
    const { commit, branch = '' } = await fleet.git.head();
    expect((await fleet.git.commitInfo(commit ?? '')).message).toMatch(/^Open e3$/m);
    expect(await fleet.run(words, { kustomize: emptyKustomize })).toMatchObject({ code: 0 });
    expect(fleet.remote.branches.get(branch)).toBe((await fleet.git.head()).commit);
    expect((await fleet.git.head()).commit).toBe(commit);
  });

  it('leaves all as it was where Git ends by it', async () => {
    const fleet = await changed();
    const [before, texts] = [await fleet.state(), fleet.texts()];
    const { code, err } = await fleet.run(words, typedAtCommit(fleet.git, true));
    expect(code).toBe(130);
    expect(err).not.toContain('failed');
    expect(await fleet.state()).toEqual(before);
    expect(fleet.texts()).toEqual(texts);
  });
});
