import { describe, expect, it } from 'vitest';
import { object, smallFleet } from '../commands/support.ts';
import { deployedFleet } from '../operations/support.ts';
import type { Files } from '../support/fleet.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { closed, noon, noted, run, url } from './own-branch.ts';
import { emptyKustomize, withoutEffects } from './support.ts';

const elsewhere = 'https://git.example.com/contoso/new.git';

/** resedge.yaml, with what its spec says. */
const fleet = (spec: string) => ({ 'resedge.yaml': object('Fleet', 'contoso', `{${spec}}`) });
const people = (branch: string, at = url) => `git: {url: "${at}", branch: ${branch}}`;
const together = fleet(people('main'));
const apart = (branch: string) => fleet(`${people('main')}, delivery: {branch: ${branch}}`);

/** The repository and the branch that clusters are led to by what lies on a branch. */
async function leadsTo({ remote, textsAt }: MemoryRepository, branch: string): Promise<string> {
  const text = (await textsAt(remote.branches.get(branch) ?? ''))['fleet/sources/online/fleet.yaml'] ?? '';
  return [/ url: (\S+)/.exec(text)?.[1], / branch: (\S+)/.exec(text)?.[1]].join(' ');
}

/** The generated files of a branch. */
async function output({ remote, textsAt }: MemoryRepository, branch: string): Promise<Files> {
  const texts = Object.entries(await textsAt(remote.branches.get(branch) ?? ''));
  return Object.fromEntries(texts.filter(([path]) => /^(clusters|fleet)\//.test(path)));
}

function deploy(repository: MemoryRepository, ...words: string[]) {
  return run(repository, ['deploy', '-m', 'We move', '--yes', ...words]);
}

/** Changes resedge.yaml, and deploys: the first time without a reason, which has to change nothing. */
async function move(repository: MemoryRepository, change: Files): Promise<string> {
  repository.write(change);
  const before = new Map(repository.remote.branches);
  const { git } = repository;
  const [head, changes] = [await git.head(), await git.changes([''])];
  const refused = await deploy(repository);
  expect(refused).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error: clusters read .*\nhint: .*--allow "REASON"/),
  });
  expect(new Map(repository.remote.branches)).toEqual(before);
  expect([await git.head(), await git.changes([''])]).toEqual([head, changes]);
  const { code, err } = await deploy(repository, '--allow', 'we move');
  expect({ code, err: withoutEffects(err) }).toMatchObject({ code: 0 });
  expect(await git.changes([''])).toEqual([]);
  return withoutEffects(err);
}

/** A second deploy finds clusters where they are to be. */
async function expectSettled(repository: MemoryRepository): Promise<void> {
  const before = new Map(repository.remote.branches);
  const { code, err } = await deploy(repository);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(new Map(repository.remote.branches)).toEqual(before);
}

