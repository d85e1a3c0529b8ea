import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inMemory } from '../deploy/in-memory.ts';
import type { Files } from '../support/fleet.ts';
import { createRepository, runGit } from '../support/git.ts';
import type { FakeMachine, Run } from '../support/host.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { cluster, object, runIn, smallFleet } from './support.ts';

const file = 'apps/till/overlays/2.0.0/kustomization.yaml';

const rings = [
  object('Ring', 'canary', '{order: 1, clusters: /c/e1, soak: 24h, minReady: 100%}'),
  object('Ring', 'early', '{order: 2, clusters: /g/stores/east, soak: 72h, minReady: 50%}'),
  object('Ring', 'broad', '{order: 3}'),
].join('---\n');

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: till}
spec:
  replicas: 1
  template: {spec: {containers: [{name: till, image: "registry.example.com/till:1.0.0"}]}}
`;

function overlay(annotations: string, does = 'images: [{name: registry.example.com/till, newTag: 2.0.0}]'): string {
  return `# Faster checkout.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata:
  name: till
  annotations:
    resedge.dev/clusters: all
${annotations}${does}
`;
}

/** The annotation of an overlay that has come to a ring. */
function at(ring: string): string {
  return `    resedge.dev/ring: ${ring}\n`;
}

const files = {
  ...smallFleet,
  'inventory/rings.yaml': rings,
  'apps/till/base/kustomization.yaml': 'resources: [config.yaml, deployment.yaml]\n',
  'apps/till/base/deployment.yaml': deployment,
};

/** Rings of one, one and two clusters: e1, e2, w1 and w2. */
function createFleet(more: Files = {}): string {
  return createRepository({ ...files, [file]: overlay(''), ...more });
}

/** `rollout STEP till 2.0.0` in a folder. */
function step(folder: string, words: string, machine: FakeMachine = {}): Promise<Run> {
  return runIn(folder, stepWords(words), machine);
}

function stepWords(words: string): string[] {
  const [name = '', ...rest] = words.split(' ');
  return ['rollout', name, 'till', '2.0.0', ...rest, '--yes'];
}

function read(folder: string, path = file): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** A fleet that was deployed without the overlay, which is there now. */
async function fleetWith(written: string, more: Files = {}) {
  const fleet = await inMemory({ ...files, ...more });
  fleet.write({ [file]: written });
  return {
    ...fleet,
    step: (words: string, now: string, machine: FakeMachine = {}) => fleet.run(stepWords(words), { now, ...machine }),
    deployAt: (now: string) => fleet.deployed([], { now }),
    async status(now: string) {
      const { out } = await fleet.run(['rollout', 'status', '-o', 'json'], { now });
      return JSON.parse(out).items[0];
    },
    /** The annotations of the rollout, without `resedge.dev/`. */
    annotations() {
      const found = (fleet.texts()[file] ?? '').matchAll(/resedge\.dev\/(r[\w-]+): "?(.*?)"?\n/g);
      return Object.fromEntries(Array.from(found, ([, key = '', value = '']) => [key, value]));
    },
  };
}

describe('rollout', () => {
  it('goes through three rings, with soak, hold, freeze and rollback', async () => {
    const fleet = await fleetWith(overlay(''));
    const status = async (now: string) => (await fleet.run(['rollout', 'status', '--no-headers'], { now })).out;

    // On Sunday it is written, on Monday morning the canary gets it.
    expect(await fleet.step('start', '2026-11-01T09:00:00Z')).toEqual({
      code: 0,
      out: 'overlay/till/2.0.0 changed\n',
      err: `It reaches 1 cluster (e1), of 4 clusters that run till.
By ring: canary 1.
It leaves 3 clusters (e2, w1, w2).
Next: resedge deploy -m "why"
`,
    });
    expect(fleet.texts()[file]).toBe(overlay(at('canary')));
    expect(await status('2026-11-02T08:59:00Z')).toBe(
      'till  2.0.0  canary  -  -  1  1  3  early  it is not delivered to cluster e1 of canary yet\n',
    );
    await fleet.deployAt('2026-11-02T09:00:00Z');

    // In the afternoon it has not soaked for long enough.
    expect(await status('2026-11-02T15:00:00Z')).toBe(
      'till  2.0.0  canary  2026-11-02T09:00:00Z  6h  1  0  3  early  it soaks in canary until 2026-11-03T09:00:00Z, for 18h more\n',
    );
    expect(await fleet.step('promote', '2026-11-02T15:00:00Z')).toMatchObject({
      code: 2,
      err: `error: the overlay 2.0.0 may not leave canary yet:
  it soaks in canary until 2026-11-03T09:00:00Z, for 18h more
