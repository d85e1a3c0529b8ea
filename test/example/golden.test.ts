import { describe, expect, it } from 'vitest';
import { copyExample, exampleFolder, generatedPaths, readTree, runInFleet } from './example.ts';

const cure = 'what is committed is not what the program makes: npm run example, and look at the difference';

describe('clusters/ and fleet/ of the example', () => {
  it('are what a first run writes, byte for byte', async () => {
    const fresh = copyExample(generatedPaths);
    expect(await runInFleet(fresh, 'generate', '-q')).toMatchObject({ code: 0, err: '' });
    expect(readTree(fresh, generatedPaths), cure).toEqual(readTree(exampleFolder, generatedPaths));
  });

  it('stay as they are when generated again', async () => {
    const copy = copyExample();
    const { code, out } = await runInFleet(copy, 'generate');
    expect({ code, out }, cure).toEqual({
      code: 0,
      out: '19 clusters in 9 profiles, 60 placements: 149 files up to date\n',
    });
    expect(readTree(copy, ['.'])).toEqual(readTree(exampleFolder, ['.']));
  });

  it('are current, as generate --check says', async () => {
    const { code, out } = await runInFleet(exampleFolder, 'generate', '--check');
    expect({ code, out }).toEqual({ code: 0, out: '0 errors, 0 warnings in 149 files\n' });
  });
});
