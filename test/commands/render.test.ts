import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRepository, temporaryFolder, writeFiles } from '../support/git.ts';
import type { FakeMachine, Run } from '../support/host.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { cluster, object, runIn, smallFleet } from './support.ts';

const withKustomize: FakeMachine = { kustomize: realKustomize };

function render(folder: string, ...words: string[]): Promise<Run> {
  return runIn(folder, ['render', ...words], withKustomize);
}

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata:\n  store: "${cluster_name}"\n';

describeWithKustomize('render', () => {
  it('prints what a cluster runs, after Kustomize and variables', async () => {
    const folder = createRepository(smallFleet);
    const { code, out, err } = await render(folder, 'e1', '--application', 'till');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`apiVersion: v1
data:
  store: e1
kind: ConfigMap
metadata:
  labels:
    resedge.dev/application: till
    resedge.dev/namespace: shop
  name: till
  namespace: shop
`);
  });

  it('prints namespaces and applications in a stable order, as names and as a list, too', async () => {
    const folder = createRepository(smallFleet);
    const names = await render(folder, 'e1', '-o', 'name');
    expect(names.out).toBe(
      'Namespace/shop\nshop/RoleBinding/resedge\nflux-system/ServiceAccount/resedge-shop\nshop/ServiceAccount/resedge\nshop/ConfigMap/till\n',
    );
    const list = JSON.parse((await render(folder, 'e1', '-o', 'json')).out);
    expect(list).toMatchObject({ apiVersion: 'v1', kind: 'List', items: [{ kind: 'Namespace' }, {}, {}, {}, {}] });
    const delivery = await render(folder, 'cluster/e1', '--namespace', 'shop', '--delivery', '-o', 'name');
    expect(delivery.out.split('\n').slice(0, 6)).toEqual([
      'flux-system/ConfigMap/resedge-cluster',
      'flux-system/GitRepository/fleet',
      'flux-system/Kustomization/fleet',
      'flux-system/Kustomization/ns-shop',
      'flux-system/Kustomization/set-shop',
      'flux-system/Kustomization/shop.till',
    ]);
  });

  it('shows what changed since a commit, and a commit as it was', async () => {
    const folder = createRepository(smallFleet);
    writeFiles(folder, { 'apps/till/base/config.yaml': config.replace('name}"', 'name}!"') });
    expect((await render(folder, 'e1', '--diff', 'HEAD')).out).toBe(`--- a/shop/ConfigMap/till
+++ b/shop/ConfigMap/till
@@ -1,6 +1,6 @@
 apiVersion: v1
 data:
-  store: e1
+  store: e1!
 kind: ConfigMap
 metadata:
   labels:
`);
    expect((await render(folder, 'e1', '--at', 'HEAD')).out).toContain('store: e1\n');
    const none = await render(folder, 'e1', '--at', 'HEAD', '--diff', 'HEAD');
    expect(none).toMatchObject({ code: 0, out: '', err: 'no difference\n' });
  });

  it('says what an object becomes: a value that changes type is shown as the cluster reads it', async () => {
    const number = cluster('e1', 'stores/east', ', values: {number: "0077"}');
    const files = {
      ...smallFleet,
      ...number,
      'apps/till/base/config.yaml': config.replace('cluster_name', 'cluster_number'),
    };
    const { out } = await render(createRepository(files), 'e1', '--application', 'till');
    expect(out).toContain('  store: 63\n');
  });

  it('leaves objects alone that say so, and what SOPS encrypted', async () => {
    const secret = `apiVersion: v1
kind: Secret
metadata: {name: till}
stringData: {key: "ENC[AES256_GCM,data:\${x}]"}
sops: {mac: "ENC[AES256_GCM,data:x]", version: 3.9.0}
`;
    const off = config
      .replace('{name: till}', '{name: off, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}}')
      .replace('cluster_name', 'HOME');
    const files = { ...smallFleet, 'apps/till/base/config.yaml': `${secret}---\n${off}` };
    const { code, out, err } = await render(createRepository(files), 'e1', '--application', 'till');
    expect(code).toBe(0);
    expect(out).toContain('store: ${HOME}\n');
    expect(out).toContain('key: ENC[AES256_GCM,data:${x}]\n');
    expect(err).toBe('1 encrypted by SOPS: left as they are, and not checked\n');
  });

  it('writes every cluster to a folder, once, and says what clusters would refuse', async () => {
    const files = { ...smallFleet, ...cluster('e2', 'stores/east', ', values: {desk: 3}') };
    const folder = createRepository({
      ...files,
      'apps/till/base/config.yaml': config.replace('cluster_name', 'cluster_desk'),
    });
    const output = join(temporaryFolder(), 'rendered');
    const all = await render(folder, '--all', '--output', output);
    expect(all).toMatchObject({
      code: 1,
      out: `error application till: ConfigMap/till: variable not set (strict mode): "cluster_desk" (e1, w1, w2)\n17 objects of 4 clusters written to ${output}\n`,
    });
    expect(readdirSync(output)).toEqual(['e1.yaml', 'e2.yaml', 'w1.yaml', 'w2.yaml']);
    expect(readFileSync(join(output, 'e2.yaml'), 'utf8')).toContain('store: 3\n');
    const again = await render(folder, '--all', '--output', output);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('there is something in') });
    expect((await render(folder, '--all', '--output', output, '--force')).code).toBe(1);
    const inside = await render(folder, '--all', '--output', join(folder, 'fleet/out'));
    expect(inside).toMatchObject({ code: 2, err: expect.stringContaining('is in fleet/, which holds something else') });
  });

  it.each([
    [['e1', '--application', 'tills'], 'there is no application named tills'],
    [['e9'], 'there is no cluster named e9'],
    [['e1', '--at', 'nowhere'], 'there is no commit nowhere'],
    [[], 'name a cluster, or give --all with --output DIR'],
    [['e1', '-o', 'jsn'], '-o is "jsn", which is none of text, yaml, json, name'],
    [['--all'], '--all needs a folder to write to'],
    [['e1', '--all', '-o', '/tmp/x'], '--all goes with --output, --at and --force alone'],
  ])('%j: %s', async (words, message) => {
    const { code, err } = await render(createRepository(smallFleet), ...words);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });

  it('says what a cluster would refuse, in the words of Flux or of Kustomize', async () => {
    const undefinedFiles = { ...smallFleet, 'apps/till/base/config.yaml': config.replace('cluster_name', 'HOME') };
    const flux = await render(createRepository(undefinedFiles), 'e1');
    expect(flux).toMatchObject({
      code: 2,
      err: 'error: e1 would refuse what it gets:\n  application till: ConfigMap/till: variable not set (strict mode): "HOME"\n',
    });
    const kustomization = 'resources: [config.yaml]\nconfigMapGenerator: [{name: other, behavior: merge}]\n';
    const refused = { ...smallFleet, 'apps/till/base/kustomization.yaml': kustomization };
    const kustomize = await render(createRepository(refused), 'e1');
    expect(kustomize).toMatchObject({
      code: 2,
      err: expect.stringContaining('error: Kustomize cannot build application till, variant base: '),
    });
  });
});

it('cannot be done without Kustomize', async () => {
  const { code, err } = await runIn(createRepository(smallFleet), ['render', 'e1']);
  expect(code).toBe(2);
  expect(err).toContain('there is neither kustomize nor kubectl on the PATH');
});

it('says that a cluster is retired', async () => {
  const files = {
    ...smallFleet,
    'inventory/clusters/e1.yaml': object('Cluster', 'e1', '{groups: [stores/east], state: retired}'),
  };
  const kustomize = async () => ({ identity: 'none', open: () => Promise.reject(new Error('not needed')) });
  const { code, err } = await runIn(createRepository(files), ['render', 'e1'], { kustomize });
  expect({ code, err }).toEqual({ code: 2, err: 'error: e1 is retired: nothing is delivered to it\n' });
});
