import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenObjects } from '../../src/edit/written-objects.ts';
import { kindWordsOf } from '../../src/model/kind-names.ts';
import { load } from '../edit/loaded.ts';
import { exampleFolder } from '../example/example.ts';
import { changes } from '../plan/changes.ts';
import { type Files, readTexts } from '../support/fleet.ts';
import { createRepository, runGit } from '../support/git.ts';
import { inMemory } from './in-memory.ts';
import { runIn } from './support.ts';

const written = /^(resedge\.yaml|(inventory|apps|policies|expectations)\/)/;
const example: Files = Object.fromEntries(
  Object.entries(readTexts(exampleFolder)).filter(([path]) => written.test(path)),
);
const intent = load(example).filter(({ path }) => /^(resedge|inventory|expectations)/.test(path));
const objects = [...writtenObjects(intent)].map(({ kind, name }) => ({ kind, name, words: kindWordsOf(kind) }));

/** Another name beside the one that it has. */
function otherName(name: string): string {
  return `${name.slice(0, name.lastIndexOf('/') + 1)}other`;
}

/** The files without what a rename adds on purpose. */
function withoutFormerNames(files: Files): Files {
  const kept = Object.entries(files).map(([path, text]) => [
    path,
    text.replace(/\n {2}formerNames:(\n {4}- .*)+/g, ''),
  ]);
  return Object.fromEntries(kept);
}

describe('renaming what is in the example', () => {
  it('any object, there and back, leaves every byte as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...objects), async ({ name, words }) => {
        const { run, texts } = inMemory(example);
        const other = otherName(name);
        const how = ['--yes', '--allow', 'a test', '-o', 'name'];
        const there = await run(['rename', `${words.singular}/${name}`, other, ...how]);
        expect(there).toMatchObject({ code: 0, out: expect.stringContaining(`${words.singular}/${other}\n`) });
        expect(await run(['validate'])).toMatchObject({ code: 0 });
        expect(texts()).not.toEqual(example);
        const back = await run(['rename', `${words.singular}/${other}`, name, '--yes', '--allow', 'a test']);
        expect(back).toMatchObject({ code: 0 });
        expect(withoutFormerNames(texts())).toEqual(withoutFormerNames(example));
      }),
      { numRuns: 6 },
    );
  }, 30_000);

  it('what needs no --allow changes nothing that clusters get, but for the ring of a cluster', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...objects), async ({ kind, name, words }) => {
        const { run, texts } = inMemory(example);
        const other = otherName(name);
        const { code } = await run(['rename', `${words.singular}/${name}`, other, '--yes']);
        if (code !== 0) {
          expect(texts()).toEqual(example);
          return;
        }
        const groups = objects.filter((group) => group.name.startsWith(`${name}/`));
        const names = [name, ...groups.map((group) => group.name)];
        const renames = new Map(names.map((old) => [old, `${other}${old.slice(name.length)}`]));
        const lines = changes(example, texts(), { [kind]: renames });
        expect(lines.filter((line) => kind !== 'Cluster' || !line.startsWith('ring '))).toEqual([]);
      }),
      { numRuns: 6 },
    );
  }, 30_000);

  it('on disk, in Git: a group that clusters, an expression and an expectation name', async () => {
    const folder = createRepository(example);
    const { code, err } = await runIn(folder, ['rename', 'group/stores', 'shops', '--yes']);
    expect({ code, err: err.split('\n').at(-2) }).toEqual({ code: 0, err: 'Next: resedge deploy -m "why"' });
    const changed = runGit(folder, 'status', '--porcelain', '--untracked-files=all').split('\n');
    expect(changed.every((line) => line.startsWith(' M '))).toBe(true);
    const left = Object.entries(readTexts(folder)).filter(([path]) => written.test(path));
    expect(left.filter(([, text]) => /(\/g\/|- |name: )stores\b/.test(text)).map(([path]) => path)).toEqual([]);
    expect(await runIn(folder, ['validate'])).toMatchObject({ code: 0 });
    await runIn(folder, ['rename', 'group/shops', 'stores', '--yes']);
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });
});
