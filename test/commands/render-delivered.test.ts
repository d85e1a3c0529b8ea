import { describe, expect, it } from 'vitest';
import { inMemory } from '../deploy/in-memory.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';
import { cluster, object, smallFleet } from './support.ts';

const stores = {
  ...smallFleet,
  ...cluster('e2', 'stores/east', ', hold: {reason: flood in the basement}, values: {number: "7"}'),
  'apps/till/base/config.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {store: "${cluster_name}", number: "no. ${cluster_number:=0} of ${app_name}"}\n',
};

async function render(words: readonly string[], changes: Readonly<Record<string, string | undefined>> = {}) {
  const fleet = await inMemory(stores);
  fleet.write(changes);
  return fleet.run(['render', ...words], { kustomize: memoryKustomize() });
}

describe('render --delivered', () => {
  it('prints what the cluster has, whatever the inventory says by now', async () => {
    const changes = {
      ...cluster('e2', 'stores/east', ', hold: {reason: flood in the basement}, values: {number: "8"}'),
      'apps/till/base/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {now: "another"}\n',
    };
    const { code, out, err } = await render(['e2', '--delivered', '--application', 'till'], changes);
    expect({ code, err }).toEqual({ code: 0, err: 'as delivered by origin/main\n' });
    expect(out).toMatch(/\bnumber: no. 7 of till\n.*\bstore: e2\n/s);
    expect((await render(['e2', '--application', 'till'], changes)).out).toContain('now: another\n');
  });

  it('prints what is no longer in the inventory', async () => {
    const changes = { 'inventory/till.yaml': undefined, 'inventory/shop.yaml': undefined };
    const names = (await render(['e2', '--delivered', '-o', 'name'], changes)).out;
    expect(names).toContain('Namespace/shop\n');
    expect(names).toContain('shop/ConfigMap/till\n');
    const gone = await render(['e1', '--delivered', '-o', 'name'], { 'inventory/clusters/e1.yaml': undefined });
    expect(gone.out).toContain('shop/ConfigMap/till\n');
  });

  it('finds a cluster under its former name', async () => {
    const renamed = object('Cluster', 'e9', '{groups: [stores/east], formerNames: [e1]}');
    const changes = { 'inventory/clusters/e1.yaml': renamed };
    expect((await render(['e9', '--delivered'], changes)).out).toContain('store: e1\n');
  });

  it('says so where nothing was delivered, or not what was asked for', async () => {
    const added = cluster('e3', 'stores/east');
    expect((await render(['e3', '--delivered'], added)).err).toBe(
      'error: nothing was delivered to e3 yet\nhint: What it is to get: resedge render e3\n',
    );
    expect((await render(['nowhere', '--delivered'])).err).toContain('error: there is no cluster named nowhere\n');
    expect((await render(['e1', '--delivered', '--application', 'fan'])).err).toContain(
      'error: e1 does not have application fan\n',
    );
  });

  it.each([[['--at', 'HEAD']], [['--diff', 'HEAD']], [['--delivery']], [['--all']]])(
    'does not go with %s',
    async (words) => {
      const { code, err } = await render(['e1', '--delivered', ...words]);
      expect(code).toBe(2);
      expect(err).toContain('error: --delivered goes with --application and --namespace alone\n');
    },
  );
});