hint: If it must be, say why: --allow REASON
`,
    });

    // On Tuesday it goes on.
    const promoted = await fleet.step('promote', '2026-11-03T09:00:00Z');
    expect(promoted.err).toContain('It reaches 2 clusters (e1, e2)');
    expect(promoted.err).toContain('Whether 100% of canary are ready is not checked: there is no --reports FILE.');
    expect(fleet.annotations()).toEqual({ ring: 'early' });
    await fleet.deployAt('2026-11-03T10:00:00Z');

    // Something looks odd: it stays where it is, however long it has been there.
    await fleet.step('hold --reason slow', '2026-11-04T09:00:00Z');
    await fleet.deployAt('2026-11-04T09:01:00Z');
    expect((await fleet.step('promote', '2026-11-09T09:00:00Z')).err).toContain('  it is on hold: slow\n');
    await fleet.step('resume', '2026-11-09T10:00:00Z');
    expect(await fleet.status('2026-11-09T10:00:00Z')).toMatchObject({
      ringSince: '2026-11-03T10:00:00Z',
      soaked: '6d',
      waits: [],
    });

    // The east is frozen for a day, counted in its own time zone.
    const freeze = ['--from', '2026-11-09', '--to', '2026-11-09', '--reason', 'stocktaking', '--yes'];
    await fleet.run(['set', 'group/stores/east', 'spec.timeZone=America/New_York', '--yes']);
    await fleet.run(['freeze', '--group', 'stores/east', ...freeze]);
    expect((await fleet.step('promote', '2026-11-10T04:59:00Z')).err).toContain(
      '  cluster e2 of early is frozen: stocktaking\n',
    );
    expect((await fleet.step('promote', '2026-11-10T05:00:00Z')).code).toBe(0);
    await fleet.deployAt('2026-11-10T06:00:00Z');
    expect(await status('2026-11-10T07:00:00Z')).toBe(
      'till  2.0.0  broad  2026-11-10T06:00:00Z  1h  4  0  0  finish  -\n',
    );

    // At 2 a.m. it goes back, first by one ring, then from everywhere.
    const back = await fleet.step('rollback', '2026-11-11T02:00:00Z');
    expect(back.err).toContain('It leaves 2 clusters (w1, w2).');
    expect(fleet.annotations()).toEqual({ ring: 'early' });
    const gone = await fleet.step('rollback --to none', '2026-11-11T02:05:00Z');
    expect(gone.err).toBe('It leaves 2 clusters (e1, e2).\nNext: resedge deploy -m "why"\n');
    await fleet.deployAt('2026-11-11T02:10:00Z');
    expect(await status('2026-11-11T03:00:00Z')).toBe('till  2.0.0  none  -  -  0  0  4  canary  -\n');
    expect(await fleet.run(['validate'])).toMatchObject({ code: 0 });

    // Mended, it begins again, and so does its soak time.
    await fleet.step('start', '2026-11-12T09:00:00Z');
    await fleet.deployAt('2026-11-12T10:00:00Z');
    expect(await fleet.status('2026-11-12T11:00:00Z')).toMatchObject({ ring: 'canary', soaked: '1h' });
  });

  it('counts the hours in which changes could come: in windows, and not on frozen days', async () => {
    const nights = 'windows: [{schedule: "0 2 * * *", duration: 3h}]';
    const spec = (more: string) => ({
      'resedge.yaml': object('Fleet', 'contoso', `{git: {url: https://git.example.com/contoso/fleet.git}, ${more}}`),
    });
    // Of several clusters the slowest decide: here those in another time zone.
    const fleet = await fleetWith(overlay(at('early')), {
      ...cluster('e3', 'stores/east', ', timeZone: America/Los_Angeles'),
      ...cluster('e4', 'stores/east', ', timeZone: America/Los_Angeles'),
      ...cluster('e5', 'stores/east', ', windows: []'),
    });
    await fleet.deployAt('2026-11-02T12:00:00Z');
    const waits = async (changes: Files, now: string) => {
      fleet.write(changes);
      return (await fleet.status(now)).waits;
    };

    // 24 nights of 3 hours, where the soak time is 72 hours.
    const nightly = spec(`timeZone: America/New_York, ${nights}`);
    expect(await waits(nightly, '2026-11-26T11:00:00Z')).toEqual([
      'it soaks in early until 2026-11-26T12:00:00Z, for 1h more in the America/Los_Angeles windows of 2 clusters (e3, e4)',
    ]);
    expect(await waits(nightly, '2026-11-26T12:00:00Z')).toEqual([]);

    // A freeze in between, on top of windows and without them.
    const freezes = 'freezes: [{from: 2026-11-05, to: 2026-11-06}]';
    expect(await waits(spec(`timeZone: America/New_York, ${nights}, ${freezes}`), '2026-11-28T10:00:00Z')).toEqual([
      expect.stringMatching(/^it soaks in early until 2026-11-28T12:00:00Z, for 2h more in the America\/Los_Angeles/),
    ]);
    expect(await waits(spec(freezes), '2026-11-04T09:00:00Z')).toEqual([
      expect.stringMatching(
        /^it soaks in early until 2026-11-07T12:00:00Z, for 1d 3h more without the frozen days of /,
      ),
    ]);

    // Windows of a namespace take the place of those of clusters.
    const weekly = object(
      'Namespace',
      'shop',
      '{clusters: /g/stores, applications: [till], windows: [{schedule: "0 2 * * 0", duration: 3h}]}',
    );
    expect(await waits({ ...nightly, 'inventory/shop.yaml': weekly }, '2026-11-26T10:00:00Z')).toEqual([
      expect.stringMatching(
        /^it soaks in early until 2027-04-18T12:00:00Z, for 2d 15h more in the America\/Los_Angeles/,
      ),
    ]);
  });

  it('says so where it would soak for ever', async () => {
    const fleet = await fleetWith(overlay(at('canary')));
    await fleet.deployAt('2026-11-02T12:00:00Z');
    fleet.write(cluster('e1', 'stores/east', ', windows: [{schedule: "0 2 30 2 *", duration: 3h}]'));
    expect((await fleet.step('promote', '2026-11-09T09:00:00Z')).err).toContain(
      '  it soaks in canary for longer than a year, for 1d more in the UTC windows of cluster e1\n',
    );
  });

  it('waits for the clusters that report, offline ones and old reports left out', async () => {
    const report = (name: string, ready: boolean, seenAt = '2026-11-06T00:00:00Z') =>
      `${JSON.stringify({ cluster: name, application: 'till', ready, seenAt })}\n`;
    const fleet = await fleetWith(overlay(at('early')), {
      ...cluster('e3', 'stores/east', ', connectivity: offline'),
      ...cluster('e4', 'stores/east'),
      ...cluster('e5', 'stores/east'),
    });
    await fleet.deployAt('2026-11-02T09:00:00Z');
    const promote = (input: string) => fleet.step('promote --reports - --dry-run', '2026-11-07T09:00:00Z', { input });
    const waits = async (input: string) => /^ {2}.*$/m.exec((await promote(input)).err)?.[0];

    expect(await waits('')).toBe('  no cluster of early has reported since it came there');
    expect(await waits(report('e2', true, '2026-11-01T00:00:00Z'))).toContain('no cluster of early has reported');
    expect(await waits(report('e2', true) + report('e4', false) + report('e5', false))).toBe(
      '  1 of the 3 clusters of early that reported are ready, and 50% must be',
    );
    expect(await waits(report('e2', false) + report('e2', true, '2026-11-06T01:00:00Z'))).toBeUndefined();
    expect(await waits(report('e2', true) + report('e4', false) + report('e3', false))).toBeUndefined();
  });

  it('goes on all the same where a reason allows it, which is for the commit', async () => {
    const fleet = await fleetWith(overlay(at('canary')));
    await fleet.deployAt('2026-11-02T09:00:00Z');
    const { code, err } = await fleet.step('promote --allow urgent', '2026-11-02T09:00:00Z');
    expect(code).toBe(0);
    expect(err).toContain('warning: it soaks in canary until 2026-11-03T09:00:00Z, for 1d more\n');
    expect(err).toContain('Next: resedge deploy -m "why" --allow "urgent"\n');
  });

  it('tells programs where it is', async () => {
    const fleet = await fleetWith(overlay(at('canary')));
    await fleet.deployAt('2026-11-02T09:00:00Z');
    const { out } = await fleet.run(['rollout', 'status', '-o', 'json'], { now: '2026-11-04T09:00:00Z' });
    expect(JSON.parse(out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'RolloutList',
      items: [
        {
          application: 'till',
          overlay: '2.0.0',
          ring: 'canary',
          ringSince: '2026-11-02T09:00:00Z',
          soaked: '2d',
          next: 'early',
          clusters: 1,
          undelivered: 0,
          toCome: 3,
          hold: null,
          waits: [],
          soaksUntil: null,
          notes: ['Whether 100% of canary are ready is not checked: there is no --reports FILE.'],
          source: file,
        },
      ],
    });
  });

  it.each([
    ['start', 'the overlay 2.0.0 is in ring canary already'],
    ['promote', 'it is not delivered to cluster e1 of canary yet'],
    ['promote --allow=', 'the reason is empty'],
    ['promote --reports none.jsonl', 'there is no file none.jsonl'],
    ['promote --reports broken.jsonl', 'broken.jsonl:2 is not a report: {"cluster": "e1"}'],
    ['hold', 'there is no reason'],
    ['rollback --to broad', 'broad is not before canary'],
    ['rollback --to erly', 'there is no ring named erly'],
    ['finish --allow x', 'the overlay 2.0.0 does not reach 3 clusters of the 4 that run till'],
  ])('%s: is refused', async (words, message) => {
    const good = '{"cluster": "e1", "application": "till", "ready": true, "seenAt": "2026-11-06T00:00:00Z"}';
    const folder = createFleet({ [file]: overlay(at('canary')), 'broken.jsonl': `${good}\n{"cluster": "e1"}\n` });
    const { code, err } = await step(folder, words);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('is refused where there is nothing to go through', async () => {
    expect((await step(createFleet(), 'promote')).err).toContain('the overlay 2.0.0 is in no ring');
    const noRings = createFleet({ 'inventory/rings.yaml': '# none\n' });
    expect((await step(noRings, 'start')).err).toContain('error: there are no rings\n');
    const { err } = await runIn(noRings, ['rollout', 'start', 'till', '2.0.1', '--yes']);
    expect(err).toBe('error: till has no overlay named 2.0.1\nhint: Did you mean 2.0.0?\n');
  });
});

