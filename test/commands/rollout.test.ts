import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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

const atCanary = '    resedge.dev/ring: canary\n    resedge.dev/ring-since: "2026-11-02T09:00:00Z"\n';

/** Rings of one, one and two clusters: e1, e2, w1 and w2. */
function createFleet(more: Readonly<Record<string, string>> = {}): string {
  return createRepository({
    ...smallFleet,
    'inventory/rings.yaml': rings,
    'apps/till/base/kustomization.yaml': 'resources: [config.yaml, deployment.yaml]\n',
    'apps/till/base/deployment.yaml': deployment,
    [file]: overlay(''),
    ...more,
  });
}

/** `rollout STEP till 2.0.0` at a time. */
function step(folder: string, words: string, now = '2026-11-02T09:00:00Z', machine: FakeMachine = {}): Promise<Run> {
  const [name = '', ...rest] = words.split(' ');
  return runIn(folder, ['rollout', name, 'till', '2.0.0', ...rest, '--yes'], { now, ...machine });
}

function read(folder: string, path = file): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** The annotations of the rollout, without `resedge.dev/`. */
function state(folder: string): Record<string, string> {
  return Object.fromEntries(
    [...read(folder).matchAll(/resedge\.dev\/(r[\w-]+): "?(.*?)"?\n/g)].map(([, key = '', value = '']) => [key, value]),
  );
}