describe('clusters are led to another branch', () => {
  it('when the branch of people gets another name', async () => {
    const repository = await deployedFleet({ ...smallFleet, ...together });
    await repository.git.switchHere('trunk');
    const err = await move(repository, fleet(people('trunk')));
    expect(err).toBe(
      'Clusters read main so far; its last output leads them to trunk.\nmain keeps that for clusters that come back late. Once all read trunk: resedge deploy --forget-branch main\n',
    );
    expect([await leadsTo(repository, 'main'), await leadsTo(repository, 'trunk')]).toEqual([
      `${url} trunk`,
      `${url} trunk`,
    ]);
    expect(await output(repository, 'main')).toEqual(await output(repository, 'trunk'));
    await expectSettled(repository);
  });

  it('from one branch to two, from there to a third, and back to one', async () => {
    const repository = await deployedFleet({ ...smallFleet, ...together });
    await move(repository, apart('live'));
    expect(await leadsTo(repository, 'main')).toBe(`${url} live`);
    expect(await output(repository, 'main')).toEqual(await output(repository, 'live'));
    expect(await repository.git.head()).toEqual({ branch: 'main', commit: repository.remote.tip });
    await expectSettled(repository);
    expect((await run(repository, ['validate'])).code).toBe(0);

    await move(repository, apart('live2'));
    expect(await leadsTo(repository, 'live')).toBe(`${url} live2`);
    expect(await output(repository, 'live')).toEqual(await output(repository, 'live2'));
    expect(await leadsTo(repository, 'main')).toBe(`${url} live`);
    await expectSettled(repository);

    await move(repository, together);
    expect(await leadsTo(repository, 'main')).toBe(`${url} main`);
    expect(await output(repository, 'live2')).toEqual(await output(repository, 'main'));
    expect((await run(repository, ['generate', '--check'])).code).toBe(0);
    await expectSettled(repository);
  });

  it('when the branch was renamed on the remote, where they wait for the old name', async () => {
    const repository = await deployedFleet({ ...smallFleet, ...together });
    await repository.git.switchHere('trunk');
    repository.remote.force(undefined, ['trunk']);
    const err = await move(repository, fleet(people('trunk')));
    expect(err).toContain('origin has no branch main any more: it is made again, for that output alone.\n');
    expect(await leadsTo(repository, 'main')).toBe(`${url} trunk`);
    expect(await repository.textsAt(repository.remote.tip)).toEqual(await output(repository, 'trunk'));
    await expectSettled(repository);
  });

  it('of another repository, and says where it has to be pushed as well', async () => {
    const repository = await deployedFleet({ ...smallFleet, ...together });
    expect(await move(repository, fleet(people('main', elsewhere)))).toBe(
      `Clusters read main of ${url} so far; its last output leads them to main of ${elsewhere}.\nIf ${url} is another repository, clusters hear of it there alone. After this: git push ${url} origin/main:refs/heads/main\n`,
    );
    expect(await leadsTo(repository, 'main')).toBe(`${elsewhere} main`);
    await expectSettled(repository);
  });

  it('with what they have: what waits goes on to wait', async () => {
    const waiting = ['stores', 'stores/east', 'stores/west'].map((name) => object('Group', name, `{${closed}}`));
    const repository = await deployedFleet({
      ...smallFleet,
      ...together,
      'inventory/groups.yaml': waiting.join('---\n'),
    });
    repository.write(noted('later'));
    await move(repository, apart('live'));
    expect(await leadsTo(repository, 'main')).toBe(`${url} live`);
    expect(JSON.stringify(await output(repository, 'live'))).not.toContain('note: later');
    expect((await run(repository, ['deploy', '--waiting', '--yes'], '2026-11-03T02:30:00Z')).code).toBe(0);
    expect(JSON.stringify(await output(repository, 'live'))).toContain('note: later');
    expect(JSON.stringify(await output(repository, 'main'))).not.toContain('note: later');
  });

  it('by the next deploy, if the one before did not get through to where they read', async () => {
    const repository = await deployedFleet({ ...smallFleet, ...together });
    await repository.git.switchHere('trunk');
    repository.write(fleet(people('trunk')));
    const { git } = repository;
    const guarded: typeof git = {
      ...git,
      push: async (...args) => (args[2] === 'main' ? { outcome: 'refused', message: 'protected' } : git.push(...args)),
    };
    const words = ['deploy', '-m', 'We move', '--yes', '--allow', 'we move'];
    const { code, err } = await repository.run(words, {
      kustomize: emptyKustomize,
      now: noon,
      git: async () => guarded,
    });
    expect({ code, err: withoutEffects(err) }).toEqual({
      code: 2,
      err: expect.stringMatching(
        /error: the remote refused the push: protected\nhint: trunk has its output, but clusters read main still/,
      ),
    });
    expect([await leadsTo(repository, 'main'), await leadsTo(repository, 'trunk')]).toEqual([
      `${url} main`,
      `${url} trunk`,
    ]);
    expect((await deploy(repository)).code).toBe(2);
    expect((await deploy(repository, '--allow', 'again')).code).toBe(0);
    expect(await leadsTo(repository, 'main')).toBe(`${url} trunk`);
  });

  it('by a yes at a terminal, and not by one that only moves what waits', async () => {
    const repository = await deployedFleet({ ...smallFleet, ...together });
    repository.write(apart('live'));
    await repository.commit('Settings');
    const waiting = await run(repository, ['deploy', '--waiting', '--yes']);
    expect(waiting).toMatchObject({
      code: 2,
      err: 'error: clusters read main, and resedge.yaml names live\nhint: Lead them there first: resedge deploy -m "why"\n',
    });
    const at = { kustomize: emptyKustomize, tty: true, answers: [true] };
    const { code, err } = await repository.run(['deploy', '-m', 'We move'], at);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('Clusters read main so far') });
    expect(await leadsTo(repository, 'main')).toBe(`${url} live`);
  });

  it('not where nothing was delivered yet', async () => {
    const repository = await memoryRepository({ ...smallFleet, ...together });
    repository.write(apart('live'));
    expect((await deploy(repository, '--create-branch')).code).toBe(0);
    expect(await leadsTo(repository, 'live')).toBe(`${url} live`);
    expect(await output(repository, 'main')).toEqual({});
  });
});

