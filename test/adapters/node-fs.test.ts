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
    files.write(path, 'resources: []\n');
    expect(text(path)).toBe('resources: []\n');
  });

  it('replaces a file, keeps its mode and leaves nothing beside it', () => {
    const folder = fresh();
    const path = join(folder, 'run.sh');
    files.write(path, 'old');
    files.setExecutable(path);
    files.write(path, new TextEncoder().encode('new'));
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
    expect(() => files.write(join(folder, 'a'), 'x')).toThrow('is a folder');
    expect(names(folder)).toEqual(['a']);
  });

  it('writes to what a link points to', () => {
    const folder = fresh();
    files.write(join(folder, 'real.yaml'), 'old');
    raw.symlinkSync('real.yaml', join(folder, 'link.yaml'));
    files.write(join(folder, 'link.yaml'), 'new');
    expect(text(join(folder, 'real.yaml'))).toBe('new');
    expect(files.list(folder)).toContainEqual({ name: 'link.yaml', type: 'link' });
  });

  it('refuses to write through a link to nothing', () => {
    const folder = fresh();
    raw.symlinkSync('gone.yaml', join(folder, 'link.yaml'));
    expect(() => files.write(join(folder, 'link.yaml'), 'x')).toThrow(UserError);
    expect(names(folder)).toEqual(['link.yaml']);
  });

  it('tells what a path is', () => {
    const folder = fresh();
    files.write(join(folder, 'a.yaml'), 'four');
    raw.symlinkSync('a.yaml', join(folder, 'link'));
    raw.symlinkSync('gone', join(folder, 'dangling'));
    expect(files.stat(join(folder, 'link'))).toMatchObject({ type: 'file', size: 4 });
    expect(files.stat(folder)?.type).toBe('folder');
    expect(files.stat(join(folder, 'dangling'))).toBeUndefined();
    expect(files.stat(join(folder, 'a.yaml/below'))).toBeUndefined();
    expect(files.realPath(join(folder, 'link'))).toBe(join(folder, 'a.yaml'));
  });

  it('lists nothing where there is no folder', () => {
    const folder = fresh();
    files.write(join(folder, 'a.yaml'), '');
    expect(files.list(join(folder, 'gone'))).toEqual([]);
    expect(files.list(join(folder, 'a.yaml'))).toEqual([]);
  });

  it('removes the folders that become empty, up to the root', () => {
    const folder = fresh();
    files.write(join(folder, 'clusters/4f/la-1/kustomization.yaml'), '');
    files.write(join(folder, 'clusters/other.yaml'), '');
    files.remove(join(folder, 'clusters/4f/la-1/kustomization.yaml'), folder);
    expect(names(join(folder, 'clusters'))).toEqual(['other.yaml']);
    files.remove(join(folder, 'clusters/other.yaml'), folder);
    expect(names(folder)).toEqual([]);
    expect(files.stat(folder)?.type).toBe('folder');
  });
});
