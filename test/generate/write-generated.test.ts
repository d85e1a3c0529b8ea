import { createFsFromVolume, Volume } from 'memfs';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { applyGenerated, planGenerated } from '../../src/operations/generate.ts';
import { generatedOnDisk } from '../../src/operations/write-generated.ts';
import type { FileSystem } from '../../src/ports/file-system.ts';
import { base, type Files, objects, readFleet, type TestFleet } from '../support/fleet.ts';

const root = '/fleet';
const austin = 'clusters/austin/kustomization.yaml';
const boston = 'clusters/boston/kustomization.yaml';

const stores: Files = {
  ...objects(`
    Cluster austin:
    Cluster boston:
    Cluster chicago:
    Namespace web: {clusters: all, applications: [imdb]}
    Application imdb: {namespace: web, path: apps/imdb}
  `),
  ...base('apps/imdb'),
};
const before = readFleet(stores);
/** One cluster less, one more, and a new namespace. */
const after = readFleet({
  ...stores,
  ...objects(`
    Cluster austin: {state: retired}
    Cluster denver: {connectivity: offline}
    Namespace dns: {clusters: all, onRemove: delete}
  `),
});

/** A disk in memory that holds these files. */
function createDisk(files: Files = {}) {
  const volume = Volume.fromJSON({ ...files }, root);
  volume.mkdirSync(root, { recursive: true });
  const fs = nodeFileSystem(createFsFromVolume(volume));
  const texts = () =>
    Object.fromEntries(
      Object.entries(volume.toJSON(root))
        .filter(([, text]) => text !== null)
        .map(([path, text]) => [path.slice(root.length + 1), text]),
    );
  return { volume, fs, texts };
}

/** One run of `generate`: what was found; nothing is written where that is an error. */
async function run(fs: FileSystem, fleet: TestFleet, force = false): Promise<string[]> {
  const repository = { root, prefix: '', git: undefined };
  const changes = await planGenerated(generatedOnDisk(fs, root), repository, fleet.resolution, force);
  const severities = changes.findings.map(({ rule, severity }) => severity ?? rule.severity);
  if (!severities.includes('error')) applyGenerated(fs, repository, changes);
  return changes.findings.map(
    ({ rule, place, message }, index) => `${severities[index]} ${rule.id} ${place.file}: ${message}`,
  );
}

const attributes = '/clusters/** linguist-generated text eol=lf\n/fleet/** linguist-generated text eol=lf\n';

/** What lies on a disk after a run, and nothing else. */
function wanted(fleet: TestFleet): Files {
  return { ...Object.fromEntries(fleet.generated), '.gitattributes': attributes };
}

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
    ['where a file goes', austin],
    ['where a file goes, even if empty', austin, ''],
    ['where a folder goes', 'clusters/austin'],
    ['where all folders go', 'clusters'],
    ['in a folder where a file goes', `${austin}/notes.md`],
  ])('stop the run %s', async (_, path, text = 'mine') => {
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
      stopped(austin),
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

describe('a run that is broken off', () => {
  class Crash extends Error {}

  /** A disk that breaks off at a write or a removal, counted from 0; `half` leaves a file that is half written. */
  function crashAt(fs: FileSystem, count: number, half: boolean): FileSystem {
    let left = count;
    const tick = (path: string) => {
      if (left-- > 0) return;
      if (half) fs.write(`${path.replace(/[^/]*$/, '')}.half.x-0.resedge-tmp`, 'api');
      throw new Crash();
    };
    return {
      ...fs,
      write(path, content) {
        tick(path);
        fs.write(path, content);
      },
      remove(path, above) {
        tick(path);
        fs.remove(path, above);
      },
    };
  }

  it.each([false, true])(
    'leaves a tree that the next run completes, wherever it was; half a file left: %s',
    async (half) => {
      let crashes = 0;
      for (let count = 0; ; count++) {
        const { fs, texts } = createDisk();
        await run(fs, before);
        const done = await run(crashAt(fs, count, half), after).then(
          () => true,
          (error: unknown) => {
            if (!(error instanceof Crash)) throw error;
            return false;
          },
        );
        if (done) break;
        crashes++;
        expect(await run(fs, after)).toEqual([]);
        expect(texts()).toEqual(wanted(after));
      }
      expect(crashes).toBeGreaterThan(10);
    },
  );

  it('leaves one that the run of another state completes as well', async () => {
    for (let count = 0; count < 15; count++) {
      const { fs, texts } = createDisk();
      await expect(run(crashAt(fs, count, true), after)).rejects.toThrow(Crash);
      expect(await run(fs, before)).toEqual([]);
      expect(texts()).toEqual(wanted(before));
    }
  });
});
