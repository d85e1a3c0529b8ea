import fs, { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { clusterPath, object, quietFleet, runIn } from '../commands/support.ts';
import { createRepository } from '../support/git.ts';

/** Runs `get clusters -o name`; what it printed, and the files below inventory/ that were read for it. */
async function getClusters(root: string) {
  const read: string[] = [];
  const disk = nodeFileSystem(fs);
  const counting = {
    ...disk,
    read(path: string) {
      if (path.startsWith(join(root, 'inventory/'))) read.push(relative(root, path));
      return disk.read(path);
    },
  };
  const { out } = await runIn(root, ['get', 'clusters', '-o', 'name'], { fs: counting });
  return { names: out.trimEnd().split('\n'), read };
}

/** Long enough for the file system to give a later time. */
const tick = () => setTimeout(30);

/** A fleet that was loaded once. */
async function knownFleet(): Promise<string> {
  const root = createRepository(quietFleet);
  await tick();
  await getClusters(root);
  await tick();
  return root;
}

describe('files that were not touched since the last run', () => {
  it('are not read again', async () => {
    const root = await knownFleet();
    const { names, read } = await getClusters(root);
    expect(names).toEqual(['cluster/e1', 'cluster/e2', 'cluster/w1', 'cluster/w2']);
    expect(read).toEqual([]);
  });

  it('are told from one that was written over with a text of the same length', async () => {
    const root = await knownFleet();
    writeFileSync(join(root, clusterPath('w2')), object('Cluster', 'w3', '{groups: [stores/west]}'));
    const { names, read } = await getClusters(root);
    expect(names).toEqual(['cluster/e1', 'cluster/e2', 'cluster/w1', 'cluster/w3']);
    expect(read).toEqual([clusterPath('w2')]);
  });

  it('are told from one that was replaced, whatever time it claims to be from', async () => {
    const root = await knownFleet();
    const path = join(root, clusterPath('w2'));
    const { mtime } = fs.statSync(path);
    writeFileSync(`${path}.new`, object('Cluster', 'w3', '{groups: [stores/west]}'));
    utimesSync(`${path}.new`, mtime, mtime);
    renameSync(`${path}.new`, path);
    expect((await getClusters(root)).names).toContain('cluster/w3');
  });

  it('are read all the same where they were changed at the very time of the last run', async () => {
    const root = createRepository(quietFleet);
    for (const name of ['w3', 'w4', 'w5', 'w6']) {
      writeFileSync(join(root, clusterPath('w2')), object('Cluster', name, '{groups: [stores/west]}'));
      expect((await getClusters(root)).names).toContain(`cluster/${name}`);
    }
  });

  it('are read again where the cache is broken', async () => {
    const root = await knownFleet();
    for (const { name } of nodeFileSystem(fs).list(join(root, '.git/resedge')))
      if (name.startsWith('stat-cache')) writeFileSync(join(root, '.git/resedge', name), 'resedge stat cache 1\nno');
    expect((await getClusters(root)).names).toHaveLength(4);
    expect((await getClusters(root)).read).toEqual([]);
  });
});
