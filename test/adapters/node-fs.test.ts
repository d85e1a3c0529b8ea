import fs, { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFsFromVolume, Volume } from 'memfs';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { UserError } from '../../src/model/errors.ts';

const onDisk = realpathSync(mkdtempSync(join(tmpdir(), 'resedge-files-')));
const memory = createFsFromVolume(Volume.fromJSON({ '/root/.keep': '' }));

afterAll(() => rmSync(onDisk, { recursive: true }));

describe.each([
  { where: 'on disk', raw: fs, files: nodeFileSystem(fs), root: onDisk },
  { where: 'in memory', raw: memory, files: nodeFileSystem(memory), root: '/root' },
])('files $where', ({ raw, files, root }) => {
  let tests = 0;
  function fresh(): string {
    const folder = join(root, `test-${tests++}`);
    files.makeFolder(folder);
    return folder;
  }
  const text = (path: string) => new TextDecoder().decode(files.read(path));
  const names = (folder: string) => files.list(folder).map(({ name }) => name);

  it('writes into folders that are not there yet', () => {
    const path = join(fresh(), 'clusters/la-1/kustomization.yaml');
    files.write(path, 'resources: []\n', root);
    expect(text(path)).toBe('resources: []\n');
  });

  it('replaces a file, keeps its mode and leaves nothing beside it', () => {
    const folder = fresh();
    const path = join(folder, 'run.sh');
    files.write(path, 'old', root);
    files.setExecutable(path);
    files.write(path, new TextEncoder().encode('new'), root);
    expect(text(path)).toBe('new');
    expect(raw.statSync(path).mode & 0o111).toBe(0o111);
    expect(names(folder)).toEqual(['run.sh']);
  });

  it('makes a file once', () => {
    const path = join(fresh(), 'resedge/lock');
    expect([files.createExclusive(path, 'first'), files.createExclusive(path, 'second')]).toEqual([true, false]);
    expect(text(path)).toBe('first');
  });

  it('leaves nothing behind where a folder is in the way', () => {
    const folder = fresh();
    files.makeFolder(join(folder, 'a/b'));
    expect(() => files.write(join(folder, 'a'), 'x', folder)).toThrow('is a folder');
    expect(names(folder)).toEqual(['a']);
  });

  it('writes to what a link points to', () => {
    const folder = fresh();
    files.write(join(folder, 'real.yaml'), 'old', folder);
    raw.symlinkSync('real.yaml', join(folder, 'link.yaml'));
    files.write(join(folder, 'link.yaml'), 'new', folder);
    expect(text(join(folder, 'real.yaml'))).toBe('new');
    expect(files.list(folder)).toContainEqual({ name: 'link.yaml', type: 'link' });
  });

  it('refuses to write through a link to nothing', () => {
    const folder = fresh();
    raw.symlinkSync('gone.yaml', join(folder, 'link.yaml'));
    expect(() => files.write(join(folder, 'link.yaml'), 'x', folder)).toThrow(UserError);
    expect(names(folder)).toEqual(['link.yaml']);
  });

  it.each<[string, (folder: string) => Readonly<Record<string, string>>]>([
    ['a link', (outer) => ({ 'inventory/a.yaml': `${outer}/a.yaml` })],
    ['a link to nothing', (outer) => ({ 'inventory/a.yaml': `${outer}/new.yaml` })],
    ['a folder that is a link', (outer) => ({ inventory: outer })],
    ['a folder that is a relative link', () => ({ inventory: '../outer' })],
    ['a folder that is a link to nothing', (outer) => ({ inventory: `${outer}/new` })],
    ['a link to a link', (outer) => ({ inventory: 'other', other: outer })],
    ['a folder of Git', () => ({ inventory: '.git' })],
  ])('neither writes, reads nor removes through %s out of the root', (_what, links) => {
    const folder = fresh();
    const [inner, outer] = [join(folder, 'inner'), join(folder, 'outer')];
    files.write(join(outer, 'a.yaml'), 'outside', outer);
    files.makeFolder(join(inner, '.git'));
    raw.writeFileSync(join(inner, '.git/a.yaml'), 'outside');
    for (const [name, target] of Object.entries(links(outer))) {
      if (name.includes('/')) files.makeFolder(join(inner, 'inventory'));
      raw.symlinkSync(target, join(inner, name));
    }
    const path = join(inner, 'inventory/a.yaml');
    expect(() => files.write(path, 'x', inner)).toThrow(UserError);
    expect(files.readBelow(path, inner)).toBeUndefined();
    if (raw.lstatSync(join(inner, 'inventory')).isSymbolicLink())
      expect(() => files.remove(path, inner)).toThrow(UserError);
    expect(names(outer)).toEqual(['a.yaml']);
    expect([text(join(outer, 'a.yaml')), text(join(inner, '.git/a.yaml'))]).toEqual(['outside', 'outside']);
  });

  it.each(['../a.yaml', '.', '.git/config', 'apps/.GIT/config', 'x\n/../../a.yaml'])('writes no %j', (path) => {
    const folder = join(fresh(), 'inner');
    files.makeFolder(folder);
    expect(() => files.write(join(folder, path), 'x', folder)).toThrow(UserError);
  });

  it('follows links that stay below the root, which may be a link itself', () => {
    const folder = fresh();
    files.write(join(folder, 'real/apps/a.yaml'), 'old', folder);
    raw.symlinkSync('real', join(folder, 'root'));
    raw.symlinkSync('apps', join(folder, 'real/other'));
    files.write(join(folder, 'root/other/a.yaml'), 'new', join(folder, 'root'));
    expect(text(join(folder, 'real/apps/a.yaml'))).toBe('new');
    expect(files.readBelow(join(folder, 'root/other/a.yaml'), join(folder, 'root'))).toEqual(Buffer.from('new'));
    files.remove(join(folder, 'root/other/a.yaml'), join(folder, 'root'));
    expect(names(join(folder, 'real/apps'))).toEqual([]);
  });

  it('takes names as long as the system does', () => {
    const folder = fresh();
    const path = join(folder, `${'n'.repeat(250)}.yaml`);
    files.write(path, 'x', folder);
    expect(text(path)).toBe('x');
  });

  it('tells what a path is', () => {
    const folder = fresh();
    files.write(join(folder, 'a.yaml'), 'four', folder);
    raw.symlinkSync('a.yaml', join(folder, 'link'));
    raw.symlinkSync('gone', join(folder, 'dangling'));
    expect(files.stat(join(folder, 'link'))).toMatchObject({ type: 'file', size: 4 });
    expect(files.stat(folder)?.type).toBe('folder');
    expect(files.stat(join(folder, 'dangling'))).toBeUndefined();
    expect(files.stat(join(folder, 'a.yaml/below'))).toBeUndefined();
    expect(files.realPath(join(folder, 'link'))).toBe(join(folder, 'a.yaml'));
  });

  it('finds nothing at a path with a NUL', () => {
    expect(files.stat(join(root, 'a\0b'))).toBeUndefined();
    expect(files.list(join(root, 'a\0b'))).toEqual([]);
  });

  it('lists nothing where there is no folder', () => {
    const folder = fresh();
    files.write(join(folder, 'a.yaml'), '', folder);
    expect(files.list(join(folder, 'gone'))).toEqual([]);
    expect(files.list(join(folder, 'a.yaml'))).toEqual([]);
  });

  it('removes the folders that become empty, up to the root', () => {
    const folder = fresh();
    files.write(join(folder, 'clusters/4f/la-1/kustomization.yaml'), '', folder);
    files.write(join(folder, 'clusters/other.yaml'), '', folder);
    files.remove(join(folder, 'clusters/4f/la-1/kustomization.yaml'), folder);
    expect(names(join(folder, 'clusters'))).toEqual(['other.yaml']);
    files.remove(join(folder, 'clusters/other.yaml'), folder);
    expect(names(folder)).toEqual([]);
    expect(files.stat(folder)?.type).toBe('folder');
  });
});

describe('a disk that is full', () => {
  it('is told with the file that was to be written', () => {
    const refusal = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    const full = {
      ...fs,
      writeFileSync: () => {
        throw refusal;
      },
    };
    expect(() => nodeFileSystem(full).write(join(onDisk, 'a.yaml'), 'x', onDisk)).toThrow(
      '/a.yaml cannot be written: no space left on device',
    );
  });
});
