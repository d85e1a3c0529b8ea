import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runGit } from '../support/git.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { changed, plan, planned, shop } from './plan-support.ts';
import { cluster, clusterPath, object, smallFleet } from './support.ts';

const till = 'apps/till/base/config.yaml';
const manifest = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {${data}}\n`;
const nothing = 'Plan: nothing changes on any cluster.\n';

describeWithKustomize('plan, by what clusters would run', () => {
  it('shows each difference once, with the clusters that it stands for', async () => {
    const folder = changed({ [till]: manifest('store: "${cluster_name}", open: "yes"') });
    const commit = runGit(folder, 'rev-parse', '--short=10', 'HEAD');
    expect(await plan(folder)).toEqual({
      code: 0,
      err: '',
      out: `Compared with main (${commit}):

Changes
  ~ application/till in shop changes on 4 clusters: e1, e2, w1, …

What differs
  ConfigMap/till in shop/till on 4 clusters
     apiVersion: v1
     data:
    +  open: "yes"
       store: \${cluster_name}
     kind: ConfigMap

By group
  stores       4 of 4
  stores/east  2 of 2
  stores/west  2 of 2

By time zone
  none  4 of 4

Plan: 4 of 4 clusters affected; applications: 0 added, 4 changed, 0 removed.
`,
    });
  });

  it('takes comments, quotes, and the order of fields for no change', async () => {
    const folder = changed({
      [till]: "# new\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: 'till'}\ndata: {'store': '${cluster_name}'}\n",
    });
    expect((await plan(folder, ['--expect-no-change'])).out).toContain(nothing);
  });

  it('tells which values of a variable change, where something reads it', async () => {
    const before = { ...smallFleet, [till]: manifest('note: "${cluster_note:-none}"') };
    const folder = changed(cluster('e1', 'stores/east', ', values: {note: hello, unread: x}'), before);
    expect(await planned(folder)).toMatchObject({
      clusters: { total: 4, affected: 1, added: 0, removed: 0 },
      placements: { added: 0, removed: 0, changed: 1 },
      groups: [
        { group: 'stores', total: 4, affected: 1 },
        { group: 'stores/east', total: 2, affected: 1 },
      ],
      changes: [{ application: 'till', change: 'changed', destructive: false, clusters: 1, sample: ['e1'] }],
      differences: [
        { what: 'cluster_note', kind: 'variable', units: ['shop/till'], lines: ['+ "hello"'], clusters: 1 },
      ],
      rendered: true,
      notes: [],
    });
  });

  it('says what goes with a manifest, first of all', async () => {
    const before = { ...smallFleet, [till]: `${manifest('a: b')}---\n${manifest('a: b').replace('till', 'more')}` };
    const folder = changed({ [till]: manifest('a: b') }, before);
    const { out } = await plan(folder);
    expect(out).toContain(
      'Destructive\n  - application/till in shop changes on 4 clusters: e1, e2, w1, …\n      deletes ConfigMap/more\n',
    );
  });

  it('does not show what is in a secret', async () => {
    const secret = (text: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: till}\nstringData: {pin: ${text}}\n`;
    const folder = changed({ [till]: secret('second') }, { ...smallFleet, [till]: secret('first') });
    const { out } = await plan(folder);
    expect(out).toContain('  Secret/till in shop/till on 4 clusters\n');
    expect(out).toContain("    -  pin: '*** (before)'\n    +  pin: '*** (after)'\n");
    expect(out).not.toMatch(/first|second/);
  });

  it('stops at what Kustomize cannot build, in its own words', async () => {
    const folder = changed({
      'apps/till/base/kustomization.yaml':
        'resources: [config.yaml]\npatches: [{target: {kind: ConfigMap}, patch: "- {op: remove, path: /data/none}"}]\n',
    });
    const { code, err } = await plan(folder);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^error: Kustomize cannot build shop\/till \(base\): .*none/s),
    });
  });
});

describe('plan -o json', () => {
  it('has these fields, and more may be added', async () => {
    const folder = changed(shop('{clusters: /g/stores/east, applications: [till]}'));
    const { changes, ...rest } = JSON.parse((await plan(folder, ['-o', 'json'])).out);
    const left = { change: 'removed', destructive: true, clusters: 2, sample: ['w1', 'w2'] };
    expect(changes).toEqual([
      { namespace: 'shop', application: null, ...left, details: ['the Namespace and its volume claims stay'] },
      { namespace: 'shop', application: 'till', ...left, details: [] },
    ]);
    expect(rest).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'Plan',
      base: runGit(folder, 'rev-parse', 'HEAD'),
      clusters: { total: 4, affected: 2, added: 0, removed: 0 },
      placements: { added: 0, removed: 2, changed: 0 },
      groups: [
        { group: 'stores', total: 4, affected: 2 },
        { group: 'stores/west', total: 2, affected: 2 },
      ],
      rings: [],
      timeZones: [{ timeZone: 'none', total: 4, affected: 2 }],
      differences: [],
      delivery: { clusters: 0 },
      waiting: [],
      stops: [],
      rendered: true,
      notes: [],
    });
  });
});

