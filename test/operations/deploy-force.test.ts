import { describe, expect, it } from 'vitest';
import { cluster, object, smallFleet } from '../commands/support.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';
import { saidIn } from '../support/said.ts';
import { deployedFleet, deployIn, planDeployIn } from './support.ts';

const till = (value: string) => cluster('e1', 'stores/east', `, values: {till: "${value}"}`);
const e3 = cluster('e3', 'stores/east');
const w3 = cluster('w3', 'stores/west');

/** A clone that knows a bad change, which somebody then took off the remote by force. */
async function withBadChange(): Promise<{ fleet: MemoryRepository; good: string }> {
  const fleet = await deployedFleet();
  const good = fleet.remote.tip;
  fleet.write(till('666'));
  await deployIn(fleet, { message: 'A bad change' });
  fleet.remote.force(good);
  return { fleet, good };
}

/** Subjects of the commits of the remote, the newest first. */
async function subjects({ git, remote }: MemoryRepository): Promise<string[]> {
  return (await git.history([], remote.tip)).map(({ message }) => saidIn(message)).reverse();
}

async function expectGood(fleet: MemoryRepository): Promise<void> {
  const texts = await fleet.textsAt(fleet.remote.tip);
  expect(Object.values(texts).filter((text) => text.includes('666'))).toEqual([]);
  expect(await fleet.git.head()).toEqual({ branch: 'main', commit: fleet.remote.tip });
  expect(await fleet.git.changes([''])).toEqual([]);
}

describe('what somebody took off the remote by force stays off', () => {
  it('under a change of its own', async () => {
    const { fleet } = await withBadChange();
    fleet.write(e3);
    expect(await deployIn(fleet, { message: 'Open e3' })).toMatchObject({ pushed: true });
    expect(await subjects(fleet)).toEqual(['Open e3', 'First']);
    await expectGood(fleet);
  });

  it("with others' changes on top of what was left", async () => {
    const { fleet } = await withBadChange();
    await fleet.remote.receive(w3, 'Open w3');
    fleet.write(e3);
    await deployIn(fleet, { message: 'Open e3' });
    expect(await subjects(fleet)).toEqual(['Open e3', 'Open w3', 'First']);
    await expectGood(fleet);
  });

  it('if it was fetched in the meantime, with own commits before and after', async () => {
    const { fleet } = await withBadChange();
    await fleet.git.fetch('origin', 'main');
    fleet.write(e3);
    await fleet.commit('Open e3');
    fleet.write(w3);
    await deployIn(fleet, { message: 'Open w3' });
    expect(await subjects(fleet)).toEqual(['Open w3', 'Open e3', 'First']);
    await expectGood(fleet);
  });

  it('if there is nothing else to deploy: the clone goes back to it', async () => {
    const { fleet, good } = await withBadChange();
    expect(await deployIn(fleet)).toMatchObject({ commit: good, pushed: false });
    expect(fleet.remote.tip).toBe(good);
    await expectGood(fleet);
  });

  it('and the one who deploys is told', async () => {
    const { fleet } = await withBadChange();
    fleet.write(e3);
    expect((await planDeployIn(fleet)).notes).toContain(
      'Somebody took off origin/main by force what is still here, so it is left out: "A bad change". To bring it back: git cherry-pick.',
    );
  });

  it('if it happens in the moment before the push', async () => {
    const fleet = await deployedFleet();
    const good = fleet.remote.tip;
    fleet.write(till('666'));
    await deployIn(fleet, { message: 'A bad change' });
    fleet.write(e3);
    await deployIn(fleet, {
      message: 'Open e3',
      async confirm() {
        fleet.remote.force(good);
        return true;
      },
    });
    expect(await subjects(fleet)).toEqual(['Open e3', 'First']);
    await expectGood(fleet);
  });

  it('but not if it needs what was taken off: that is for people to decide', async () => {
    const { fleet, good } = await withBadChange();
    fleet.write(till('667'));
    await expect(deployIn(fleet)).rejects.toThrow(/cluster\/e1: spec/);
    expect(fleet.remote.tip).toBe(good);
  });
});

describe('a branch that the remote does not have', () => {
  it('is not made again, if there are others', async () => {
    const fleet = await deployedFleet();
    fleet.remote.force(undefined, ['trunk']);
    fleet.write(e3);
    await expect(deployIn(fleet)).rejects.toMatchObject({
      message: 'origin has no branch main any more; there is trunk',
      hint: expect.stringMatching(/spec\.git\.branch.*--create-branch/),
    });
    expect([fleet.remote.tip, (await fleet.git.changes([''])).length]).toEqual(['', 1]);
  });

  it('is made if that is asked for, with all that was deployed', async () => {
    const fleet = await deployedFleet();
    fleet.remote.force(undefined, ['trunk']);
    fleet.write(e3);
    expect(await deployIn(fleet, { createBranch: true })).toMatchObject({ pushed: true, commit: fleet.remote.tip });
    expect(await subjects(fleet)).toEqual(['A change', 'First']);
  });

  it('is made if somebody at a terminal says yes', async () => {
    const fleet = await deployedFleet();
    fleet.remote.force(undefined, ['trunk', 'old']);
    fleet.write(e3);
    const answers = (answer: boolean) =>
      fleet.run(['deploy', '-m', 'Open e3'], { tty: true, answers: [answer], kustomize: async () => undefined });
    expect(await answers(false)).toMatchObject({ code: 0 });
    expect(fleet.remote.tip).toBe('');
    expect(await answers(true)).toMatchObject({ code: 0, err: expect.stringContaining('main') });
    expect(await subjects(fleet)).toEqual(['Open e3', 'First']);
  });

  it('is the first one of a remote that has none', async () => {
    const fleet = await deployedFleet();
    fleet.remote.force(undefined);
    fleet.write(e3);
    expect(await deployIn(fleet)).toMatchObject({ pushed: true, attempts: 1 });
  });

  it('is not made again if it goes in the moment before the push', async () => {
    const fleet = await deployedFleet();
    fleet.write(e3);
    const confirm = async () => {
      fleet.remote.force(undefined, ['trunk']);
      return true;
    };
    await expect(deployIn(fleet, { confirm })).rejects.toThrow('origin has no branch main any more');
    expect(fleet.remote.tip).toBe('');
  });

  it('is not missed by a commit that is not pushed', async () => {
    const fleet = await deployedFleet({
      ...smallFleet,
      'resedge.yaml': object('Fleet', 'contoso', '{git: {url: https://git.example.com/contoso/fleet.git}}'),
    });
    fleet.remote.force(undefined, ['trunk']);
    fleet.write(e3);
    expect(await deployIn(fleet, { push: false })).toMatchObject({ pushed: false });
  });
});
