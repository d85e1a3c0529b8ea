import { describe, expect, it } from 'vitest';
import { clusterPath, object, smallFleet } from '../commands/support.ts';
import { inMemory } from './in-memory.ts';

const hint =
  'hint: See what changes: resedge plan. If that is meant: resedge deploy --allow "REASON". The reason goes into the commit message.\n';

/** Four clusters that run one application. */
const files = {
  ...smallFleet,
  'resedge.yaml': object(
    'Fleet',
    'contoso',
    '{git: {url: https://git.example.com/contoso/fleet.git}, guards: {maxClustersChanged: 50%}}',
  ),
};

function manifest(data: string): Record<string, string> {
  return {
    'apps/till/base/config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {store: "${data}"}\n`,
  };
}

/** Files that differ count as a change, since there is nothing that builds them. */
const plain = { kustomize: async () => undefined };

describe('deploy stops where too many clusters would change', () => {
  it('more than the guard lets: before anything is written', async () => {
    const fleet = await inMemory(files);
    fleet.write(manifest('another'));
    const before = await fleet.state();
    const err = `error: 4 of 4 clusters would change; 2 may (spec.guards.maxClustersChanged)\n${hint}`;
    expect(await fleet.deploy([], plain)).toEqual({ code: 2, out: '', err });
    expect(await fleet.state()).toEqual(before);
  });

  it('not where fewer change', async () => {
    const fleet = await inMemory(files);
    fleet.write({
      ...manifest('${cluster_note:-none}'),
      [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [stores/east], values: {note: hello}}'),
    });
    await fleet.deployed(['--quiet', '--allow', 'new manifest'], plain);
    fleet.write({ [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [stores/east], values: {note: hi}}') });
    expect(await fleet.deployed(['--quiet'], plain)).toMatchObject({ pushed: true });
  });

  it('unless a reason is given, which goes into the commit', async () => {
    const fleet = await inMemory(files);
    fleet.write(manifest('another'));
    await fleet.deployed(['--quiet', '-m', 'Another till', '--allow', 'tried in the lab'], plain);
    expect((await fleet.messages())[0]).toBe('Another till\n\nAllow: tried in the lab');
  });

  it('also where the change was merged before, and only the generated files are missing', async () => {
    const fleet = await inMemory({ ...files, ...manifest('${cluster_company:-none}') });
    const git = 'git: {url: https://git.example.com/contoso/fleet.git}';
    fleet.write({
      'resedge.yaml': object(
        'Fleet',
        'contoso',
        `{${git}, guards: {maxClustersChanged: 1}, values: {company: contoso}}`,
      ),
    });
    await fleet.git.push('origin', await fleet.commit('Merged'), 'main');
    expect((await fleet.deploy([], plain)).err).toMatch(/^error: 4 of 4 clusters would change/);
  });

  it('but never for what others deployed in between', async () => {
    const fleet = await inMemory(files);
    await fleet.othersDeploy(manifest('another'));
    fleet.write({ 'inventory/note.yaml': object('Group', 'lab') });
    expect(await fleet.deployed(['--quiet'], plain)).toMatchObject({ pushed: true });
  });
});
