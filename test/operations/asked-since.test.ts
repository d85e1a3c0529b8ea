import fs, { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGit } from '../../src/adapters/open-git.ts';
import { type AskedRequest, type AskedSince, askedSince } from '../../src/operations/agreement/asked-since.ts';
import { object } from '../commands/support.ts';
import { createRepository, gitEnv, runGit, writeFiles } from '../support/git.ts';

const file = 'inventory/till.yaml';
const till: AskedRequest = { application: 'till', namespace: 'shop', file };

/** A repository with one commit a day from the first of March on: on each day these files; null: no such file. */
function daily(...days: Readonly<Record<string, string | null>>[]): string {
  const folder = createRepository();
  for (const [index, files] of days.entries()) {
    for (const [path, text] of Object.entries(files)) {
      if (text === null) rmSync(join(folder, path));
      else writeFiles(folder, { [path]: text });
    }
    runGit(folder, 'add', '--all');
    const [author, date] = [`Author ${index + 1} <a@example.com>`, `2026-03-0${index + 1}T08:00:00Z`];
    runGit(folder, 'commit', '--quiet', '--allow-empty', '-m', 'Day', `--author=${author}`, `--date=${date}`);
  }
  return folder;
}

/** The application on each day: what its spec says beside its path. */
function tillSays(...days: string[]): string {
  return daily(...days.map((spec) => ({ [file]: application('till', spec) })));
}

function application(name: string, spec: string): string {
  return object('Application', name, `{path: apps/${name}, ${spec}}`);
}

async function ask(
  folder: string,
  asked: readonly AskedRequest[],
  prefix = '',
): Promise<Map<string, AskedSince | undefined>> {
  const git = await openGit(fs, folder, gitEnv);
  if (git === undefined) throw new Error('no repository');
  return askedSince(git, { root: join(folder, prefix), prefix, git }, asked);
}

/** The day of March since which till asks. */
async function dayOf(folder: string): Promise<number | undefined> {
  return (await ask(folder, [till])).get('till')?.since.getUTCDate();
}

describe('since when an application asks', () => {
  it('is the commit that began it, with its author', async () => {
    const folder = tillSays('description: a', 'requests: shop', 'requests: shop, description: b');
    const commit = runGit(folder, 'rev-parse', 'HEAD~1');
    expect(await ask(folder, [till])).toEqual(
      new Map([['till', { since: new Date('2026-03-02T08:00:00Z'), author: 'Author 2', commit }]]),
    );
  });

  it('is the commit of the file, where it asked from the beginning', async () => {
    expect(await dayOf(tillSays('requests: shop', 'requests: shop, description: b'))).toBe(1);
  });

  it.each<[string, string[], number | undefined]>([
    ['is the later one after it was withdrawn', ['requests: shop', 'description: a', 'requests: shop'], 3],
    ['is the later one after it asked for another', ['requests: shop', 'requests: other', 'requests: shop'], 3],
    ['goes on where it moves between the fields', ['requests: shop', 'namespace: shop', 'requests: shop'], 1],
    ['goes on where it has one and asks for another', ['namespace: a, requests: shop', 'namespace: shop'], 1],
    ['is nothing where it does not ask any more', ['requests: shop', 'requests: other'], undefined],
    ['breaks where the file was no YAML', ['requests: shop', 'requests: "shop', 'requests: shop'], 3],
    ['breaks where it was no text', ['requests: shop', 'requests: [shop]', 'requests: shop'], 3],
  ])('%s', async (_, days, day) => {
    expect(await dayOf(tillSays(...days))).toBe(day);
  });

  it('breaks where the file was not there', async () => {
    const text = application('till', 'requests: shop');
    expect(await dayOf(daily({ [file]: text }, { [file]: null }, { [file]: text }))).toBe(3);
  });

  it('is asked of each application of a file by itself, whatever else is in it', async () => {
    const [a, b, broken] = [application('a', 'requests: shop'), application('b', 'requests: shop'), 'a: [\n'];
    const folder = daily(
      { [file]: [b, object('Namespace', 'a', '{namespace: shop}')].join('---\n') },
      { [file]: [broken, '# nothing\n', b, a].join('---\n') },
      { [file]: [a, b, object('Namespace', 'shop')].join('---\n') },
    );
    const found = await ask(folder, [
      { application: 'a', namespace: 'shop', file },
      { application: 'b', namespace: 'shop', file },
      { application: 'c', namespace: 'shop', file },
    ]);
    const days = [...found].map(([name, answer]) => [name, answer?.since.getUTCDate()]);
    expect(days).toEqual([
      ['a', 2],
      ['b', 1],
      ['c', undefined],
    ]);
  });

  it('is nothing where it is not committed', async () => {
    const folder = tillSays('description: a');
    writeFiles(folder, { [file]: application('till', 'requests: shop') });
    expect(await dayOf(folder)).toBeUndefined();
    const fresh = createRepository();
    writeFiles(fresh, { [file]: application('till', 'requests: shop') });
    expect(await ask(fresh, [till])).toEqual(new Map([['till', undefined]]));
    expect(await ask(folder, [])).toEqual(new Map());
  });

  it('is when it came to this branch: a merge counts, with who merged', async () => {
    const folder = tillSays('description: a');
    runGit(folder, 'switch', '--quiet', '--create', 'side');
    writeFiles(folder, { [file]: application('till', 'requests: shop') });
    runGit(folder, 'commit', '--quiet', '--all', '--message', 'Side');
    runGit(folder, 'switch', '--quiet', 'main');
    runGit(folder, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'side');
    const found = (await ask(folder, [till])).get('till');
    expect(found).toMatchObject({ commit: runGit(folder, 'rev-parse', 'main'), author: 'Ann Example' });
  });

  it('finds the files of a fleet in a folder of the repository', async () => {
    const asks = application('till', 'requests: shop');
    const folder = daily(
      { [file]: asks, [`our fleet/${file}`]: application('till', 'description: a') },
      { [`our fleet/${file}`]: asks },
    );
    expect((await ask(folder, [till], 'our fleet/')).get('till')?.since.getUTCDate()).toBe(2);
    expect((await ask(folder, [till])).get('till')?.since.getUTCDate()).toBe(1);
  });
});
