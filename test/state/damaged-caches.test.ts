import { describe, expect, it } from 'vitest';
import type { FileSystem } from '../../src/ports/file-system.ts';
import type { Kustomize } from '../../src/ports/kustomize.ts';
import { readCacheFile, writeCacheFile } from '../../src/state/cache-file.ts';
import { quietFleet } from '../commands/support.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';

const folder = '/fleet/.git/resedge';

/** Builds one and the same object from every folder. */
const kustomize: Kustomize = {
  identity: 'of this test',
  open: async () => ({
    write() {},
    build: async () => ({
      ok: true,
      text: 'apiVersion: v1\ndata:\n  store: ${cluster_name}\nkind: ConfigMap\nmetadata:\n  name: till\n  namespace: shop\n',
    }),
    close() {},
  }),
};

/** Command lines by the cache that they fill. */
const questions = {
  'parse-cache': ['get', 'clusters', '-o', 'json'],
  'stat-cache': ['get', 'clusters', '-o', 'json'],
  names: ['__complete', '--', 'bootstrap', ''],
  rendered: ['render', 'e1'],
} as const;

type CacheName = keyof typeof questions;

function fsOf({ machine: { fs } }: MemoryRepository): FileSystem {
  if (!fs) throw new Error('no files');
  return fs;
}

/** The files of a cache; its name may have a hash behind it, and it may be a folder. */
function filesOf(repository: MemoryRepository, name: CacheName): string[] {
  const fs = fsOf(repository);
  const found = fs.list(folder).filter((entry) => entry.name.startsWith(name));
  return found.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.type === 'folder' ? fs.list(path).map((inner) => `${path}/${inner.name}`) : [path];
  });
}

/** Asks twice, with the cache changed in between: what was said, and whether the cache is as it was before. */
async function askAround(name: CacheName, change: (fs: FileSystem, path: string) => void) {
  const repository = await memoryRepository(quietFleet);
  const ask = async () => {
    const { code, out, err } = await repository.run(questions[name], { kustomize: async () => kustomize });
    return { code, out, err };
  };
  const fs = fsOf(repository);
  const first = await ask();
  const files = filesOf(repository, name);
  const contents = files.map((path) => readCacheFile(fs, path));
  for (const path of files) change(fs, path);
  const second = await ask();
  return { first, second, files: files.length, contents, after: files.map((path) => readCacheFile(fs, path)) };
}

const damages: Readonly<Record<string, (fs: FileSystem, path: string) => void>> = {
  'with one other byte': (fs, path) => {
    const bytes = Uint8Array.from(fs.read(path));
    bytes[bytes.length - 9] = 0xff;
    fs.write(path, bytes, folder);
  },
  'with another letter in a text': (fs, path) => {
    const text = new TextDecoder().decode(fs.read(path));
    fs.write(path, text.replaceAll('e1', 'zz').replaceAll('till', 'null'), folder);
  },
  'cut off': (fs, path) => fs.write(path, fs.read(path).slice(0, -20), folder),
  empty: (fs, path) => fs.write(path, '', folder),
  'without a sum, as an older version wrote it': (fs, path) => fs.write(path, readCacheFile(fs, path) ?? '', folder),
};

/** Written as a whole by somebody else: the sum is right. */
const others: Readonly<Record<CacheName, (text: string) => string[]>> = {
  'parse-cache': (text) => {
    const [header = '', ...lines] = text.split('\n');
    const all = (json: string) => [header, ...lines.map((line) => line.replace(/(?<= [+-]).*/, json))].join('\n');
    return [
      text.replace('parse cache 2', 'parse cache 1'),
      all('[]'),
      all('null'),
      all('{"documents":{},"problems":[]}'),
      all('{"documents":[null],"problems":[]}'),
      all('{"documents":[{"index":"0","value":{}}],"problems":[]}'),
      all('{"documents":[{"index":0,"value":{},"numbers":{"/a":1}}],"problems":[]}'),
      all('{"documents":[],"problems":[{"message":"it is bad"}]}'),
      all('{"documents"'),
    ];
  },
  'stat-cache': (text) => [text.replace('stat cache 1', 'stat cache 0'), text.replaceAll('\0', ' '), '[]'],
  names: (text) => [
    text.replace('names 2', 'names 1'),
    'resedge names 2\n[[',
    'resedge names 2\n{}\n',
    'resedge names 2\n[["id"]]\n',
    text.replaceAll('"Cluster"', '"Shop"'),
    text.replaceAll('"labels":{}', '"labels":{"tier":1}'),
    text.replaceAll('"labels":{}', '"labels":{},"description":["a"]'),
  ],
  rendered: (text) => [
    '{}',
    '[{}]',
    '[',
    text.replace('"kind":"ConfigMap"', '"kind":1'),
    text.replace('"role":"value"', '"role":"rest"'),
    text.replace('"path":[', '"path":[null,'),
    text.replace('"value":{', '"left":"alone","value":{'),
  ],
};

describe.each(Object.keys(questions).filter((name): name is CacheName => name in questions))('the cache %s', (name) => {
  it.each(Object.entries(damages))('%s is left alone and made anew', async (_, damage) => {
    const { first, second, files, contents, after } = await askAround(name, damage);
    expect(files).toBeGreaterThan(0);
    expect(first.code).toBe(0);
    expect(second).toEqual(first);
    expect(after).toEqual(contents);
  });

  it('is left alone if another version wrote it, or it says something of another shape', async () => {
    for (const number of others[name]('').keys()) {
      const { first, second, contents, after } = await askAround(name, (fs, path) => {
        const text = readCacheFile(fs, path) ?? '';
        const other = others[name](text)[number] ?? '';
        expect(other).not.toBe(text);
        writeCacheFile(fs, path, other);
      });
      expect(second).toEqual(first);
      expect(after).toEqual(contents);
    }
  });
});

describe('a cache that cannot be read or written', () => {
  const failing = () => {
    throw Object.assign(new Error('no'), { code: 'EACCES' });
  };

  it('is none', async () => {
    const repository = await memoryRepository(quietFleet);
    const fs = fsOf(repository);
    const inCache = (path: string) => path.startsWith(folder);
    const locked: FileSystem = {
      ...fs,
      read: (path) => (inCache(path) ? failing() : fs.read(path)),
      stat: (path) => (inCache(path) ? failing() : fs.stat(path)),
      readBelow: (path, root) => (inCache(path) ? failing() : fs.readBelow(path, root)),
      write: (path, content, root) => (inCache(path) ? failing() : fs.write(path, content, root)),
    };
    for (const words of Object.values(questions)) {
      const { code, err } = await repository.run(words, { fs: locked, kustomize: async () => kustomize });
      expect({ code, err }).toEqual({ code: 0, err: '' });
    }
  });
});