describeWithKustomize('rollout finish', () => {
  const machine: FakeMachine = { kustomize: realKustomize };

  it('moves the change into the base, and no cluster changes', async () => {
    const patch = '- {op: add, path: /spec/paused, value: false}\n';
    const does = `images: [{name: registry.example.com/till, newTag: 2.0.0}]
replicas: [{name: till, count: 3}]
patches: [{target: {kind: Deployment}, path: patch.yaml}]`;
    const folder = createFleet({
      [file]: overlay('', does),
      'apps/till/overlays/2.0.0/patch.yaml': patch,
      'apps/till/base/patch.yaml': '# of the base itself\n',
    });
    expect(await step(folder, 'finish', machine)).toEqual({
      code: 0,
      out: 'overlay/till/2.0.0 deleted\n',
      err: 'No cluster changes: what Kustomize builds is the same before and after.\nNext: resedge deploy -m "why"\n',
    });
    expect(existsSync(join(folder, 'apps/till/overlays'))).toBe(false);
    expect(read(folder, 'apps/till/base/2.0.0-patch.yaml')).toBe(patch);
    expect(read(folder, 'apps/till/base/kustomization.yaml')).toBe(`resources: [config.yaml, deployment.yaml]
images:
  - name: registry.example.com/till
    newTag: 2.0.0
replicas:
  - name: till
    count: 3
patches:
  - target:
      kind: Deployment
    path: 2.0.0-patch.yaml
`);
  });

  it('is refused where an older overlay would win again', async () => {
    const older = overlay('').replace('2.0.0', '1.5.0').replace('clusters: all', 'clusters: /g/stores/west');
    const folder = createFleet({ 'apps/till/overlays/1.5.0/kustomization.yaml': older });
    const { code, err } = await step(folder, 'finish', machine);
    expect(code).toBe(2);
    expect(err).toContain(
      'error: 2 clusters with the variant 1.5.0_2.0.0 of till would run something else: Deployment/till (apps/v1) in shop\n',
    );
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('is refused where it cannot be proven, or moved', async () => {
    expect((await step(createFleet(), 'finish')).err).toContain('without Kustomize it cannot be proven');
    const generates = createFleet({ [file]: overlay('', 'configMapGenerator: [{name: more}]') });
    expect((await step(generates, 'finish', machine)).err).toContain(
      'the overlay 2.0.0 does more than images, replicas and patches: configMapGenerator',
    );
  });
});
