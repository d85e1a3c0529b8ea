import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cluster, clusterPath, object, smallFleet } from '../commands/support.ts';
import { runGit, writeFiles } from '../support/git.ts';
import { clustersOn, deploy, deployed, publish, tipOf } from './support.ts';

/** The file of a cluster, a line for each field. */
function store(...fields: string[]): Record<string, string> {
  const spec = ['', 'groups: [stores/east]', ...fields].join('\n  ');
  return { [clusterPath('e1')]: object('Cluster', 'e1', spec) };
}

function shopWith(applications: string): string {
  return object('Namespace', 'shop', `{clusters: /g/stores, applications: [${applications}]}`);
}

function application(name: string): Record<string, string> {
  return {
    [`inventory/${name}.yaml`]: object('Application', name, `{path: apps/${name}, namespace: shop}`),
    [`apps/${name}/base/kustomization.yaml`]: 'resources: []\n',
  };
}

function notes(text: string): string {
  return `kind: Notes\nmetadata: {name: notes}\ntext: ${text}\n`;
}

describe('where others changed the same file, deploy', () => {
  it('merges changes of fields beside each other, and keeps comments', async () => {
    const { remote, ann, bob } = publish({ ...smallFleet, ...store('state: active', 'connectivity: online') });
    writeFiles(ann, store('state: active', 'connectivity: offline # since May'));
    await deployed(ann);
    writeFiles(bob, store('state: retired', 'connectivity: online'));
    await deployed(bob);
    const merged = store('state: retired', 'connectivity: offline # since May')[clusterPath('e1')];
    expect(readFileSync(join(bob, clusterPath('e1')), 'utf8')).toBe(merged);
    await clustersOn(remote);
  });

  it('merges what both add to one list, over two commits', async () => {
    const { remote, ann, bob } = publish();
    const shop = (names: string) => ({ 'inventory/shop.yaml': shopWith(names) });
    writeFiles(ann, { ...shop('till, scales'), ...application('scales') });
    await deployed(ann);
    writeFiles(bob, { ...shop('till, radio'), ...application('radio') });
    runGit(bob, 'add', '--all');
    runGit(bob, 'commit', '--quiet', '--message', 'Radio');
    writeFiles(bob, { ...shop('till, radio, clock'), ...application('clock') });
    await deployed(bob);
    expect(runGit(remote, 'show', 'main:inventory/shop.yaml')).toContain('applications: [till, scales, radio, clock]');
    await clustersOn(remote);
  });

  it('merges an annotation that goes beside one that comes, in a kustomization', async () => {
    const path = 'apps/till/overlays/new/kustomization.yaml';
    const overlay = (...annotations: string[]) => ({
      [path]: [
        'apiVersion: kustomize.config.k8s.io/v1alpha1',
        'kind: Component',
        'metadata:',
        '  annotations:',
        '    resedge.dev/clusters: /g/stores',
        ...annotations.map((annotation) => `    ${annotation}`),
        '',
      ].join('\n'),
    });
    const { remote, ann, bob } = publish({ ...smallFleet, ...overlay('note: old') });
    writeFiles(ann, overlay('note: old', 'theirs: a'));
    await deployed(ann);
    writeFiles(bob, overlay());
    await deployed(bob);
    expect(`${runGit(remote, 'show', `main:${path}`)}\n`).toBe(overlay('theirs: a')[path]);
  });
});

describe('where others changed the same field, deploy', () => {
  it('refuses an object that is deleted here and changed there, and names all that clashes', async () => {
    const { remote, ann, bob } = publish({
      ...smallFleet,
      ...store('state: active'),
      'apps/till/base/notes.yaml': notes('old'),
    });
    writeFiles(ann, {
      ...store('state: active', 'connectivity: offline'),
      ...cluster('w1', 'stores/west', ', state: retired'),
    });
    writeFiles(ann, { 'apps/till/base/notes.yaml': notes('ann') });
    await deployed(ann);
    const tip = tipOf(remote);
    writeFiles(bob, {
      ...store('state: active', 'connectivity: intermittent'),
      'apps/till/base/notes.yaml': notes('bob'),
    });
    rmSync(join(bob, clusterPath('w1')));
    const { code, err } = await deploy(bob);
    expect(err.split('\nhint: ')[0]).toBe(
      [
        'error: others changed in another way what was changed here:',
        'apps/till/base/notes.yaml: the same lines',
        'cluster/e1: spec.connectivity: here intermittent, there offline (inventory/clusters/e1.yaml)',
        'cluster/w1: here deleted, there changed (inventory/clusters/w1.yaml)',
      ].join('\n  '),
    );
    expect({ code, tip: tipOf(remote) }).toEqual({ code: 2, tip });
  });

  it('refuses comments in the same lines', async () => {
    const { ann, bob } = publish();
    const group = (comment: string) => ({
      'inventory/groups.yaml': `${smallFleet['inventory/groups.yaml']}# ${comment}\n`,
    });
    writeFiles(ann, group('ann'));
    await deployed(ann);
    writeFiles(bob, group('bob'));
    expect((await deploy(bob)).err).toMatch(/^error: others changed the same lines: inventory\/groups.yaml\nhint: /);
  });
});
