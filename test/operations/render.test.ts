import { describe, expect, it } from 'vitest';
import { compareRendered } from '../../src/operations/render/compare-rendered.ts';
import { fillBuilt, renderCluster } from '../../src/operations/render/render-cluster.ts';
import { emptyFolder, renderFleet } from '../../src/operations/render/render-fleet.ts';
import { requireRenderer } from '../../src/operations/render/require-renderer.ts';
import { readBuilt } from '../../src/render/built-object.ts';
import type { Files } from '../support/fleet.ts';
import { base, overlay } from '../support/fleet.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { storeFiles } from './stores.ts';
import { hostOf } from './support.ts';

const deployment = (image: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: "till-\${cluster_name}"}\nspec: {template: {spec: {containers: [{name: till, image: "${image}"}]}}}\n`;

const files: Files = {
  ...storeFiles,
  ...base('apps/till', deployment('till:1')),
  ...overlay('apps/till/overlays/fast', { clusters: '/c/e1' }, 'images: [{name: till, newTag: "2"}]'),
};

async function open(more: Files = {}, builds: string[] = []) {
  const fleet = await memoryRepository({ ...files, ...more });
  const copy = await workingCopyOf(hostOf(fleet, { kustomize: memoryKustomize(builds) }));
  return { fleet, copy, state: await copy.open() };
}

async function rendered(cluster: number, choice: Parameters<typeof renderCluster>[2] = {}, more: Files = {}) {
  const { state } = await open(more);
  const { objects, problems } = await renderCluster(await requireRenderer(state), cluster, choice);
  return { objects, names: objects.map(({ identity }) => identity), problems };
}

describe('a cluster', () => {
  it('is rendered in the order of its namespaces and applications, with its own values', async () => {
    const { names, objects } = await rendered(0);
    expect(names.at(-1)).toBe('shop/Deployment/till-e1');
    expect(names).toContain('Namespace/shop');
    expect(objects.at(-1)?.text).toContain('image: till:2');
  });

  it('is rendered in part', async () => {
    expect((await rendered(1, { application: 'till' })).names).toEqual(['shop/Deployment/till-e2']);
    const bench = (await rendered(1, { namespace: 'bench' })).names;
    expect([bench.includes('Namespace/bench'), bench.some((name) => name.includes('shop'))]).toEqual([true, false]);
  });

  it('has the variables of its own, of the namespace and of the application', async () => {
    const data = 'data: {a: "${cluster_name} ${namespace_name} ${app_name} ${cluster_currency}"}';
    const manifest = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n${data}\n`;
    const { objects } = await rendered(2, { application: 'till' }, base('apps/till', manifest));
    expect(objects[0]?.value()).toMatchObject({ data: { a: 'w1 shop till USD' } });
  });

  it('has nothing once it is retired', async () => {
    expect((await rendered(4)).names).toEqual([]);
  });

  it('says which objects would be refused, and renders the others', async () => {
    const manifest = `${deployment('till:1')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "\${cluster_nothing}"}\n`;
    const { names, problems } = await rendered(0, { application: 'till' }, base('apps/till', manifest));
    expect(names).toEqual(['shop/Deployment/till-e1']);
    expect(problems).toEqual([expect.stringMatching(/^application till: ConfigMap\/c: .*cluster_nothing/)]);
  });

  it('cannot be rendered if Kustomize refuses it, nor without Kustomize', async () => {
    const broken = {
      'apps/till/base/kustomization.yaml': 'resources: [manifest.yaml, other.yaml]\n',
      'apps/till/base/other.yaml': '',
    };
    const missing = { ...broken, 'apps/till/base/other.yaml': 'a: {' };
    await expect(rendered(0, {}, missing)).rejects.toThrow(/^Kustomize cannot build application till, variant /);
    const fleet = await memoryRepository(files);
    const state = await (await workingCopyOf(hostOf(fleet))).open();
    await expect(requireRenderer(state)).rejects.toThrow('there is neither kustomize nor kubectl on the PATH');
  });
});

