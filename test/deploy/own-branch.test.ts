import { describe, expect, it } from 'vitest';
import { recordIn } from '../../src/model/deploy-record.ts';
import { clusterPath, object } from '../commands/support.ts';
import type { Files } from '../support/fleet.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { apart, closed, deployed, live, liveTexts, night, noon, noted, run, started, url } from './own-branch.ts';
import { emptyKustomize, withoutEffects } from './support.ts';

describe('deploy to a branch of its own', () => {
  it('asks before it makes the branch on a remote that has others', async () => {
    const repository = await memoryRepository(apart);
    const { code, err } = await run(repository, ['deploy', '-m', 'Begin', '--yes']);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^error: origin has no branch live; there is main\nhint: .*--create-branch\n$/),
    });
    expect([...repository.remote.branches.keys()]).toEqual(['main']);
  });

  it('puts what people wrote on their branch, and what is generated alone on the other one', async () => {
    const repository = await started();
    const before = repository.remote.tip;
    repository.write(noted('one'));
    expect(await deployed(repository)).toMatchObject({
      branch: 'live',
      pushed: true,
      commit: live(repository),
      moved: 4,
    });
    const { git, remote } = repository;
    expect(await git.changes([''])).toEqual([]);
    expect(await git.head()).toEqual({ branch: 'main', commit: remote.tip });

    const [intent, output] = [await git.commitInfo(remote.tip), await git.commitInfo(live(repository))];
    expect(intent).toMatchObject({ parents: [before], message: 'A change' });
    expect(Object.keys(await repository.textsAt(remote.tip)).sort()).toEqual(Object.keys(apart).sort());
    expect(recordIn(output.message)).toMatchObject({ source: remote.tip, time: Date.parse(noon) });
    const texts = await liveTexts(repository);
    expect(new Set(Object.keys(texts).map((path) => path.split('/')[0]))).toEqual(new Set(['clusters', 'fleet']));
    expect(texts['fleet/sources/online/fleet.yaml']).toContain('branch: live');
  });

  it('does nothing where nothing changed', async () => {
    const repository = await started();
    const before = new Map(repository.remote.branches);
    expect(await deployed(repository)).toMatchObject({ pushed: false, commit: live(repository), moved: 0 });
    expect(new Map(repository.remote.branches)).toEqual(before);
  });

  it('says which intent clusters have even where nothing moves', async () => {
    const repository = await started({
      ...apart,
      'inventory/groups.yaml': ['stores', 'stores/east', 'stores/west']
        .map((name) => object('Group', name, `{${closed}}`))
        .join('---\n'),
    });
    const before = await liveTexts(repository);
    repository.write(noted('one'));
    expect(await deployed(repository)).toMatchObject({ pushed: true, moved: 0, waiting: 4 });
    expect(await liveTexts(repository)).toEqual(before);
    const record = async () => recordIn((await repository.git.commitInfo(live(repository))).message);
    expect(await record()).toMatchObject({ source: repository.remote.tip });

    repository.write(noted('later'));
    const intent = repository.remote.tip;
    expect(await deployed(repository, ['--waiting'], night)).toMatchObject({ pushed: true, moved: 4, waiting: 0 });
    expect(await record()).toMatchObject({ source: intent });
    expect(repository.remote.tip).toBe(intent);
    expect(JSON.stringify(await liveTexts(repository))).toContain('note: one');
  });

  it('undoes, and resumes', async () => {
    const repository = await started();
    const [begin, files] = [live(repository), await liveTexts(repository)];
    repository.write(noted('one'));
    await deployed(repository);
    await deployed(repository, ['--to', begin, '--reason', 'slow tills']);
    const cluster = (texts: Files) => texts['clusters/e1/kustomization.yaml'];
    expect(cluster(await liveTexts(repository))).toBe(cluster(files));
    await deployed(repository, ['--resume']);
    expect(JSON.stringify(await liveTexts(repository))).toContain('note: one');
  });

  it('completes what was broken off between the two pushes', async () => {
    const repository = await started();
    repository.write(noted('one'));
    const refuse = {
      ...repository.git,
      push: async (...args: Parameters<typeof repository.git.push>) =>
        args[2] === 'live' ? { outcome: 'refused' as const, message: 'protected' } : repository.git.push(...args),
    };
    const { code, err } = await repository.run(['deploy', '-m', 'One', '--yes'], {
      kustomize: emptyKustomize,
      now: noon,
      git: async () => refuse,
    });
    expect({ code, err: withoutEffects(err) }).toEqual({
      code: 2,
      err: 'error: the remote refused the push: protected\nhint: What you changed is on main, there as well. When the remote lets live in, deploy again.\n',
    });
    expect(JSON.stringify(await liveTexts(repository))).not.toContain('note: one');
    expect(await deployed(repository)).toMatchObject({ pushed: true, moved: 4 });
    expect(JSON.stringify(await liveTexts(repository))).toContain('note: one');
  });

  it('puts the intent on top of what others pushed, and theirs stays', async () => {
    const repository = await started();
    repository.write(noted('one'));
    await repository.remote.receive({ [clusterPath('w2')]: undefined });
    expect(await deployed(repository, ['-m', 'One'])).toMatchObject({
      pushed: true,
      attempts: 2,
    });
    const texts = await liveTexts(repository);
    expect(texts['clusters/w2/kustomization.yaml']).toBeUndefined();
    expect(JSON.stringify(texts)).toContain('note: one');
    expect(await repository.git.changes([''])).toEqual([]);
    expect(repository.texts()[clusterPath('w2')]).toBeUndefined();
  });

  it('guards what clusters have, and writes nothing then', async () => {
    const guards = 'delivery: {branch: live}, guards: {maxClustersLosing: 1}';
    const repository = await started({
      ...apart,
      'resedge.yaml': object('Fleet', 'contoso', `{git: {url: "${url}"}, ${guards}}`),
    });
    const before = new Map(repository.remote.branches);
    repository.write({
      'inventory/till.yaml': undefined,
      'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /g/stores}'),
    });
    const { code, err } = await run(repository, ['deploy', '-m', 'Away', '--yes']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('--allow') });
    expect(new Map(repository.remote.branches)).toEqual(before);
    expect(repository.texts()['inventory/till.yaml']).toBeUndefined();
  });

  it('asks for the branch that people work on to be checked out', async () => {
    const repository = await started();
    await repository.git.switchHere('topic');
    const { code, err } = await run(repository, ['deploy', '-m', 'One', '--yes']);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'error: this is branch topic; changes go into main, and deploy writes there alone\nhint: Go there: git switch main\n',
    });
  });

  it('pushes, since what is generated is nowhere else', async () => {
    const repository = await started();
    for (const words of [
      ['-m', 'One', '--no-push'],
      ['--waiting', '--no-push'],
    ]) {
      const { code, err } = await run(repository, ['deploy', '--yes', ...words]);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('Leave --no-push out.') });
    }
  });
});

