import { spawnSync } from 'node:child_process';
import fs, { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { by } from '../../src/model/compare.ts';
import { sha256 } from '../../src/model/hash.ts';
import type { Entry, FileSystem } from '../../src/ports/file-system.ts';
import { type Files, readTexts, writeTexts } from '../support/fleet.ts';
import { run } from '../support/host.ts';
import { describeSkipped } from '../support/skipped.ts';
import { everyFeature } from './every-feature.ts';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'resedge-same-')));
const disk = nodeFileSystem(fs);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Writes the fleet into a new folder, generates there, and gives what was generated. */
async function generateIn(folder: string, files: FileSystem): Promise<Files> {
  const root = join(scratch, folder);
  writeTexts(root, everyFeature);
  const { code, err } = await run(['generate'], { fs: files, cwd: root });
  expect({ code, err }).toMatchObject({ code: 0 });
  return generatedFiles(root);
}

function generatedFiles(root: string): Files {
  return Object.fromEntries(Object.entries(readTexts(root)).filter(([path]) => /^(clusters|fleet)\//.test(path)));
}

describe('the same repository gives the same bytes', () => {
  it('in another folder, whatever order folders are listed in', async () => {
    const plain = await generateIn('plain', disk);
    expect(Object.keys(plain).length).toBeGreaterThan(60);
    const orders: ((entries: Entry[]) => Entry[])[] = [
      (entries) => entries.sort(by(({ name }) => name)),
      (entries) => entries.sort(by(({ name }) => name)).reverse(),
      (entries) => entries.sort(by(({ name }) => sha256(name))),
    ];
    for (const [index, order] of orders.entries()) {
      const files: FileSystem = { ...disk, list: (path) => order(disk.list(path)) };
      expect(await generateIn(`elsewhere/far away/ünïcode ${index}`, files)).toEqual(plain);
    }
  });

  it('from files of other modes and dates', async () => {
    const root = join(scratch, 'old');
    writeTexts(root, everyFeature);
    for (const path of Object.keys(everyFeature)) {
      fs.utimesSync(join(root, path), 1, 1);
      fs.chmodSync(join(root, path), 0o755);
    }
    expect(await generateIn('old', disk)).toEqual(await generateIn('new', disk));
  });
});

const bin = fileURLToPath(new URL('../../bin/resedge.js', import.meta.url));
const machines = [
  { TZ: 'UTC', LC_ALL: 'C' },
  { TZ: 'Asia/Kolkata', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
  { TZ: 'America/Los_Angeles', LC_ALL: 'sv_SE.UTF-8', LANG: 'sv_SE.UTF-8' },
];

if (existsSync(new URL('../../dist/main.js', import.meta.url))) {
  describe('the installed program gives the same bytes', () => {
    it('in every time zone and language', () => {
      const results = machines.map((env, index) => {
        const root = join(scratch, `machine-${index}`);
        writeTexts(root, everyFeature);
        const { PATH } = process.env;
        const { status, stderr } = spawnSync(process.execPath, [bin, 'generate'], {
          cwd: root,
          env: { PATH, ...env },
          encoding: 'utf8',
        });
        expect({ status, stderr }).toMatchObject({ status: 0 });
        return generatedFiles(root);
      });
      expect(Object.keys(results[0] ?? {}).length).toBeGreaterThan(60);
      for (const result of results) expect(result).toEqual(results[0]);
    });
  });
} else {
  describeSkipped('the installed program gives the same bytes', 'it is not built: npm run build');
}
