import { describe, expect, it } from 'vitest';
import { checkEmpty, initFiles, layoutFor, writeInit } from '../../src/operations/setup/init.ts';
import { installHooks } from '../../src/operations/setup/install-hooks.ts';
import { pipelineFor, requireOwn } from '../../src/operations/setup/pipelines.ts';
import { addStarterPolicies } from '../../src/operations/setup/starter-policies.ts';
import { object, smallFleet } from '../commands/support.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { check } from '../validate/checked.ts';
import { hostOf, stateOf } from './support.ts';

const answers = {
  name: 'contoso',
  url: 'https://git.example.com/contoso/fleet.git',
  branch: 'main',
  group: 'stores',
  clusters: 10,
};

describe('a new fleet', () => {
  it('is valid, whatever its names are', async () => {
    const { machine } = await memoryRepository(smallFleet);
    for (const one of [
      answers,
      { ...answers, name: 'on', branch: 'release/1.0', url: 'ssh://git@example.com/a/b.git' },
    ]) {
      const files = initFiles(hostOf({ ...(await memoryRepository(smallFleet)), machine }), one);
      const inventory = Object.fromEntries([...files].filter(([path]) => /^(resedge.yaml|inventory\/)/.test(path)));
      expect(check(inventory).lines).toEqual([]);
    }
  });

  it('spreads its folders once there are more than 2,000 clusters', () => {
    expect([layoutFor(2000), layoutFor(2001)]).toEqual(['clusters/{name}', 'clusters/{hash}/{name}']);
  });

  it('leaves files alone that are there, and makes a repository only if there is none', async () => {
    const fleet = await memoryRepository({ 'README.md': 'mine' });
    const host = hostOf(fleet);
    const written = await writeInit(host, '/fleet', initFiles(host, answers), 'main');
    expect(written).toContain('resedge.yaml');
    expect(written).not.toContain('README.md');
    expect(fleet.texts()['README.md']).toBe('mine');
    const made: string[] = [];
    const createGit = async (folder: string, branch: string) => {
      made.push(`${folder} ${branch}`);
      return fleet.git;
    };
    await writeInit({ ...host, git: async () => undefined, createGit }, '/other', initFiles(host, answers), 'trunk');
    expect(made).toEqual(['/other trunk']);
  });

  it('is not made in another one', async () => {
    const host = hostOf(await memoryRepository(smallFleet));
    expect(() => checkEmpty(host, '/fleet')).toThrow('/fleet is a fleet repository already');
    expect(() => checkEmpty(host, '/fleet/apps')).toThrow('/fleet/apps is in the fleet repository /fleet');
    expect(() => checkEmpty(host, '/elsewhere')).not.toThrow();
  });
});

describe('the pre-commit hook', () => {
  it('is installed where Git looks, and again over itself', async () => {
    const fleet = await memoryRepository(smallFleet);
    const { host, repository } = await workingCopyOf(hostOf(fleet));
    const options = { force: false, dryRun: false };
    const path = await installHooks(host, repository, options);
    expect(path).toBe('/fleet/.git/hooks/pre-commit');
    expect(Buffer.from(host.fs.read(path)).toString()).toContain('resedge');
    expect(await installHooks(host, repository, options)).toBe(path);
  });

  it('of somebody else stays, unless it is forced', async () => {
    const fleet = await memoryRepository(smallFleet);
    const { host, repository } = await workingCopyOf(hostOf(fleet));
    host.fs.write('/fleet/.git/hooks/pre-commit', 'make lint\n', '/fleet/.git');
    const install = (force: boolean, dryRun = false) => installHooks(host, repository, { force, dryRun });
    await expect(install(false)).rejects.toThrow('there is a pre-commit hook already');
    await install(true, true);
    expect(Buffer.from(host.fs.read('/fleet/.git/hooks/pre-commit')).toString()).toBe('make lint\n');
    await install(true);
    expect(Buffer.from(host.fs.read('/fleet/.git/hooks/pre-commit')).toString()).not.toContain('make lint');
  });
});

describe('a pipeline', () => {
  it('is where its system looks, and knows what is there', async () => {
    const fleet = await memoryRepository(smallFleet);
    const host = hostOf(fleet);
    const there = async () => (await pipelineFor(host, 'gitlab', '/fleet', 'main')).there;
    const { path, text, file } = await pipelineFor(host, 'gitlab', '/fleet', 'main');
    expect([path, file, await there()]).toEqual(['.gitlab-ci.yml', '/fleet/.gitlab-ci.yml', 'nothing']);
    fleet.write({ [path]: text });
    expect(await there()).toBe('same');
    fleet.write({ [path]: `${text}# more\n` });
    expect(await there()).toBe('ours');
    fleet.write({ [path]: 'stages: []\n' });
    const pipeline = await pipelineFor(host, 'gitlab', '/fleet', 'main');
    expect(pipeline.there).toBe('foreign');
    expect(() => requireOwn(pipeline, 'gitlab')).toThrow('there is a file .gitlab-ci.yml already');
  });

  it('runs in the folder of the fleet', async () => {
    const host = hostOf(await memoryRepository(smallFleet));
    const { file, text } = await pipelineFor(host, 'github', '/fleet/east', 'main');
    expect([file, text.includes('east/')]).toEqual(['/fleet/.github/workflows/resedge.yml', true]);
    await expect(pipelineFor(host, 'github', '/fleet', 'feature*')).rejects.toThrow(
      'the branch feature* has signs that mean something else in a pipeline',
    );
  });
});

describe('starter policies', () => {
  it('are added, but for those that are there', async () => {
    const fleet = await memoryRepository(smallFleet);
    const all = addStarterPolicies(hostOf(fleet), await stateOf(fleet), ['registry.example.com']);
    expect([all.objects.length > 2, all.kept]).toEqual([true, []]);
    const [first] = all.objects;
    const name = String(first?.name);
    const own = await memoryRepository({ ...smallFleet, 'inventory/mine.yaml': object('Policy', name) });
    const others = addStarterPolicies(hostOf(own), await stateOf(own), ['registry.example.com']);
    expect(others.kept).toEqual([`policy/${name}`]);
    expect(others.objects.length).toBe(all.objects.length - 1);
  });
});