describe('what is generated on a branch of its own', () => {
  it('is not written beside what people write', async () => {
    const repository = await started();
    const { code, err } = await run(repository, ['generate']);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'error: generated files lie on live alone, where deploy writes them, and not beside what people write\nhint: To see them: resedge generate --output DIR. Whether they are current: resedge generate --check\n',
    });
  });

  it('is written to a folder of its own, the same as where clusters read it', async () => {
    const repository = await started();
    expect(await run(repository, ['generate', '--output', 'out'])).toMatchObject({ code: 0, err: '' });
    const written = Object.entries(repository.texts()).filter(([path]) => path.startsWith('out/'));
    expect(Object.fromEntries(written.map(([path, text]) => [path.slice('out/'.length), text]))).toEqual(
      await liveTexts(repository),
    );
    expect(await run(repository, ['generate', '--output', 'out'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('up to date'),
    });
    const { code, err } = await run(repository, ['generate', '--output', '.']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('error: . holds ') });
  });

  it('is checked where clusters read it', async () => {
    const repository = await started();
    expect(await run(repository, ['generate', '--check'])).toMatchObject({ code: 0, err: '' });
    repository.write(noted('one'));
    expect(await run(repository, ['generate', '--check'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('RE801'),
    });
    await deployed(repository);
    expect(await run(repository, ['generate', '--check'])).toMatchObject({ code: 0, err: '' });
  });

  it('is what render --delivered, explain and describe tell of', async () => {
    const repository = await started();
    const { out } = await run(repository, ['explain', 'till', 'e1', '-o', 'json']);
    expect(JSON.parse(out)).toMatchObject({ placed: true });
    const told = await run(repository, ['describe', 'fleet/contoso']);
    expect(told.out).toMatch(/Delivery:\n(?: {2}.*\n)* {2}Branch: +live\n/);
  });

  it('has to be here to be told of', async () => {
    const repository = await started();
    const cut = {
      ...repository.git,
      remoteTip: async (name: string, branch: string) =>
        branch === 'live' ? undefined : repository.git.remoteTip(name, branch),
    };
    for (const words of [['plan'], ['explain', 'till', 'e1'], ['describe', 'cluster/e1'], ['generate', '--check']]) {
      const { code, err } = await repository.run(words, { kustomize: emptyKustomize, git: async () => cut });
      expect({ words, code, err }).toEqual({
        words,
        code: 2,
        err: expect.stringMatching(
          /^error: origin\/live, which clusters read, was not fetched\nhint: Fetch it: git fetch origin live:refs\/remotes\/origin\/live\./,
        ),
      });
    }
  });
});

