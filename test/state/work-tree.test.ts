import { createFsFromVolume, Volume } from 'memfs';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { listWorkTree } from '../../src/state/list-work-tree.ts';
import { sameEntries, withTexts } from '../../src/state/listing.ts';

/** A work tree without Git in memory, with links, by their path: what they point to. */
function workTree(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}) {
  const memory = createFsFromVolume(Volume.fromJSON({ ...files }, '/fleet'));
  for (const [path, target] of Object.entries(links)) memory.symlinkSync(target, `/fleet/${path}`);
  const fs = nodeFileSystem(memory);
  return { fs, list: () => listWorkTree(fs, { root: '/fleet', prefix: '', git: undefined }) };
}

const files = {
  'resedge.yaml': 'a',
  'inventory/b.yaml': 'b',
  'apps/till/c.yaml': 'c',
  'README.md': 'r',
  'clusters/d.yaml': 'd',
};

describe('a work tree', () => {
  it('has the files that people write, sorted, with the ids that Git gives them', async () => {
    const { entries } = workTree(files).list();
    expect(entries).toEqual([
      { path: 'apps/till/c.yaml', id: '3410062ba67c5ed59b854387a8bc0ec012479368' },
      { path: 'inventory/b.yaml', id: '63d8dbd40c23542e740659a7168a0ce3138ea748' },
      { path: 'resedge.yaml', id: '2e65efe2a145dda7ee51d1741299f848e5bf752e' },
    ]);
  });

  it('follows no link, and says what each is', () => {
    const { entries } = workTree(
      { ...files, '../outside.yaml': 'o' },
      {
        'inventory/in.yaml': '../resedge.yaml',
        'inventory/out.yaml': '../../outside.yaml',
        'inventory/none.yaml': 'x',
        'apps/loop': '.',
      },
    ).list();
    expect(entries.filter(({ problem }) => problem !== undefined)).toEqual([
      { path: 'apps/loop', id: '', problem: expect.stringContaining('links are not followed') },
      { path: 'inventory/in.yaml', id: '', problem: expect.stringContaining('links are not followed') },
      { path: 'inventory/none.yaml', id: '', problem: expect.stringContaining('a link to nothing') },
      { path: 'inventory/out.yaml', id: '', problem: expect.stringContaining('leaves the repository') },
    ]);
  });

  it('names files that no message can show, and passes over those that were never finished', () => {
    const { entries } = workTree({
      ...files,
      'inventory/a\nb.yaml': '',
      'apps/till/\u007f.txt': '',
      'apps/c\nd/e.yaml': '',
      'inventory/.x1-0.resedge-tmp': '',
    }).list();
    const problem = 'has a line end or another control character in its name: rename it';
    expect(entries.filter((entry) => entry.problem !== undefined)).toEqual([
      { path: 'apps/c\nd/e.yaml', id: '', problem },
      { path: 'apps/till/\u007f.txt', id: '', problem },
      { path: 'inventory/a\nb.yaml', id: '', problem },
    ]);
    expect(entries.some(({ path }) => path.endsWith('tmp'))).toBe(false);
  });

  it('names a folder that is called like a file', () => {
    const { entries } = workTree({ ...files, 'inventory/x.yaml/y.yaml': 'y' }).list();
    expect(entries).toContainEqual({
      path: 'inventory/x.yaml',
      id: '',
      problem: expect.stringContaining('is a folder'),
    });
    expect(entries.map(({ path }) => path)).toContain('inventory/x.yaml/y.yaml');
  });

  it('says which file may not be read, and reads the others', () => {
    const { fs } = workTree(files);
    const read = (path: string) => {
      if (path.endsWith('b.yaml')) throw Object.assign(new Error('no'), { code: 'EACCES' });
      return fs.read(path);
    };
    const { entries } = listWorkTree({ ...fs, read }, { root: '/fleet', prefix: '', git: undefined });
    expect(entries.map(({ path, problem }) => [path, problem])).toEqual([
      ['apps/till/c.yaml', undefined],
      ['inventory/b.yaml', 'cannot be read (EACCES)'],
      ['resedge.yaml', undefined],
    ]);
  });

  it('is another once a file has another content or another name', () => {
    const { entries } = workTree(files).list();
    expect(sameEntries(entries, workTree(files).list().entries)).toBe(true);
    expect(sameEntries(entries, workTree({ ...files, 'README.md': 'other' }).list().entries)).toBe(true);
    for (const other of [
      { ...files, 'inventory/b.yaml': 'x' },
      { ...files, 'inventory/e.yaml': 'b' },
    ])
      expect(sameEntries(entries, workTree(other).list().entries)).toBe(false);
  });

  it('may have other texts on top', async () => {
    const { list } = workTree(files);
    const changed = withTexts(
      list(),
      new Map([
        ['inventory/b.yaml', 'new'],
        ['apps/till/c.yaml', undefined],
        ['inventory/a.yaml', 'a'],
      ]),
    );
    expect(changed.entries.map(({ path }) => path)).toEqual(['inventory/a.yaml', 'inventory/b.yaml', 'resedge.yaml']);
    const contents = await changed.read(changed.entries);
    expect(Array.from(contents, ([path, content]) => [path, Buffer.from(content).toString()])).toEqual(
      expect.arrayContaining([
        ['inventory/b.yaml', 'new'],
        ['resedge.yaml', 'a'],
      ]),
    );
  });
});