describe('a whole number that a double cannot hold', () => {
  const filled = (id: string) => {
    const text = `apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: t\nspec:\n  id: ${id}\n  lanes: \${cluster_lanes}\n`;
    return fillBuilt({ title: 'application till', objects: readBuilt(text) }, new Map([['cluster_lanes', '0x10']]))
      .objects;
  };

  it('keeps its digits, also beside a variable that changes type', () => {
    const [object] = filled('9223372036854775807');
    expect(object?.text).toContain('id: 9223372036854775807\n  lanes: 16\n');
    expect(object?.value()).toMatchObject({ spec: { id: 9223372036854775807n, lanes: 16 } });
  });

  it('differs by its last digit', () => {
    const [change] = compareRendered(filled('12345678901234567'), filled('12345678901234568'));
    expect(change?.before).toContain('id: 12345678901234567\n');
    expect(change?.after).toContain('id: 12345678901234568\n');
  });
});

it('a difference says which secrets differ, and none of them', () => {
  const built = (pin: string, url: string) => {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  pin: ${pin}\n  same: aaaa\n`;
    const config = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  url: ${url}\n`;
    return fillBuilt({ title: 'application till', objects: readBuilt(`${secret}---\n${config}`) }, new Map()).objects;
  };
  const changes = compareRendered(built('b1b1', 'amqp://a:b1b1@c'), built('c2c2c2', 'amqp://a:c2c2c2@c'));
  expect(JSON.stringify(changes)).not.toMatch(/b1b1|c2c2|aaaa/);
  expect(changes.map(({ after }) => after?.match(/(?:pin|same|url): .*/g))).toEqual([
    ['url: amqp://*** (after)@c'],
    ["pin: '*** (after)'", "same: '***'"],
  ]);
});

describe('the whole fleet', () => {
  it('is rendered into a file for each cluster, each variant built once', async () => {
    const builds: string[] = [];
    const { fleet, copy, state } = await open({}, builds);
    const result = await renderFleet(copy.host, state, '/out');
    expect(result).toMatchObject({ clusters: 4 });
    expect(result.problems.size).toBe(0);
    const text = Buffer.from(copy.host.fs.read('/out/w1.yaml')).toString();
    expect(text).toContain('name: till-w1');
    expect(copy.host.fs.list('/out').map(({ name }) => name)).toEqual(['e1.yaml', 'e2.yaml', 'w1.yaml', 'w2.yaml']);
    expect(builds.length).toBe(new Set(builds).size);
    expect(fleet.texts()).toEqual(files);
  });

  it('is not written over what is there', async () => {
    const { copy } = await open({ 'notes/a.txt': 'mine' });
    const folder = (typed: string, force = false) => emptyFolder(copy.host, copy.repository, typed, force);
    expect(folder('out')).toBe('/fleet/out');
    expect(() => folder('notes')).toThrow('there is something in notes already');
    expect(folder('notes', true)).toBe('/fleet/notes');
    expect(() => folder('clusters/x', true)).toThrow('clusters/x is in clusters/, which holds something else');
    expect(() => folder('notes/a.txt')).toThrow('notes/a.txt is a file');
  });
});

describe('what becomes of objects', () => {
  it('is told by their identity, those that say the same left out', async () => {
    const before = (await rendered(0, { application: 'till' })).objects;
    const other = overlay('apps/till/overlays/fast', { clusters: '/c/e1' }, 'images: [{name: till, newTag: "3"}]');
    const after = (await rendered(0, { application: 'till' }, other)).objects;
    expect(compareRendered(before, before)).toEqual([]);
    expect(compareRendered(before, after)).toEqual([
      {
        path: 'shop/Deployment/till-e1',
        before: expect.stringContaining('till:2'),
        after: expect.stringContaining('till:3'),
      },
    ]);
    expect(compareRendered(before, [])).toEqual([
      { path: 'shop/Deployment/till-e1', before: expect.any(String), after: undefined },
    ]);
  });
});
