import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, runGit } from '../support/git.ts';
import { object, runIn, smallFleet } from './support.ts';

const group = `apiVersion: resedge.dev/v1
kind: Group
metadata: {name: stores/south}
spec:
  freezes:
    # agreed with marketing
    - from: 2026-12-20
      to: 2026-12-26
      reason: Christmas
`;

function createFleet(): string {
  return createRepository({
    ...smallFleet,
    'resedge.yaml': object('Fleet', 'contoso', '{git: {url: "https://git.example.com/a.git"}}'),
    'inventory/south.yaml': group,
  });
}

function read(folder: string, path = 'inventory/south.yaml'): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** Freezes from the 26th to the 30th of November. */
function thanksgiving(...words: readonly string[]): string[] {
  return ['freeze', '--from', '2026-11-26', '--to', '2026-11-30', ...words, '--yes'];
}

describe('freeze', () => {
  it('adds a freeze to a group, beside those that it has', async () => {
    const folder = createFleet();
    expect(await runIn(folder, thanksgiving('--group', 'stores/south', '--reason', 'Thanksgiving'))).toEqual({
      code: 0,
      out: 'group/stores/south changed\n',
      err: 'Next: resedge deploy -m "why"\n',
    });
    expect(read(folder)).toBe(`${group}    - from: "2026-11-26"\n      to: "2026-11-30"\n      reason: Thanksgiving\n`);
    expect((await runIn(folder, ['validate'])).code).toBe(0);
  });

  it('gives one of the same days the new reason', async () => {
    const folder = createFleet();
    const words = ['--group', 'stores/south', '--from', '2026-12-20', '--to', '2026-12-26'];
    await runIn(folder, ['freeze', ...words, '--reason', 'holidays', '--yes']);
    expect(read(folder)).toBe(group.replace('Christmas', 'holidays'));
  });

  it('freezes the fleet, or the clusters of an expression', async () => {
    const folder = createFleet();
    expect((await runIn(folder, thanksgiving('--all', '--reason', 'x'))).out).toBe('fleet/contoso changed\n');
    expect((await runIn(folder, thanksgiving('-l', '/g/stores/west', '--reason', 'x'))).out).toBe(
      'cluster/w1 changed\ncluster/w2 changed\n',
    );
    const freeze = 'freezes: [{from: "2026-11-26", to: "2026-11-30", reason: x}]}\n';
    for (const path of ['resedge.yaml', 'inventory/clusters/w1.yaml', 'inventory/clusters/w2.yaml'])
      expect(read(folder, path)).toContain(freeze);
  });

  it('counts days from today', async () => {
    const folder = createFleet();
    await runIn(folder, ['freeze', '-l', '/c/e1', '--from', 'tomorrow', '--to', '+30d', '--reason', 'x', '--yes']);
    expect(read(folder, 'inventory/clusters/e1.yaml')).toContain('{from: "2026-11-03", to: "2026-12-02", reason: x}');
  });

  it('takes back a freeze of the same days alone', async () => {
    const folder = createFleet();
    const where = ['--group', 'stores/south'];
    await runIn(folder, thanksgiving(...where, '--reason', 'Thanksgiving'));
    expect((await runIn(folder, thanksgiving(...where, '--remove'))).out).toBe('group/stores/south changed\n');
    expect(read(folder)).toBe(group);
    expect(await runIn(folder, thanksgiving(...where, '--remove'))).toEqual({
      code: 0,
      out: '',
      err: 'group stores/south is not frozen from 2026-11-26 to 2026-11-30\nNothing to change.\n',
    });
    await runIn(folder, thanksgiving('--all', '--reason', 'x'));
    await runIn(folder, thanksgiving('--all', '--remove'));
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('warns of days that are over', async () => {
    const words = ['--all', '--from', '2026-10-01', '--to', '2026-10-02', '--reason', 'x', '--yes'];
    expect((await runIn(createFleet(), ['freeze', ...words])).err).toContain(
      'warning: 2026-10-02 is over, so this freezes nothing\n',
    );
  });

  it.each([
    [
      ['--from', 'today', '--to', 'today', '--reason', 'x'],
      'it does not say what to freeze',
      'Give one of -l EXPRESSION, --group PATH and --all.',
    ],
    [
      ['--all', '--group', 'stores', '--from', 'today', '--to', 'today', '--reason', 'x'],
      'give only one of -l, --group and --all',
      undefined,
    ],
    [
      ['--all', '--from', 'tomorrow', '--to', 'today', '--reason', 'x'],
      'the freeze ends on 2026-11-02, before it begins on 2026-11-03',
      undefined,
    ],
    [['--all', '--from', 'today', '--to', 'today'], 'there is no reason', 'Say why: --reason "Thanksgiving week"'],
    [
      ['--all', '--from', '26.11.2026', '--to', 'today', '--reason', 'x'],
      '--from takes a day, not "26.11.2026"',
      'Did you mean 2026-11-26?',
    ],
    [['--all', '--to', 'today', '--reason', 'x'], "required option '--from <day>' not specified", undefined],
  ])('%j: %s', async (words, message, hint) => {
    const folder = createFleet();
    const { code, err } = await runIn(folder, ['freeze', ...words, '--yes']);
    expect(code).toBe(2);
    const cure = hint === undefined ? '' : `hint: ${hint}\n`;
    expect(err).toBe(`error: ${message}\n${cure}See resedge freeze --help\n`);
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('says which group was probably meant', async () => {
    expect(await runIn(createFleet(), thanksgiving('--group', 'south', '--reason', 'x'))).toMatchObject({
      code: 2,
      err: 'error: there is no group named south\nhint: Did you mean stores/south?\n',
    });
  });
});
