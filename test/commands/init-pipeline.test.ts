import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/commands/index.ts';
import { ciSystems } from '../../src/operations/setup/pipelines.ts';
import { programVersion } from '../../src/version.ts';
import { createRepository, runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { object, runIn, smallFleet } from './support.ts';

const url = 'https://git.example.com/contoso/fleet.git';
const paths = { github: '.github/workflows/resedge.yml', gitlab: '.gitlab-ci.yml', azure: 'azure-pipelines.yml' };

/** One deploy at a time, in all of the history, with no more rights than it takes. */
const expected = {
  github: {
    on: { pull_request: { branches: ['live'] }, push: { branches: ['live'] } },
    permissions: {},
    jobs: {
      check: { permissions: { contents: 'read', 'pull-requests': 'write' } },
      deploy: { permissions: { contents: 'write' }, concurrency: { 'cancel-in-progress': false } },
    },
  },
  gitlab: {
    variables: { GIT_DEPTH: '0' },
    check: { interruptible: true },
    deploy: { resource_group: 'resedge-deploy' },
  },
  azure: {
    trigger: { branches: { include: ['live'] }, paths: { exclude: ['fleets/one/clusters', 'fleets/one/fleet'] } },
    lockBehavior: 'sequential',
    stages: [{ stage: 'check' }, { stage: 'deploy', jobs: [{ environment: 'resedge' }] }],
  },
} as const;

function fleetOn(branch: string): string {
  return object('Fleet', 'contoso', `{git: {url: "${url}", branch: ${branch}}}`);
}

const notes = {
  github: '',
  gitlab: 'For what waits, make a schedule: Build > Pipeline schedules, interval */15 * * * *, on live\n',
  azure: '',
};

describe('init --ci', () => {
  it.each(ciSystems)('adds a pipeline for %s to a fleet that is there', async (system) => {
    const below = Object.entries(smallFleet).map(([path, text]) => [`fleets/one/${path}`, text]);
    const root = createRepository({ ...Object.fromEntries(below), 'fleets/one/resedge.yaml': fleetOn('live') });
    const path = paths[system];
    expect(await runIn(join(root, 'fleets/one'), ['init', '--ci', system, '--yes'])).toEqual({
      code: 0,
      out: '',
      err: `wrote ${path}: its first lines say what it needs\n${notes[system]}Next: git add ${path} && git commit -m "Pipeline" -- ${path}\n`,
    });
    const text = readFileSync(join(root, path), 'utf8');
    expect(parse(text)).toMatchObject(expected[system]);
    expect(text).not.toMatch(/(?<!\$)\{\{/);
    expect(text).toContain(`RESEDGE: npx --yes resedge@${programVersion()}\n`);
    expect(text).toMatch(/RESEDGE_REPO: "fleets\/one"\n/);
    expect(text).not.toMatch(/\bmain\b/);
    const used = Array.from(text.matchAll(/\$RESEDGE (\w+)/g), ([, name]) => name);
    expect(used).toEqual(['validate', 'test', 'plan', 'deploy']);
    expect(used.every((word) => commands.some(({ name }) => name === word))).toBe(true);
    expect(runGit(root, 'status', '--porcelain', '--untracked-files=all')).toBe(`?? ${path}`);
  });

  it('is a part of a new fleet', async () => {
    const folder = temporaryFolder();
    const { err } = await runIn(folder, ['init', 'shops', '--url', url, '--branch', 'live', '--ci', 'github']);
    expect(err).toContain('wrote 8 files');
    const text = readFileSync(join(folder, 'shops', paths.github), 'utf8');
    expect(text).toContain('branches: ["live"]');
    expect(text).toContain('RESEDGE_REPO: "."');
    expect((await runIn(join(folder, 'shops'), ['validate'])).code).toBe(0);
  });

  it('prints with --dry-run, and writes nothing', async () => {
    const folder = createRepository(smallFleet);
    const { out, err } = await runIn(folder, ['init', '--ci', 'gitlab', '--dry-run']);
    expect(parse(out)).toMatchObject({ deploy: { resource_group: 'resedge-deploy' } });
    expect(err).toBe('.gitlab-ci.yml would be this. Nothing was changed.\n');
    expect(existsSync(join(folder, '.gitlab-ci.yml'))).toBe(false);
  });

  it('renews what it wrote, and leaves alone what others wrote', async () => {
    const folder = createRepository(smallFleet);
    const init = (...words: string[]) => runIn(folder, ['init', '--ci', 'azure', ...words]);
    await init('--yes');
    const text = readFileSync(join(folder, paths.azure), 'utf8');
    expect((await init()).err).toBe('azure-pipelines.yml is there already. Nothing to change.\n');
    writeFiles(folder, { [paths.azure]: text.replace('resedge@', 'resedge@0.0.0-') });
    expect((await init()).err).toContain('this needs an answer: Write over azure-pipelines.yml?');
    await init('--yes');
    expect(readFileSync(join(folder, paths.azure), 'utf8')).toBe(text);
    writeFiles(folder, { [paths.azure]: 'steps: []\n' });
    expect(await init('--yes')).toMatchObject({
      code: 2,
      err: 'error: there is a file azure-pipelines.yml already, and resedge did not write it\nhint: See what would be in it, and put the two together: resedge init --ci azure --dry-run\n',
    });
    expect(readFileSync(join(folder, paths.azure), 'utf8')).toBe('steps: []\n');
  });

  it.each([
    [['--ci', 'jenkins'], 'there is no pipeline for "jenkins"'],
    [['--ci', 'github', '--name', 'other'], 'to add to it, give --ci or --policies alone'],
    [['--ci', 'github', '--example'], 'to add to it, give --ci or --policies alone'],
  ])('refuses %j', async (words, message) => {
    const { code, err } = await runIn(createRepository(smallFleet), ['init', ...words]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });

  it('refuses a branch whose name a pipeline would misread', async () => {
    const folder = createRepository({ ...smallFleet, 'resedge.yaml': fleetOn('"a+b"') });
    const { code, err } = await runIn(folder, ['init', '--ci', 'github', '--yes']);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('the branch a+b has signs') });
  });
});
