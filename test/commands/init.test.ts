import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storyTime } from '../../scripts/example-story.mjs';
import { main } from '../../src/main.ts';
import { Interrupted } from '../../src/model/errors.ts';
import { readTexts } from '../support/fleet.ts';
import { createRepository, runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { fakeHost } from '../support/host.ts';
import { onDisk, runIn, smallFleet } from './support.ts';

const url = 'https://git.example.com/contoso/fleet.git';

function read(...path: string[]): string {
  return readFileSync(join(...path), 'utf8');
}

describe('init', () => {
  it('makes a fleet that is valid, in a Git repository on the branch that clusters read', async () => {
    const folder = temporaryFolder();
    expect(await runIn(folder, ['init', 'contoso', '--url', url, '--branch', 'live'])).toEqual({
      code: 0,
      out: '',
      err: `wrote 7 files to ${folder}/contoso\nNext: cd contoso, then resedge validate\n`,
    });
    const root = join(folder, 'contoso');
    expect(runGit(root, 'status', '--short', '--branch', '--untracked-files=all')).toBe(`## No commits yet on live
?? .gitattributes
?? .vscode/extensions.json
?? .vscode/resedge.schema.json
?? .vscode/settings.json
?? README.md
?? inventory/groups/stores.yaml
?? resedge.yaml`);
    expect(await runIn(root, ['validate'])).toEqual({ code: 0, out: '0 errors, 0 warnings in 2 files\n', err: '' });
    expect((await runIn(root, ['get', 'fleets', '-o', 'name'])).out).toBe('fleet/contoso\n');
    expect((await runIn(root, ['generate'])).code).toBe(0);
    expect((await runIn(root, ['generate', '--check'])).code).toBe(0);
  });

  it('quotes names that YAML would take for something else', async () => {
    const folder = temporaryFolder();
    expect((await runIn(folder, ['init', '007', '--url', url, '--group', 'true', '--branch', '1e3'])).code).toBe(0);
    expect((await runIn(join(folder, '007'), ['validate'])).out).toBe('0 errors, 0 warnings in 2 files\n');
    expect((await runIn(join(folder, '007'), ['get', 'groups', '-o', 'name'])).out).toBe('group/true\n');
  });

  it('takes every answer from a flag', async () => {
    const folder = temporaryFolder();
    const flags = `--name shops --url ssh://git@git.example.com/shops.git --branch live --group markets --clusters 30000`;
    expect((await runIn(folder, ['init', ...flags.split(' '), '--yes'])).code).toBe(0);
    const fleet = read(folder, 'resedge.yaml');
    expect(fleet).toContain('  name: shops\n');
    expect(fleet).toContain('    url: ssh://git@git.example.com/shops.git\n    branch: live\n');
    expect(fleet).toContain('    clusters: "clusters/{hash}/{name}"\n');
    expect(read(folder, 'inventory/groups/markets.yaml')).toContain('  name: markets\n');
    expect((await runIn(folder, ['validate'])).code).toBe(0);
  });

  it('asks for what was not given, and once more before it writes', async () => {
    const folder = temporaryFolder();
    const answers = ['contoso', url, 'main', 'stores', '500', false, true];
    const host = fakeHost(onDisk(folder, { tty: true, answers }));
    expect(await main(['init'], host)).toBe(0);
    expect(host.questions).toEqual([
      'Name of the fleet',
      'Git URL that clusters read',
      'Branch that clusters read',
      'Topmost group',
      'How many clusters there will be',
      'Add a starter set of policies?',
      `Write 7 files to ${folder}?`,
    ]);
    expect(read(folder, 'resedge.yaml')).toContain('    clusters: "clusters/{name}"\n');
  });

  it('writes nothing where the answer is no, or where it is broken off', async () => {
    const given = ['init', '--name', 'a', '--url', url, '--branch', 'main', '--group', 'stores', '--clusters', '5'];
    for (const [answer, code] of [
      [false, 0],
      [new Interrupted(), 130],
    ] as const) {
      const folder = temporaryFolder();
      expect((await runIn(folder, given, { tty: true, answers: [true, answer] })).code).toBe(code);
      expect(existsSync(join(folder, 'resedge.yaml'))).toBe(false);
    }
  });

  it('--dry-run says what it would write', async () => {
    const folder = temporaryFolder();
    expect(await runIn(folder, ['init', '--url', url, '--dry-run'])).toEqual({
      code: 0,
      out: '',
      err: `7 files would be written to ${folder}:
+ resedge.yaml
+ inventory/groups/stores.yaml
+ README.md
+ .gitattributes
+ .vscode/extensions.json
+ .vscode/settings.json
+ .vscode/resedge.schema.json
`,
    });
    expect(existsSync(join(folder, 'resedge.yaml'))).toBe(false);
  });

  const refused: readonly [flags: string[], err: string][] = [
    [
      [],
      'error: --url is missing, and there is nobody to ask\nhint: Git URL that clusters read: --url https://git.example.com/contoso/fleet.git\n',
    ],
    [
      ['--url', 'https://ann:secret@git.example.com/a.git'],
      'error: --url: leave credentials out: they go into a Secret on the clusters (spec.git.secret)\n',
    ],
    [
      ['--url', 'ssh://git:secret@git.example.com/a.git'],
      'error: --url: leave credentials out: they go into a Secret on the clusters (spec.git.secret)\n',
    ],
    [
      ['--url', 'git@git.example.com:a.git'],
      'error: --url: clusters read an http, https or ssh URL, such as https://git.example.com/contoso/fleet.git or ssh://git@git.example.com/contoso/fleet.git\n',
    ],
    [
      ['--url', url, '--name', 'My Fleet'],
      'error: --name: a name has lower-case letters, digits and "-", at most 63, and begins and ends with a letter or digit\n',
    ],
    [['--url', url, '--branch', 'a..b'], 'error: --branch: this is not a name that Git gives a branch\n'],
    [['--url', url, '--clusters', 'many'], 'error: --clusters <number> takes a whole number, not "many"\n'],
    [
      ['--example', '--name', 'shops'],
      'error: the example has its own name, branch, groups and layout: only --url goes with --example\n',
    ],
  ];
  it.each(refused)('refuses %j', async (flags, err) => {
    const folder = temporaryFolder();
    expect(await runIn(folder, ['init', ...flags])).toEqual({
      code: 2,
      out: '',
      err: `${err}See resedge init --help\n`,
    });
    expect(existsSync(join(folder, 'resedge.yaml'))).toBe(false);
  });
});

describe('what init writes for editors', () => {
  it('is a schema for all files of the inventory, that needs no network', async () => {
    const folder = temporaryFolder();
    expect((await runIn(folder, ['init', '--url', url])).code).toBe(0);
    const settings = JSON.parse(read(folder, '.vscode/settings.json'));
    expect(Object.keys(settings['yaml.schemas'])).toEqual(['./.vscode/resedge.schema.json']);
    const schema = read(folder, '.vscode/resedge.schema.json');
    expect(schema.match(/"\$ref": "(?!#\/definitions\/\w+")/)).toBeNull();
    expect(JSON.parse(read(folder, '.vscode/extensions.json'))).toEqual({ recommendations: ['redhat.vscode-yaml'] });
  });

  it.each([['--url', url], ['--example']])('is named in the first line of each file: %s', async (...flags) => {
    const folder = temporaryFolder();
    expect((await runIn(folder, ['init', ...flags])).code).toBe(0);
    const { out } = await runIn(folder, ['get', 'fleets,groups,clusters,applications,namespaces', '-o', 'name']);
    expect(out).toContain('fleet/');
    for (const [path, text] of Object.entries(readTexts(folder))) {
      const kind = /^kind: (\w+)$/m.exec(text)?.[1]?.toLowerCase();
      if (/^(resedge\.yaml$|inventory\/|expectations\/)/.test(path))
        expect(text, path).toMatch(`# yaml-language-server: $schema=https://resedge.dev/schemas/v1/${kind}.json\n`);
    }
  });

  it('leaves settings alone that are there', async () => {
    const folder = createRepository({ '.vscode/settings.json': '{}\n' });
    expect((await runIn(folder, ['init', '--url', url])).code).toBe(0);
    expect(read(folder, '.vscode/settings.json')).toBe('{}\n');
  });
});