describe('rollout', () => {
  it('goes through three rings, with soak, hold, freeze and rollback', async () => {
    const folder = createFleet();
    const status = async (now: string) => (await runIn(folder, ['rollout', 'status', '--no-headers'], { now })).out;

    // Monday morning: the canary gets it.
    expect(await step(folder, 'start', '2026-11-02T09:00:00Z')).toEqual({
      code: 0,
      out: 'overlay/till/2.0.0 changed\n',
      err: `It reaches 1 cluster (e1), of 4 clusters that run till.
By ring: canary 1.
It leaves 3 clusters (e2, w1, w2).
Next: resedge deploy -m "why"
`,
    });
    expect(read(folder)).toBe(overlay(atCanary));

    // In the afternoon it has not soaked for long enough.
    expect(await status('2026-11-02T15:00:00Z')).toBe(
      'till  2.0.0  canary  2026-11-02T09:00:00Z  1  3  early  it soaks in canary until 2026-11-03T09:00:00Z, for 18h more\n',
    );
    expect(await step(folder, 'promote', '2026-11-02T15:00:00Z')).toMatchObject({
      code: 2,
      err: `error: the overlay 2.0.0 may not leave canary yet:
  it soaks in canary until 2026-11-03T09:00:00Z, for 18h more
hint: If it must be, say why: --force --reason "REASON"
`,
    });

    // On Tuesday it goes on.
    const promoted = await step(folder, 'promote', '2026-11-03T09:00:00Z');
    expect(promoted.err).toContain('It reaches 2 clusters (e1, e2)');
    expect(promoted.err).toContain('Whether 100% of canary are ready is not checked: there is no --reports FILE.');
    expect(state(folder)).toEqual({ ring: 'early', 'ring-since': '2026-11-03T09:00:00Z' });

    // Something looks odd: it stays where it is, however long it has been there.
    await step(folder, 'hold --reason slow', '2026-11-04T09:00:00Z');
    expect((await step(folder, 'promote', '2026-11-09T09:00:00Z')).err).toContain('  it is on hold: slow\n');
    await step(folder, 'resume', '2026-11-09T10:00:00Z');
    expect(state(folder)).toEqual({ ring: 'early', 'ring-since': '2026-11-03T09:00:00Z' });

    // The east is frozen for a day, counted in its own time zone.
    const freeze = ['--from', '2026-11-09', '--to', '2026-11-09', '--reason', 'stocktaking', '--yes'];
    await runIn(folder, ['set', 'group/stores/east', 'spec.timeZone=America/New_York', '--yes']);
    await runIn(folder, ['freeze', '--group', 'stores/east', ...freeze]);
    expect((await step(folder, 'promote', '2026-11-10T04:59:00Z')).err).toContain(
      '  cluster e2 of early is frozen: stocktaking\n',
    );
    expect((await step(folder, 'promote', '2026-11-10T05:00:00Z')).code).toBe(0);
    expect(await status('2026-11-10T06:00:00Z')).toBe('till  2.0.0  broad  2026-11-10T05:00:00Z  4  0  finish  -\n');

    // At 2 a.m. it goes back, first by one ring, then from everywhere.
    const back = await step(folder, 'rollback', '2026-11-11T02:00:00Z');
    expect(back.err).toContain('It leaves 2 clusters (w1, w2).');
    expect(state(folder)).toEqual({ ring: 'early', 'ring-since': '2026-11-11T02:00:00Z' });
    const gone = await step(folder, 'rollback --to none', '2026-11-11T02:05:00Z');
    expect(gone.err).toBe('It leaves 2 clusters (e1, e2).\nNext: resedge deploy -m "why"\n');
    expect(await status('2026-11-11T03:00:00Z')).toBe('till  2.0.0  none  2026-11-11T02:05:00Z  0  4  canary  -\n');
    expect(await runIn(folder, ['validate'])).toMatchObject({ code: 0 });

    // Mended, it begins again.
    await step(folder, 'start', '2026-11-12T09:00:00Z');
    expect(state(folder)).toEqual({ ring: 'canary', 'ring-since': '2026-11-12T09:00:00Z' });
  });

  it('counts the hours in which changes could come: in windows, and not on frozen days', async () => {
    const atEarly = overlay('    resedge.dev/ring: early\n    resedge.dev/ring-since: "2026-11-02T12:00:00Z"\n');
    const nights = 'windows: [{schedule: "0 2 * * *", duration: 3h}]';
    const fleet = (spec: string) =>
      object('Fleet', 'contoso', `{git: {url: https://git.example.com/contoso/fleet.git}, ${spec}}`);
    const waits = async (files: Record<string, string>, now: string) => {
      const { out } = await runIn(createFleet({ [file]: atEarly, ...files }), ['rollout', 'status', '-o', 'json'], {
        now,
      });
      return JSON.parse(out).items[0].waits;
    };

    // 24 nights of 3 hours, where the soak time is 72 hours.
    const nightly = { 'resedge.yaml': fleet(`timeZone: America/New_York, ${nights}`) };
    expect(await waits(nightly, '2026-11-03T12:00:00Z')).toEqual([
      'it soaks in early until 2026-11-26T10:00:00Z, for 2d 21h more in the America/New_York windows of cluster e2',
    ]);
    expect(await waits(nightly, '2026-11-26T10:00:00Z')).toEqual([]);

    // A freeze in between, on top of windows and without them.
    const freezes = 'freezes: [{from: 2026-11-05, to: 2026-11-06}]';
    const frozen = { 'resedge.yaml': fleet(`timeZone: America/New_York, ${nights}, ${freezes}`) };
    expect(await waits(frozen, '2026-11-26T10:00:00Z')).toEqual([
      'it soaks in early until 2026-11-28T10:00:00Z, for 6h more in the America/New_York windows of cluster e2',
    ]);
    expect(await waits({ 'resedge.yaml': fleet(freezes) }, '2026-11-04T09:00:00Z')).toEqual([
      'it soaks in early until 2026-11-07T12:00:00Z, for 1d 3h more without the frozen days of cluster e2',
    ]);

    // Of several clusters the slowest decide: here those in another time zone.
    const slower = {
      ...nightly,
      ...cluster('e3', 'stores/east', ', timeZone: America/Los_Angeles'),
      ...cluster('e4', 'stores/east', ', timeZone: America/Los_Angeles'),
      ...cluster('e5', 'stores/east', ', windows: []'),
    };
    expect(await waits(slower, '2026-11-26T11:00:00Z')).toEqual([
      'it soaks in early until 2026-11-26T12:00:00Z, for 1h more in the America/Los_Angeles windows of 2 clusters (e3, e4)',
    ]);

    // Windows of a namespace take the place of those of clusters.
    const weekly = {
      ...nightly,
      'inventory/shop.yaml': object(
        'Namespace',
        'shop',
        '{clusters: /g/stores, applications: [till], windows: [{schedule: "0 2 * * 0", duration: 3h}]}',
      ),
    };
    expect(await waits(weekly, '2026-11-26T10:00:00Z')).toEqual([
      'it soaks in early until 2027-04-18T09:00:00Z, for 2d 15h more in the America/New_York windows of cluster e2',
    ]);
  });

  it('says so where it would soak for ever', async () => {
    const windows = ', windows: [{schedule: "0 2 30 2 *", duration: 3h}]';
    const folder = createFleet({ [file]: overlay(atCanary), ...cluster('e1', 'stores/east', windows) });
    expect((await step(folder, 'promote', '2026-11-09T09:00:00Z')).err).toContain(
      '  it soaks in canary for longer than a year, for 1d more in the UTC windows of cluster e1\n',
    );
  });

  it('waits for the clusters that report, offline ones and old reports left out', async () => {
    const report = (name: string, ready: boolean, seenAt = '2026-11-06T00:00:00Z') =>
      `${JSON.stringify({ cluster: name, application: 'till', ready, seenAt })}\n`;
    const atEarly = overlay('    resedge.dev/ring: early\n    resedge.dev/ring-since: "2026-11-02T09:00:00Z"\n');
    const folder = createFleet({
      [file]: atEarly,
      ...cluster('e3', 'stores/east', ', connectivity: offline'),
      ...cluster('e4', 'stores/east'),
      ...cluster('e5', 'stores/east'),
    });
    const promote = (input: string) => step(folder, 'promote --reports - --dry-run', '2026-11-07T09:00:00Z', { input });
    const waits = async (input: string) => /^ {2}.*$/m.exec((await promote(input)).err)?.[0];

    expect(await waits('')).toBe('  no cluster of early has reported since it came there');
    expect(await waits(report('e2', true, '2026-11-01T00:00:00Z'))).toContain('no cluster of early has reported');
    expect(await waits(report('e2', true) + report('e4', false) + report('e5', false))).toBe(
      '  1 of the 3 clusters of early that reported are ready, and 50% must be',
    );
    expect(await waits(report('e2', false) + report('e2', true, '2026-11-06T01:00:00Z'))).toBeUndefined();
    expect(await waits(report('e2', true) + report('e4', false) + report('e3', false))).toBeUndefined();
  });

  it('can be forced, with a reason for the commit', async () => {
    const folder = createFleet({ [file]: overlay(atCanary) });
    const { code, err } = await step(folder, 'promote --force --reason urgent');
    expect(code).toBe(0);
    expect(err).toContain('warning: it soaks in canary until 2026-11-03T09:00:00Z, for 1d more\n');
    expect(err).toContain('Next: resedge deploy -m "why" --allow "urgent"\n');
  });

  it('tells programs where it is', async () => {
    const folder = createFleet({ [file]: overlay(atCanary) });
    const { out } = await runIn(folder, ['rollout', 'status', '-o', 'json'], { now: '2026-11-04T09:00:00Z' });
    expect(JSON.parse(out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'RolloutList',
      items: [
        {
          application: 'till',
          overlay: '2.0.0',
          ring: 'canary',
          ringSince: '2026-11-02T09:00:00Z',
          next: 'early',
          clusters: 1,
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
    ['promote --reason x', '--reason goes with --force'],
    ['promote --force', 'there is no reason'],
    ['promote --reports none.jsonl', 'there is no file none.jsonl'],
    ['promote --reports broken.jsonl', 'broken.jsonl:2 is not a report: {"cluster": "e1"}'],
    ['hold', 'there is no reason'],
    ['rollback --to broad', 'broad is not before canary'],
    ['rollback --to erly', 'there is no ring named erly'],
    ['finish --force --reason x', 'the overlay 2.0.0 does not reach 3 clusters of the 4 that run till'],
  ])('%s: is refused', async (words, message) => {
    const good = '{"cluster": "e1", "application": "till", "ready": true, "seenAt": "2026-11-06T00:00:00Z"}';
    const folder = createFleet({ [file]: overlay(atCanary), 'broken.jsonl': `${good}\n{"cluster": "e1"}\n` });
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
    expect(await step(folder, 'finish', undefined, machine)).toEqual({
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
    const { code, err } = await step(folder, 'finish', undefined, machine);
    expect(code).toBe(2);
    expect(err).toContain(
      'error: 2 clusters with the variant 1.5.0_2.0.0 of till would run something else: Deployment/till (apps/v1) in shop\n',
    );
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('is refused where it cannot be proven, or moved', async () => {
    expect((await step(createFleet(), 'finish')).err).toContain('without Kustomize it cannot be proven');
    const generates = createFleet({ [file]: overlay('', 'configMapGenerator: [{name: more}]') });
    expect((await step(generates, 'finish', undefined, machine)).err).toContain(
      'the overlay 2.0.0 does more than images, replicas and patches: configMapGenerator',
    );
  });
});