describe('deploy --forget-branch', () => {
  const forget = (repository: MemoryRepository, ...words: string[]) =>
    run(repository, ['deploy', '--yes', '--forget-branch', ...words]);

  it('takes off a branch what is generated, and nothing else', async () => {
    const repository = await deployedFleet({ ...smallFleet, ...together, 'clusters/README.md': 'ours' });
    await move(repository, apart('live'));
    const [live, files] = [repository.remote.branches.get('live'), Object.keys(await output(repository, 'main'))];
    const { code, out, err } = await forget(repository, 'main');
    expect({ code, err }).toEqual({
      code: 0,
      err: 'A cluster that reads main still keeps what it has, and hears nothing any more.\n',
    });
    expect(out).toContain(`${files.length - 1} deleted`);
    expect(await output(repository, 'main')).toEqual({ 'clusters/README.md': 'ours' });
    expect(repository.remote.branches.get('live')).toBe(live);
    expect(await repository.git.head()).toEqual({ branch: 'main', commit: repository.remote.tip });
    expect(await repository.git.changes([''])).toEqual([]);
    expect(await forget(repository, 'main')).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing was pushed'),
    });
    await expectSettled(repository);
  });

  it('refuses the branch that clusters read, by the fleet or by what lies on it', async () => {
    const repository = await deployedFleet({ ...smallFleet, ...together });
    expect(await forget(repository, 'main')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^error: clusters read main\n/),
    });
    repository.write(apart('live'));
    await repository.commit('Settings');
    expect(await forget(repository, 'main')).toMatchObject({
      code: 2,
      err: 'error: what lies on main leads clusters nowhere else, so they may read it\nhint: Lead them to live first: resedge deploy -m "why"\n',
    });
    expect(await forget(repository, 'nosuch')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^error: origin has no branch nosuch\n/),
    });
  });

  it.each([
    ['--waiting', '--waiting and --forget-branch do not go together'],
    ['--create-branch', '--create-branch goes with -m alone'],
    ['--no-push', '--forget-branch pushes, so --no-push has no meaning there'],
  ])('goes not with %s', async (flag, message) => {
    const repository = await deployedFleet({ ...smallFleet, ...together });
    expect(await forget(repository, 'old', flag)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });

  it('--dry-run says how many files', async () => {
    const repository = await deployedFleet({ ...smallFleet, ...together });
    await move(repository, apart('live'));
    const before = new Map(repository.remote.branches);
    const { code, err } = await run(repository, ['deploy', '--dry-run', '--forget-branch', 'main']);
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringMatching(/This would take \d+ generated files off main\.\nNothing was changed\.\n$/),
    });
    expect(new Map(repository.remote.branches)).toEqual(before);
  });
});
