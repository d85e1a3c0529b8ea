import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, runGit } from '../support/git.ts';
import { object, quietFleet, runIn } from './support.ts';

const commented = `# Two stores in one file.
${object('Cluster', 'a1', '{groups: [stores/east]} # the first')}---
apiVersion: resedge.dev/v1
kind: Cluster
metadata: {name: a2}
spec:
  # where it is
  groups:   [stores/east]

  timeZone: 'America/Chicago'
`;

function createFleet(): string {
  return createRepository({
    ...quietFleet,
    'resedge.yaml': object('Fleet', 'contoso', '{git: {url: "https://git.example.com/a.git"}}'),
    'inventory/two.yaml': commented,
  });
}

function read(folder: string, path = 'inventory/two.yaml'): string {
  return readFileSync(join(folder, path), 'utf8');
}

describe('hold', () => {
  it('puts clusters on hold, in files of which nothing else changes', async () => {
    const folder = createFleet();
    expect(await runIn(folder, ['hold', 'a2', 'cluster/e1', '--reason', 'flood', '--until', '+3d', '--yes'])).toEqual({
      code: 0,
      out: 'cluster/e1 changed\ncluster/a2 changed\n',
      err: 'Next: resedge deploy -m "why"\n',
    });
    expect(read(folder)).toBe(`${commented}  hold:\n    reason: flood\n    until: "2026-11-05"\n`);
    expect(read(folder, 'inventory/clusters/e1.yaml')).toContain(
      'spec: {groups: [stores/east], hold: {reason: flood, until: "2026-11-05"}}\n',
    );
    expect((await runIn(folder, ['validate'])).out).toBe('0 errors, 0 warnings in 11 files\n');
  });

  it('gives one that is on hold the new reason, and the new day or none', async () => {
    const folder = createFleet();
    await runIn(folder, ['hold', 'a2', '--reason', 'flood', '--until', '2026-11-30', '--yes']);
    await runIn(folder, ['hold', 'a2', '--reason', 'still wet', '--until', '2026-12-24', '--yes']);
    expect(read(folder)).toBe(`${commented}  hold:\n    reason: still wet\n    until: "2026-12-24"\n`);
    await runIn(folder, ['hold', 'a2', '--reason', 'for good', '--yes']);
    expect(read(folder)).toBe(`${commented}  hold:\n    reason: for good\n`);
    expect((await runIn(folder, ['hold', 'a2', '--reason', 'for good', '--yes'])).err).toBe('Nothing to change.\n');
  });

  it('takes an expression', async () => {
    const folder = createFleet();
    const { out } = await runIn(folder, ['hold', '-l', '/g/stores/west', '--reason', 'power cuts', '--yes']);
    expect(out).toBe('cluster/w1 changed\ncluster/w2 changed\n');
    expect(runGit(folder, 'diff', '--name-only').trim().split('\n')).toEqual([
      'inventory/clusters/w1.yaml',
      'inventory/clusters/w2.yaml',
    ]);
  });

  it('takes the kind in front, once or with each name', async () => {
    const folder = createFleet();
    const { out } = await runIn(folder, [
      'hold',
      'cluster',
      'e1',
      'w1',
      '--reason',
      'flood',
      '--dry-run',
      '-o',
      'name',
    ]);
    expect(out).toBe('cluster/e1\ncluster/w1\n');
    const { out: same } = await runIn(folder, ['hold', 'cluster/e1', 'w1', '--reason', 'x', '--dry-run', '-o', 'name']);
    expect(same).toBe(out);
  });

  it('warns of a day that is over', async () => {
    const folder = createFleet();
    const { err } = await runIn(folder, ['hold', 'e1', '--reason', 'flood', '--until', '2026-11-01', '--yes']);
    expect(err).toContain('warning: 2026-11-01 is over, so this holds nothing\n');
  });

  it('shows the difference and changes nothing with --dry-run', async () => {
    const folder = createFleet();
    const { out, err } = await runIn(folder, ['hold', 'a1', '--reason', 'flood', '--dry-run']);
    expect(out).toContain('+spec: {groups: [stores/east], hold: {reason: flood}} # the first\n');
    expect(err).toBe('Nothing was changed.\n');
    expect(read(folder)).toBe(commented);
  });

  it.each([
    [['e1'], 'there is no reason', 'Say why: --reason "flood in the basement"'],
    [['e1', '--reason', ' '], 'the reason is empty', 'Say why: --reason "flood in the basement"'],
    [['--reason', 'x'], 'there is no cluster named', 'Write names of clusters, or select them with -l.'],
    [['e1', '-l', 'all', '--reason', 'x'], 'give either names or -l', undefined],
    [['group/stores', '--reason', 'x'], 'group/stores is not a cluster', 'For all in the group: -l /g/stores'],
    [
      ['e1', '--reason', 'x', '--until', '24.12.2026'],
      '--until takes a day, not "24.12.2026"',
      'Did you mean 2026-12-24?',
    ],
    [
      ['e1', '--reason', 'x', '--until', '2026-02-30'],
      '--until: there is no day 2026-02-30',
      'Write it as 2026-11-26, or as today, tomorrow or +3d.',
    ],
  ])('%j: %s', async (words, message, hint) => {
    const folder = createFleet();
    const { code, err } = await runIn(folder, ['hold', ...words, '--yes']);
    expect(code).toBe(2);
    const cure = hint === undefined ? '' : `hint: ${hint}\n`;
    expect(err).toBe(`error: ${message}\n${cure}See resedge hold --help\n`);
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('says which cluster was probably meant', async () => {
    expect(await runIn(createFleet(), ['hold', 'e11', '--reason', 'x', '--yes'])).toMatchObject({
      code: 2,
      err: 'error: there is no cluster named e11\nhint: Did you mean e1?\n',
    });
  });
});

describe('release', () => {
  it('takes off what hold put on: the file is as it was', async () => {
    const folder = createFleet();
    await runIn(folder, ['hold', '-l', 'all', '--reason', 'flood', '--yes']);
    expect(await runIn(folder, ['release', 'a1', 'a2', '--yes'])).toMatchObject({
      code: 0,
      out: 'cluster/a1 changed\ncluster/a2 changed\n',
    });
    expect(read(folder)).toBe(commented);
    expect((await runIn(folder, ['release', '-l', 'all', '--yes'])).out).toBe(
      ['e1', 'e2', 'w1', 'w2'].map((name) => `cluster/${name} changed\n`).join(''),
    );
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it.each([
    [['e1'], 'cluster e1 is not on hold'],
    [['e1', 'e2'], '2 clusters are not on hold: e1, e2'],
    [['-l', '/g/stores'], '6 clusters are not on hold: a1, a2, e1, …'],
  ])('%j: %s', async (words, note) => {
    expect(await runIn(createFleet(), ['release', ...words, '--yes'])).toEqual({
      code: 0,
      out: '',
      err: `${note}\nNothing to change.\n`,
    });
  });
});
