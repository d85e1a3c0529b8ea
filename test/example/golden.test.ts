import { beforeAll, describe, expect, it } from 'vitest';
import { storyTime } from '../../scripts/example-story.mjs';
import { type Files, readTexts } from '../support/fleet.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { exampleFolder, generatedIn, repositoryAt } from './example.ts';

const cure = 'what is committed is not what the program makes: npm run example, and look at the difference';
const committed = readTexts(exampleFolder);
let deployed: MemoryRepository;
let atFirst: Files = {};

beforeAll(async () => {
  deployed = await repositoryAt(storyTime);
  atFirst = deployed.texts();
});

describe('clusters/ and fleet/ of the example', () => {
  it('are what its deploys write, byte for byte', () => {
    expect(generatedIn(atFirst), cure).toEqual(generatedIn(committed));
  });

  it('are current for who commits them, and generated again they stay as they are', async () => {
    const { run, texts } = await memoryRepository(committed);
    const now = storyTime;
    expect((await run(['generate', '--check'], { now })).out).toBe('0 errors, 0 warnings in 169 files\n');
    expect((await run(['generate'], { now })).out).toBe(
      '19 clusters in 15 profiles, 60 placements: 169 files up to date\n',
    );
    expect(texts(), cure).toEqual(committed);
  });
});

describe('the metrics agent 0.9.2 of the example', () => {
  const lafayette = ['central-la-lafayette-0077'];
  const elPaso = ['central-tx-elpaso-1207'];
  const texas = ['central-tx-austin-1104', 'central-tx-austin-1105', ...elPaso];
  const east = [
    ...['east-fl-keywest-3301', 'east-fl-miami-3026', 'east-fl-miami-3205', 'east-fl-miami-3206'],
    ...['east-ga-atlanta-3101', 'east-ga-atlanta-3102', 'east-ga-atlanta-3109'],
  ];
  const waiting = {
    'at noon': [storyTime, [...lafayette, ...texas, ...east]],
    'as windows are about to close': ['2026-11-24T08:55:00Z', [...lafayette, ...texas, ...east]],
    'while windows are open': ['2026-11-25T07:00:00Z', [...lafayette, ...texas]],
    'on the last day of the freeze': ['2027-01-01T05:59:00Z', [...lafayette, ...texas]],
    'when that is over in Austin': ['2027-01-01T06:30:00Z', [...lafayette, ...elPaso]],
    'when that is over in El Paso': ['2027-01-01T07:00:00Z', lafayette],
    'years later': ['2031-01-01T07:00:00Z', lafayette],
  } as const;

  it('waits where it has to, and comes once it may', async () => {
    const { run, texts } = deployed;
    for (const [when, [now, clusters]] of Object.entries(waiting)) {
      expect(await run(['deploy', '--waiting', '--yes'], { now })).toMatchObject({ code: 0 });
      expect(without('0.9.2', generatedIn(texts())), when).toEqual(clusters);
    }
  });
});

/** The folders below clusters/ that lead to no metrics agent of this version. */
function without(version: string, files: Files): string[] {
  const starts = Object.keys(files).flatMap((path) => /^clusters\/[^/]+/.exec(path)?.[0] ?? []);
  const lacking = starts.filter((start) => !textBehind(files, start).includes(`/metrics-agent:${version}\n`));
  return lacking.map((path) => path.slice('clusters/'.length)).sort();
}

/** The texts of all files that a folder leads to: its own, and those of folders below fleet/ that these name. */
function textBehind(files: Files, start: string): string {
  const folders = new Set([start]);
  let text = '';
  for (const folder of folders) {
    const own = Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`));
    const found = own.map(([, content]) => content).join('');
    for (const [named] of found.matchAll(/\bfleet\/[\w./-]+/g)) folders.add(named);
    text += found;
  }
  return text;
}
