import { describe, expect, it } from 'vitest';
import type { FileSystem } from '../../src/ports/file-system.ts';
import { after, attributes, before, createDisk, root, run, wanted } from './disk.ts';

const austin = 'clusters/austin/kustomization.yaml';
const boston = 'clusters/boston/kustomization.yaml';

describe('writing generated files', () => {
  it('writes all of them into an empty repository', async () => {
    const { fs, texts } = createDisk();
    expect(await run(fs, before)).toEqual([]);
    expect(texts()).toEqual(wanted(before));
  });

  it('touches nothing the second time', async () => {
    const { volume, fs } = createDisk();
    await run(fs, before);
    const touches: string[] = [];
    const watched: FileSystem = {
      ...fs,
      write: (path) => touches.push(path),
      remove: (path) => touches.push(path),
      makeFolder: (path) => touches.push(path),
    };
    const inodes = () => Object.keys(volume.toJSON(root)).map((path) => volume.statSync(path).ino);
    const old = inodes();
    expect(await run(watched, before)).toEqual([]);
    expect(touches).toEqual([]);
    await run(fs, before);
    expect(inodes()).toEqual(old);
  });

  it('writes what differs, removes what nobody wants, and leaves no empty folders', async () => {
    const { volume, fs, texts } = createDisk();
    await run(fs, before);
    const old = volume.statSync(`${root}/${boston}`).ino;
    expect(await run(fs, after)).toEqual([]);
    expect(texts()).toEqual(wanted(after));
    expect(volume.statSync(`${root}/${boston}`).ino).toBe(old);
    expect(volume.existsSync(`${root}/clusters/austin`)).toBe(false);
  });

  it('removes what a run that was broken off left behind', async () => {
    const leftovers = ['clusters/austin/.kustomization.yaml.x-0.resedge-tmp', 'fleet/.a.x-1.resedge-tmp'];
    const { fs, texts } = createDisk(Object.fromEntries(leftovers.map((path) => [path, 'half'])));
    expect(await run(fs, before)).toEqual([]);
    expect(texts()).toEqual(wanted(before));
  });
});

describe('files that resedge did not write', () => {
  it('are left alone, with a warning', async () => {
    const notes = { 'clusters/notes.md': 'mine', 'fleet/profiles/old/kustomization.yaml': 'resources: []\n' };
    const { fs, texts } = createDisk(notes);
    expect(await run(fs, before)).toEqual([
      'warning RE802 clusters/notes.md: resedge did not write this file; it is left alone',
      'warning RE802 fleet/profiles/old/kustomization.yaml: resedge did not write this file; it is left alone',
    ]);
    expect(texts()).toEqual({ ...wanted(before), ...notes });
  });

  it.each([
    ['where a folder goes', 'clusters/austin'],
    ['where all folders go', 'clusters'],
    ['in a folder where a file goes', `${austin}/notes.md`],
    ['where a file of all clusters goes', 'fleet/sources/online/fleet.yaml'],
  ])('stop the run %s', async (_, path) => {
    const text = 'mine';
    for (const force of [false, true]) {
      const { fs, texts } = createDisk({ [path]: text });
      expect(await run(fs, before, force)).toEqual([
        `error RE802 ${path}: resedge did not write this file, and it is in the way of a generated file`,
      ]);
      expect(texts()).toEqual({ [path]: text });
    }
  });

  it('are links, too: nothing is written through them', async () => {
    const { volume, fs } = createDisk({ 'elsewhere/mine.yaml': before.generated.get(austin) ?? '' });
    volume.mkdirSync(`${root}/clusters/austin`, { recursive: true });
    volume.symlinkSync('../../elsewhere/mine.yaml', `${root}/${austin}`);
    volume.symlinkSync('../elsewhere', `${root}/clusters/boston`);
    volume.symlinkSync('nowhere', `${root}/clusters/broken`);
    const stopped = (path: string) =>
      `error RE802 ${path}: resedge did not write this file, and it is in the way of a generated file`;
    expect(await run(fs, before)).toEqual([
      expect.stringMatching(/^error RE805 clusters\/austin\/kustomization.yaml: /),
      stopped('clusters/boston'),
      'warning RE802 clusters/broken: resedge did not write this file; it is left alone',
    ]);
    expect(volume.existsSync(`${root}/fleet`)).toBe(false);
  });
});

describe('generated files that somebody edited', () => {
  it('stop the run, unless forced', async () => {
    const { volume, fs, texts } = createDisk();
    await run(fs, before);
    for (const path of [austin, boston]) volume.appendFileSync(`${root}/${path}`, '# by hand\n');
    const found = texts();
    for (const fleet of [before, after]) {
      expect((await run(fs, fleet)).sort()).toEqual([
        `error RE802 ${austin}: this file is generated, and was changed by hand`,
        `error RE802 ${boston}: this file is generated, and was changed by hand`,
      ]);
      expect(texts()).toEqual(found);
    }
    expect(await run(fs, after, true)).toEqual([]);
    expect(texts()).toEqual(wanted(after));
  });
});

describe('.gitattributes', () => {
  it('keeps the lines of the user, and gets each of ours once', async () => {
    for (const mine of ['*.png binary', '*.png binary\n', '*.png binary\r\n']) {
      const { fs, texts } = createDisk({ '.gitattributes': mine });
      await run(fs, before);
      await run(fs, before);
      expect(texts()['.gitattributes']).toBe(`${mine}${mine.endsWith('\n') ? '' : '\n'}${attributes}`);
    }
  });

  it('is left alone where it has our lines, wherever they are', async () => {
    const [clusters, fleet] = attributes.split('\n');
    const mine = `${fleet}\r\n*.png binary\r\n${clusters}\r\n`;
    const { fs, texts } = createDisk({ '.gitattributes': mine });
    await run(fs, before);
    expect(texts()['.gitattributes']).toBe(mine);
  });
});