describe('a branch of its own', () => {
  it.each([
    ['main', 'spec.delivery.branch is main, the branch of spec.git, where people work'],
    ['a..b', 'spec.delivery.branch is "a..b", and Git gives no branch that name'],
  ])('is not called %s', async (branch, message) => {
    const spec = `{git: {url: "${url}"}, delivery: {branch: ${branch}}}`;
    const repository = await memoryRepository({ ...apart, 'resedge.yaml': object('Fleet', 'contoso', spec) });
    const { code, out } = await run(repository, ['validate', '-o', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).items).toContainEqual(expect.objectContaining({ rule: 'RE102', message, line: 4 }));
  });

  it.each(['a..b', 'x.lock', '-f', 'a b'])('is one that Git can make, as that of people: not %j', async (branch) => {
    const spec = `{git: {url: "${url}", branch: "${branch}"}}`;
    const repository = await memoryRepository({ ...apart, 'resedge.yaml': object('Fleet', 'contoso', spec) });
    const { code, out } = await run(repository, ['validate', '-o', 'json']);
    expect(code).toBe(1);
    const message = `spec.git.branch is "${branch}", and Git gives no branch that name`;
    expect(JSON.parse(out).items).toContainEqual(expect.objectContaining({ rule: 'RE102', message, line: 4 }));
  });

  it('leaves people their own files in the folders of that name', async () => {
    const own = { 'clusters/e1/apps.yaml': 'kind: ConfigMap\n' };
    const repository = await started({ ...apart, ...own });
    await repository.git.switchHere('mine');
    repository.write({
      ...noted('one'),
      'clusters/e1/apps.yaml': 'kind: Secret\n',
      'clusters/e2/more.yaml': 'kind: Job\n',
    });
    for (const words of [['validate'], ['plan']]) expect(await run(repository, words)).toMatchObject({ code: 0 });
  });

  it('is where generated files are changed, and not on that of a pull request (RE803)', async () => {
    const repository = await started();
    await repository.git.switchHere('mine');
    repository.write({
      'clusters/e1/kustomization.yaml': (await liveTexts(repository))['clusters/e1/kustomization.yaml'],
    });
    const { code, out } = await run(repository, ['validate', '-o', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).items).toContainEqual(
      expect.objectContaining({
        rule: 'RE803',
        message: 'this file was changed on branch mine; deploy writes them, on live',
      }),
    );
  });
});