describe('init in a folder that is not empty', () => {
  it('refuses a fleet, and a folder in one', async () => {
    const folder = createRepository(smallFleet);
    const hint = 'hint: See what is in it: resedge get clusters\n';
    expect(await runIn(folder, ['init', '--url', url])).toEqual({
      code: 2,
      out: '',
      err: `error: ${folder} is a fleet repository already\n${hint}`,
    });
    expect(await runIn(folder, ['init', 'inventory/new', '--url', url])).toEqual({
      code: 2,
      out: '',
      err: `error: ${folder}/inventory/new is in the fleet repository ${folder}\n${hint}`,
    });
  });

  it('leaves alone what is there, in a Git repository and in a folder of one', async () => {
    const folder = createRepository({ 'README.md': 'mine\n' });
    expect((await runIn(folder, ['init', '--url', url])).err).toContain('wrote 6 files');
    expect(read(folder, 'README.md')).toBe('mine\n');

    const other = createRepository({ 'README.md': 'mine\n' });
    expect((await runIn(other, ['init', 'fleets/a', '--url', url])).code).toBe(0);
    expect(existsSync(join(other, 'fleets/a/.git'))).toBe(false);
    expect((await runIn(join(other, 'fleets/a'), ['validate'])).code).toBe(0);
  });

  it('works where --repo says', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'shops/.keep': '' });
    expect((await runIn(folder, ['-C', 'shops', 'init', '--url', url])).code).toBe(0);
    expect(existsSync(join(folder, 'shops/resedge.yaml'))).toBe(true);
  });
});

