import { describe, expect, it } from 'vitest';
import { clusterPath, object, smallFleet } from '../commands/support.ts';
import { runGit, writeFiles } from '../support/git.ts';
import { deploy, deployed as deployedBy, publish, pushTheirs, stateOf } from './support.ts';

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

function deployed(folder: string, words: readonly string[] = []): Promise<unknown> {
  return deployedBy(folder, ['--quiet', ...words], plain);
}

describe('deploy stops where too many clusters would change', () => {
  it('more than the guard lets: before anything is written', async () => {
    const { ann } = publish(files);
    writeFiles(ann, manifest('another'));
    const before = stateOf(ann);
    const err = `error: 4 of 4 clusters would change; 2 may (spec.guards.maxClustersChanged)\n${hint}`;
    expect(await deploy(ann, [], plain)).toEqual({ code: 2, out: '', err });
    expect(stateOf(ann)).toEqual(before);
  });

  it('not where fewer change', async () => {
    const { ann } = publish(files);
    writeFiles(ann, {
      ...manifest('${cluster_note:-none}'),
      [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [stores/east], values: {note: hello}}'),
    });
    await deployed(ann, ['--allow', 'new manifest']);
    writeFiles(ann, { [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [stores/east], values: {note: hi}}') });
    expect(await deployed(ann)).toMatchObject({ pushed: true });
  });

  it('unless a reason is given, which goes into the commit', async () => {
    const { remote, ann } = publish(files);
    writeFiles(ann, manifest('another'));
    await deployed(ann, ['-m', 'Another till', '--allow', 'tried in the lab']);
    expect(runGit(remote, 'log', '-1', '--format=%B', 'main')).toBe('Another till\n\nAllow: tried in the lab\n');
  });

  it('also where the change was merged before, and only the generated files are missing', async () => {
    const { ann } = publish({ ...files, ...manifest('${cluster_company:-none}') });
    const git = 'git: {url: https://git.example.com/contoso/fleet.git}';
    writeFiles(ann, {
      'resedge.yaml': object(
        'Fleet',
        'contoso',
        `{${git}, guards: {maxClustersChanged: 1}, values: {company: contoso}}`,
      ),
    });
    runGit(ann, 'commit', '--quiet', '--all', '--message', 'Merged');
    runGit(ann, 'push', '--quiet', 'origin', 'main');
    expect((await deploy(ann, [], plain)).err).toMatch(/^error: 4 of 4 clusters would change/);
  });

  it('but never for what others deployed in between', async () => {
    const theirs = publish(files).ann;
    writeFiles(theirs, manifest('another'));
    await deployed(theirs, ['--allow', 'tried in the lab']);
    const mine = publish(files);
    pushTheirs(theirs, mine);
    writeFiles(mine.ann, { 'inventory/note.yaml': object('Group', 'lab') });
    expect(await deployed(mine.ann)).toMatchObject({ pushed: true });
  });
});
