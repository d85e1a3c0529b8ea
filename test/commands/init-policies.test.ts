import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { readTexts } from '../support/fleet.ts';
import { createRepository, runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { fakeHost } from '../support/host.ts';
import { object, onDisk, runIn, smallFleet } from './support.ts';

const url = 'https://git.example.com/contoso/fleet.git';
const names = ['allowed-registries', 'no-latest-tag', 'no-privileged', 'pod-security', 'probes', 'resources-set'];
const paths = [...names.map((name) => `inventory/policies/${name}.yaml`), 'policies/pod-security/kustomization.yaml'];
const allowed = 'inventory/policies/allowed-registries.yaml';

function read(...path: string[]): string {
  return readFileSync(join(...path), 'utf8');
}

describe('init --policies, for a new fleet', () => {
  it('writes policies that are valid and in the usual form, and says how to use one', async () => {
    const folder = temporaryFolder();
    expect(await runIn(folder, ['init', '--url', url, '--policies'])).toEqual({
      code: 0,
      out: '',
      err: `wrote 14 files to ${folder}
Next: resedge validate
A policy counts for the namespaces that list it: resedge set namespace/NAME policies+=no-latest-tag
`,
    });
    expect(
      Object.keys(readTexts(folder))
        .filter((path) => /(^|\/)policies\//.test(path) && !path.startsWith('.git/'))
        .sort(),
    ).toEqual(paths);
    expect(await runIn(folder, ['validate'])).toEqual({ code: 0, out: '0 errors, 0 warnings in 9 files\n', err: '' });
    expect(await runIn(folder, ['fmt', '--check'])).toMatchObject({ code: 0, out: '' });
    expect(read(folder, allowed)).toContain('one of these: docker.io, ghcr.io, quay.io, registry.k8s.io.\n');
    for (const path of paths.slice(0, -1))
      expect(read(folder, path)).toMatch(
        /^# yaml-language-server: \$schema=https:\/\/resedge\.dev\/schemas\/v1\/policy\.json\n/,
      );
  });

  it('has them delivered to a namespace that lists them, in the way that it says', async () => {
    const folder = temporaryFolder();
    await runIn(folder, ['init', '--url', url, '--policies']);
    await runIn(folder, ['create', 'namespace', 'web', '--clusters', 'all', '--quota', 'pods=9', '--yes']);
    for (const name of names)
      expect((await runIn(folder, ['set', 'namespace/web', `policies+=${name}`, '--yes'])).code).toBe(0);
    await runIn(folder, ['create', 'cluster', 'a', '--group', 'stores', '--yes']);
    expect((await runIn(folder, ['validate'])).out).toMatch(/^0 errors, 0 warnings/);
    expect((await runIn(folder, ['generate'])).code).toBe(0);
    const [content = ''] = readdirSync(join(folder, 'fleet/namespaces/web/base'));
    const delivered = join(folder, 'fleet/namespaces/web/base', content);
    expect(read(delivered, 'kustomization.yaml')).toContain('components:\n  - files/policies/pod-security\n');
    expect(read(delivered, 'files/policies/pod-security/kustomization.yaml')).toBe(
      read(folder, 'policies/pod-security/kustomization.yaml'),
    );
  });

  it('takes registries, each once', async () => {
    const folder = temporaryFolder();
    const flags = ['ghcr.io/contoso/', 'registry.example.com:5000', 'ghcr.io/contoso'].flatMap((name) => [
      '--registry',
      name,
    ]);
    expect((await runIn(folder, ['init', '--url', url, '--policies', ...flags])).code).toBe(0);
    expect(read(folder, allowed)).toContain(
      String.raw`pattern: '^(ghcr\.io/contoso(?=[/:@]|$)|registry\.example\.com:5000/)'`,
    );
    expect(read(folder, allowed)).toContain('one of these: ghcr.io/contoso, registry.example.com:5000.\n');
    expect((await runIn(folder, ['validate'])).code).toBe(0);
  });

  it('asks at a terminal, unless it was said or agreed beforehand', async () => {
    const given = ['init', '--name', 'a', '--url', url, '--branch', 'main', '--group', 'stores', '--clusters', '5'];
    const question = 'Add a starter set of policies?';
    const runs: readonly [flags: string[], answers: boolean[], asks: boolean, has: boolean][] = [
      [[], [true, true], true, true],
      [[], [false, true], true, false],
      [['--policies'], [true], false, true],
      [['--yes'], [], false, false],
      [['--yes', '--policies'], [], false, true],
    ];
    for (const [flags, answers, asks, has] of runs) {
      const folder = temporaryFolder();
      const host = fakeHost(onDisk(folder, { tty: true, answers }));
      expect(await main([...given, ...flags], host)).toBe(0);
      expect(host.questions.includes(question), flags.join(' ')).toBe(asks);
      expect(existsSync(join(folder, allowed)), flags.join(' ')).toBe(has);
    }
  });

  it.each([
    [['--example', '--policies'], 'only --url goes with --example'],
    [['--example', '--registry', 'ghcr.io'], 'only --url goes with --example'],
    [['--url', url, '--registry', 'ghcr.io'], 'Give --policies as well.'],
    [['--url', url, '--policies', '--registry', 'contoso'], '--registry: "contoso" is not a registry'],
    [['--url', url, '--policies', '--registry', 'https://ghcr.io/a'], 'Leave out the scheme: --registry ghcr.io/a'],
  ])('refuses %j', async (flags, message) => {
    const folder = temporaryFolder();
    const { code, err } = await runIn(folder, ['init', ...flags]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
    expect(existsSync(join(folder, 'resedge.yaml'))).toBe(false);
  });
});

describe('init --policies, for a fleet that is there', () => {
  it('adds them, and nothing else', async () => {
    const folder = createRepository(smallFleet);
    const { code, out, err } = await runIn(folder, ['init', '--policies', '--registry', 'ghcr.io']);
    expect({ code, err }).toEqual({ code: 0, err: 'Next: resedge set namespace/NAME policies+=no-latest-tag\n' });
    expect(out).toBe(names.map((name) => `policy/${name} created\n`).join(''));
    expect(runGit(folder, 'status', '--porcelain', '--untracked-files=all').split('\n')).toEqual(
      paths.map((path) => `?? ${path}`),
    );
    expect((await runIn(folder, ['validate'])).code).toBe(0);
    const again = await runIn(folder, ['init', '--policies']);
    expect(again.err).toContain('policy/allowed-registries is there already, and stays as it is\n');
    expect(again.err).toMatch(/Nothing to change\.\n$/);
    expect(read(folder, allowed)).toContain('one of these: ghcr.io.\n');
  });

  it('leaves alone what is there: a policy of that name wherever it is, and files', async () => {
    const mine = object('Policy', 'pod-security', '{}');
    const other = object('Policy', 'other', '{}');
    const folder = createRepository({ ...smallFleet, 'inventory/mine.yaml': mine, [paths[4] ?? '']: other });
    const { code, out, err } = await runIn(folder, ['init', '--policies']);
    expect(code).toBe(0);
    expect(err).toContain('policy/pod-security is there already, and stays as it is\n');
    expect(err).toContain('inventory/policies/probes.yaml is there already, and stays as it is\n');
    expect(out).not.toMatch(/pod-security|probes/);
    expect(existsSync(join(folder, 'policies'))).toBe(false);
    expect(read(folder, paths[4] ?? '')).toBe(other);
    expect((await runIn(folder, ['validate'])).code).toBe(0);
  });

  it('keeps a folder of manifests that is there, and takes it as it is', async () => {
    const kustomization = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n';
    const folder = createRepository({ ...smallFleet, 'policies/pod-security/kustomization.yaml': kustomization });
    const { err } = await runIn(folder, ['init', '--policies']);
    expect(err).toContain('policies/pod-security/kustomization.yaml is there already, and stays as it is\n');
    expect(read(folder, 'policies/pod-security/kustomization.yaml')).toBe(kustomization);
  });

  it('shows with --dry-run, and asks at a terminal', async () => {
    const folder = createRepository(smallFleet);
    const { out } = await runIn(folder, ['init', '--policies', '--dry-run']);
    expect(out).toContain('policy/no-latest-tag created (dry run)\n');
    expect(existsSync(join(folder, allowed))).toBe(false);
    const host = fakeHost(onDisk(folder, { tty: true, answers: [false] }));
    expect(await main(['init', '--policies'], host)).toBe(0);
    expect(host.questions).toEqual(['Write these 7 files?']);
    expect(existsSync(join(folder, allowed))).toBe(false);
  });

  it('works in the folder that is named, and together with --ci', async () => {
    const below = Object.entries(smallFleet).map(([path, text]) => [`fleets/one/${path}`, text]);
    const root = createRepository(Object.fromEntries(below));
    expect((await runIn(root, ['init', 'fleets/one', '--policies', '--ci', 'gitlab', '--yes'])).code).toBe(0);
    expect(existsSync(join(root, 'fleets/one', allowed))).toBe(true);
    expect(existsSync(join(root, '.gitlab-ci.yml'))).toBe(true);
  });

  it('refuses answers to the questions of a new fleet', async () => {
    const folder = createRepository(smallFleet);
    const { code, err } = await runIn(folder, ['init', '--policies', '--name', 'other']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('give --ci or --policies alone') });
  });

  it('brings them where the inventory has errors of its own, and says so', async () => {
    const folder = createRepository(smallFleet);
    writeFiles(folder, { 'inventory/bad.yaml': object('Application', 'bad', '{path: apps/none}') });
    const { code, err } = await runIn(folder, ['init', '--policies']);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('1 error that the inventory has already') });
  });
});
