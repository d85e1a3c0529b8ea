import { describe, expect, it } from 'vitest';
import { recordIn } from '../../src/model/deploy-record.ts';
import type { Git } from '../../src/ports/git.ts';
import { emptyKustomize, withoutEffects } from '../deploy/support.ts';
import { deployedFleet } from '../operations/support.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';
import { object, smallFleet } from './support.ts';

const nights = `windows: [{schedule: "0 2 * * *", duration: 3h}], timeZone: UTC`;

/** The stores of the west take changes from 2 to 5 in the night, those of the east at any time. */
const fleet = {
  ...smallFleet,
  'inventory/groups.yaml': [
    object('Group', 'stores'),
    object('Group', 'stores/east'),
    object('Group', 'stores/west', `{${nights}}`),
  ].join('---\n'),
};
const config = 'apps/till/base/config.yaml';
const till = (text: string) => ({
  [config]: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {store: "\${cluster_name}", note: ${text}}\n`,
});

const noon = '2026-11-02T12:00:00Z';
const night = '2026-11-03T02:30:00Z';

/** What each cluster gets of the till, told from the files that it reads on the remote. */
async function notes({ remote, textsAt }: MemoryRepository): Promise<Record<string, string>> {
  const texts = await textsAt(remote.tip);
  return Object.fromEntries(
    ['e1', 'e2', 'w1', 'w2'].map((name) => {
      const profile = /fleet\/profiles\/([^\s]+)/.exec(texts[`clusters/${name}/kustomization.yaml`] ?? '')?.[1];
      const set = /path: \.\/(fleet\/sets\/shop\/\w+)/.exec(texts[`fleet/profiles/${profile}/sets.yaml`] ?? '')?.[1];
      const content = /path: \.\/(fleet\/applications\/till\/\S+)/.exec(texts[`${set}/set.yaml`] ?? '')?.[1];
      return [name, /note: (\w+)/.exec(texts[`${content}/files/${config}`] ?? '')?.[1] ?? 'none'];
    }),
  );
}

async function deployed(repository: MemoryRepository, words: readonly string[], now: string) {
  const { code, out, err } = await repository.run(['deploy', '--yes', '-o', 'json', ...words], {
    now,
    kustomize: emptyKustomize,
  });
  expect({ code, err: withoutEffects(err) }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

/** At noon a change was deployed, which half of the clusters wait for. */
async function atNoon(): Promise<MemoryRepository> {
  const repository = await deployedFleet(fleet);
  await deployed(repository, ['-m', 'First'], noon);
  repository.write(till('one'));
  expect(await deployed(repository, ['-m', 'One'], noon)).toMatchObject({ pushed: true, moved: 2, waiting: 2 });
  expect(await notes(repository)).toEqual({ e1: 'one', e2: 'one', w1: 'none', w2: 'none' });
  return repository;
}

describe('deploy --waiting', () => {
  it('moves what may move by now, and commits nothing before', async () => {
    const repository = await atNoon();
    const { tip } = repository.remote;
    expect(await deployed(repository, ['--waiting'], '2026-11-02T18:00:00Z')).toMatchObject({
      pushed: false,
      moved: 0,
      waiting: 2,
    });
    expect(repository.remote.tip).toBe(tip);
    expect(await deployed(repository, ['--waiting'], night)).toMatchObject({ pushed: true, moved: 2, waiting: 0 });
    expect(await notes(repository)).toEqual({ e1: 'one', e2: 'one', w1: 'one', w2: 'one' });
    const { message } = await repository.git.commitInfo(repository.remote.tip);
    expect(recordIn(message)).toMatchObject({ source: tip, time: Date.parse(night) });
    expect((await repository.run(['generate', '--check'], { now: noon })).code).toBe(0);
  });

  it('takes the intent of the last deploy: what was merged or changed since stays where it is', async () => {
    const repository = await atNoon();
    const merged = await repository.remote.receive(till('merged'));
    repository.write({ 'inventory/till.yaml': undefined });
    await deployed(repository, ['--waiting'], night);
    expect(await notes(repository)).toEqual({ e1: 'one', e2: 'one', w1: 'one', w2: 'one' });
    expect((await repository.git.commitInfo(repository.remote.tip)).parents).toEqual([merged]);
    expect(repository.texts()['inventory/till.yaml']).toBeUndefined();
  });

  it('moves an intent of which nothing could move when it was deployed', async () => {
    const repository = await deployedFleet(fleet);
    await deployed(repository, ['-m', 'First'], noon);
    repository.write({
      'inventory/groups.yaml': fleet['inventory/groups.yaml'].replace(
        'stores/east}\nspec: {}',
        `stores/east}\nspec: {${nights}}`,
      ),
    });
    await deployed(repository, ['-m', 'Nights for all'], noon);
    await repository.remote.receive(till('one'));
    await repository.git.fetch('origin', 'main');
    await repository.git.moveTo(repository.remote.tip);
    expect(await deployed(repository, ['-m', 'One'], noon)).toMatchObject({ pushed: true, moved: 0, waiting: 4 });
    await deployed(repository, ['--waiting'], night);
    expect(await notes(repository)).toEqual({ e1: 'one', e2: 'one', w1: 'one', w2: 'one' });
  });

  it('is tried again where others were faster', async () => {
    const repository = await atNoon();
    const { push } = repository.git;
    let others = 0;
    const git = {
      ...repository.git,
      async push(...words: Parameters<typeof push>) {
        if (others++ === 0) await repository.remote.receive({ 'docs/a.md': 'theirs' });
        return push(...words);
      },
    };
    const machine = { git: async () => git, now: night };
    const { code, out } = await repository.run(['deploy', '--waiting', '--yes', '-o', 'json'], machine);
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, attempts: 2, pushed: true, moved: 2 });
    expect((await repository.textsAt(repository.remote.tip))['docs/a.md']).toBe('theirs');
  });
});

describe('where the history that is here does not go back to the last deploy', () => {
  it.each([['--waiting'], ['-m', 'Two'], ['--resume']])('deploy %s %s does not guess', async (...words) => {
    const repository = await atNoon();
    const merged = await repository.remote.receive({ 'docs/a.md': 'theirs' });
    await repository.git.fetch('origin', 'main');
    await repository.git.moveTo(merged);
    const { ancestors, resolve } = repository.git;
    const shallow: Git = {
      ...repository.git,
      ancestors: async (from, most) => (await ancestors(from, most)).filter(({ id }) => id === merged),
      resolve: async (ref) => (/^[0-9a-f]{40}$/.test(ref) && ref !== merged ? undefined : resolve(ref)),
    };
    const machine = { git: async () => shallow, now: night, kustomize: emptyKustomize };
    const { code, err } = await repository.run(['deploy', '--yes', ...words], machine);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/history that is here does not go back to the last deploy\nhint: .*--unshallow/),
    });
    expect(repository.remote.tip).toBe(merged);
  });
});

describe('deploy --now', () => {
  it('passes by windows, on some clusters or on all, and says why', async () => {
    const repository = await atNoon();
    await deployed(repository, ['--now', '-l', '/c/w1', '--reason', 'CVE-1'], noon);
    expect(await notes(repository)).toEqual({ e1: 'one', e2: 'one', w1: 'one', w2: 'none' });
    expect((await repository.git.commitInfo(repository.remote.tip)).message).toContain('\nNow: CVE-1\n');
    repository.write(till('two'));
    await deployed(repository, ['--now', '--reason', 'CVE-2', '-m', 'Two'], noon);
    expect(await notes(repository)).toEqual({ e1: 'two', e2: 'two', w1: 'two', w2: 'two' });
  });
});

describe('deploy --to', () => {
  it('gives clusters back what they had, at once, and nothing moves until it is resumed', async () => {
    const repository = await atNoon();
    const { tip } = repository.remote;
    repository.write(till('bad'));
    await deployed(repository, ['--now', '--reason', 'all at once', '-m', 'Bad'], noon);
    expect(await notes(repository)).toEqual({ e1: 'bad', e2: 'bad', w1: 'bad', w2: 'bad' });
    await deployed(repository, ['--to', tip, '--reason', 'tills are slow'], '2026-11-02T12:30:00Z');
    expect(await notes(repository)).toEqual({ e1: 'one', e2: 'one', w1: 'none', w2: 'none' });

    repository.write(till('good'));
    expect(await deployed(repository, ['-m', 'Good'], '2026-11-02T13:00:00Z')).toMatchObject({ moved: 0, waiting: 4 });
    const { code, out, err } = await repository.run(['deploy', '--waiting', '--yes'], { now: night });
    expect({ code, out: out.slice(0, 18), err }).toEqual({
      code: 0,
      out: 'nothing was pushed',
      err: `Nothing moves: an undo to ${tip.slice(0, 10)} is in force (tills are slow). To end it: resedge deploy --resume\n`,
    });
    expect(await notes(repository)).toEqual({ e1: 'one', e2: 'one', w1: 'none', w2: 'none' });

    await deployed(repository, ['--resume'], night);
    expect(await notes(repository)).toEqual({ e1: 'good', e2: 'good', w1: 'good', w2: 'good' });
  });

  it('leaves clusters that are held, and those that came since', async () => {
    const repository = await atNoon();
    const { tip } = repository.remote;
    repository.write({
      ...till('two'),
      'inventory/clusters/e3.yaml': object('Cluster', 'e3', '{groups: [stores/east]}'),
    });
    await deployed(repository, ['-m', 'Two'], noon);
    repository.write({
      'inventory/clusters/e2.yaml': object('Cluster', 'e2', '{groups: [stores/east], hold: {reason: flood}}'),
    });
    await deployed(repository, ['-m', 'Hold e2'], noon);
    await deployed(repository, ['--to', tip, '--reason', 'slow'], noon);
    expect(await notes(repository)).toEqual({ e1: 'one', e2: 'two', w1: 'none', w2: 'none' });
    expect(Object.keys(await repository.textsAt(repository.remote.tip))).toContain('clusters/e3/kustomization.yaml');
  });

  it.each([
    [['--to', 'nosuch', '--reason', 'x'], 'there is no commit nosuch here'],
    [['--resume'], 'no undo is in force'],
  ])('%j is refused', async (words, message) => {
    const repository = await atNoon();
    const { code, err } = await repository.run(['deploy', '--yes', ...words], { now: noon });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });
});

describe('deploy says what to type', () => {
  it.each([
    [[], 'deploy needs a message'],
    [['--now'], '--now needs a reason'],
    [['--to', 'HEAD'], '--to needs a reason'],
    [['--waiting', '--resume'], '--waiting and --resume do not go together'],
    [['-m', 'x', '-l', 'all'], '-l goes with --now'],
    [['-m', 'x', '--reason', 'y'], '--reason goes with --now and --to'],
    [['--resume', '--now', '--reason', 'y'], '--resume does not wait for windows'],
    [['--waiting', '--create-branch'], '--create-branch goes with -m alone'],
    [['-m', ' '], 'the message is empty'],
  ])('%j', async (words, message) => {
    const repository = await deployedFleet(fleet);
    const { code, err } = await repository.run(['deploy', '--yes', ...words]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });
});