describe('plan, what is where', () => {
  it('tells what comes, what leaves and what moves; what is destructive first', async () => {
    const folder = changed({
      ...shop('{clusters: /g/stores}'),
      ...cluster('n1', 'stores/east'),
      'inventory/bar.yaml': object('Namespace', 'bar', '{clusters: /c/e*, applications: [till]}'),
      'inventory/till.yaml': object('Application', 'till', '{path: apps/till, namespace: bar}'),
    });
    rmSync(join(folder, clusterPath('w2')));
    expect((await plan(folder)).out).toMatch(`
Destructive
  - application/till in shop leaves 3 clusters: e1, e2, w1
      moves to the namespace bar on 2 of them

Changes
  + namespace/bar comes to 2 clusters: e1, e2
  + application/till in bar comes to 2 clusters: e1, e2
  + namespace/shop comes to 1 cluster: n1

By group
  stores       4 of 4
  stores/east  3 of 3
  stores/west  1 of 1

By time zone
  none  4 of 4

Clusters
  + new: 1 cluster: n1
  - no longer delivered to, what runs there stays: 1 cluster: w2

Plan: 4 of 4 clusters affected; applications: 2 added, 0 changed, 3 removed.
`);
  });

  it('sees that Flux deletes and makes anew what has another name', async () => {
    const folder = changed({
      ...shop('{clusters: /g/stores, applications: [desk]}'),
      'inventory/till.yaml': object('Application', 'desk', '{path: apps/till, namespace: shop}'),
    });
    expect((await plan(folder)).out).toContain(
      '  - application/till in shop leaves 4 clusters: e1, e2, w1, …\n      is made anew as the application desk on 4 of them\n',
    );
  });

  it('knows a cluster that was renamed', async () => {
    const folder = changed(cluster('e3', 'stores/east', ', formerNames: [e2]'));
    rmSync(join(folder, clusterPath('e2')));
    const list = { clusters: { total: 4, affected: 1, added: 0, removed: 0 }, changes: [{ change: 'changed' }] };
    expect(JSON.parse((await plan(folder, ['-o', 'json'])).out)).toMatchObject(list);
  });

  it('prints every single change with its cluster as jsonl', async () => {
    const folder = changed(shop('{clusters: /g/stores/east, applications: [till]}'));
    const { out } = await plan(folder, ['-o', 'jsonl']);
    const line = (cluster: string, application: string | null) =>
      `${JSON.stringify({ apiVersion: 'resedge.dev/v1', kind: 'PlanChange', cluster, namespace: 'shop', application, change: 'removed', destructive: true })}\n`;
    expect(out).toBe([line('w1', null), line('w2', null), line('w1', 'till'), line('w2', 'till')].join(''));
  });

  it('counts what is brought in another way, but runs as before, on its own', async () => {
    const folder = changed(cluster('e1', 'stores/east', ', connectivity: offline'));
    const { out } = await plan(folder, ['--expect-no-change']);
    expect(out).toContain(
      '~ brought there in another way (paths, order, intervals), but the same runs: 1 cluster: e1\n',
    );
    expect(out).toContain('\nPlan: nothing changes in what clusters run.\n');
  });
});

describe('plan without Kustomize', () => {
  it('takes a changed file for a change, and says so', async () => {
    const folder = changed({ [till]: `# new\n${smallFleet[till]}` });
    const { out, err } = await plan(folder, [], {});
    expect(out).toContain('  apps/till/base/config.yaml in shop/till on 4 clusters\n');
    expect(err).toBe(
      'Not all manifests were built, so changed files count as a change of all that is built from them, and what clusters would refuse (RE412) is not found. For an exact plan, put kustomize or kubectl on the PATH.\n',
    );
  });

  it('says nothing of it where nothing would have to be built', async () => {
    const folder = changed(shop('{clusters: /g/stores/east, applications: [till]}'));
    expect((await plan(folder, [], {})).err).toBe('');
  });
});