describe('init --example', () => {
  it('writes a fleet that is valid, with what clusters have of it: once committed, some wait for the rest', async () => {
    const folder = createRepository();
    expect((await runIn(folder, ['init', '--example'])).code).toBe(0);
    const { code, out } = await runIn(folder, ['validate']);
    expect(out).toMatch(/(^|\n)0 errors, \d+ warnings?, 2 notes in \d+ files\n$/);
    expect(code).toBe(0);
    runGit(folder, 'add', '--all');
    runGit(folder, 'commit', '--quiet', '--message', 'The fleet as it is');
    const now = storyTime;
    expect((await runIn(folder, ['generate', '--check'], { now })).out).toMatch(/^0 errors/);
    expect((await runIn(folder, ['generate'], { now })).out).toMatch(/ \d+ files up to date\n$/);
    const waiting = await runIn(folder, ['deploy', '--waiting', '--yes', '--no-push', '--dry-run'], { now });
    expect(waiting.out).toMatch(/ files up to date, 10 clusters wait\n$/);
  });

  it('takes another URL', async () => {
    const folder = temporaryFolder();
    expect((await runIn(folder, ['init', '--example', '--url', 'https://git.example.com/mine.git'])).code).toBe(0);
    expect(read(folder, 'resedge.yaml')).toContain('    url: https://git.example.com/mine.git\n    branch: main\n');
    expect((await runIn(folder, ['validate'])).code).toBe(0);
    expect((await runIn(folder, ['generate'])).out).toMatch(/ \d+ files created, 0 updated, 0 deleted, 0 unchanged\n$/);
  });

  it('refuses a URL with credentials', async () => {
    const folder = temporaryFolder();
    const { code, err } = await runIn(folder, [
      'init',
      '--example',
      '--url',
      'https://ann:secret@git.example.com/a.git',
    ]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('leave credentials out') });
    expect(err).not.toContain('secret@');
  });
});
