import fs, { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/git.ts';
import { run } from '../support/host.ts';
import { onDisk, quietFleet } from './support.ts';

/** A fleet on disk beside a folder that is not its own, to which some of its paths lead. */
function fleetWithLinks(links: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  writeFiles(join(folder, 'outside'), { secret: 'token: open-sesame\n' });
  writeFiles(join(folder, 'fleet'), quietFleet);
  for (const [path, target] of Object.entries(links)) {
    fs.mkdirSync(join(folder, 'fleet', path, '..'), { recursive: true });
    fs.symlinkSync(join(folder, 'outside', target), join(folder, 'fleet', path));
  }
  return {
    run: (...words: string[]) => run(words, onDisk(join(folder, 'fleet'), { env: { RESEDGE_GIT: 'embedded' } })),
    outside: () =>
      fs
        .readdirSync(join(folder, 'outside'))
        .map((name) => [name, readFileSync(join(folder, 'outside', name), 'utf8')]),
  };
}

describe('links that lead out of the repository', () => {
  it.each([
    [
      'a folder of new objects',
      { 'inventory/namespaces': '.' },
      ['create', 'namespace', 'n3', '--clusters', 'all', '--yes'],
    ],
    ['.gitattributes', { '.gitattributes': 'secret' }, ['generate']],
    ['a generated file', { 'clusters/e1/kustomization.yaml': 'secret' }, ['generate']],
    ['a generated folder', { clusters: '.' }, ['generate', '--force']],
    ['a file of an output', { 'out/clusters/e1': '.' }, ['generate', '--output', 'out']],
    ['a pipeline', { '.github/workflows': '.' }, ['init', '--ci', 'github', '--yes']],
  ])('are not followed: %s', async (_what, links, words) => {
    const fleet = fleetWithLinks(links);
    const { code, out, err } = await fleet.run(...words);
    expect(code).not.toBe(0);
    expect(out + err).not.toContain('open-sesame');
    expect(fleet.outside()).toEqual([['secret', 'token: open-sesame\n']]);
  });

  it.each([['generate', '--check'], ['validate'], ['plan']])('are not printed: %s %s', async (...words) => {
    const fleet = fleetWithLinks({ 'clusters/e1/kustomization.yaml': 'secret', 'fleet/secret': 'secret' });
    const { out, err } = await fleet.run(...words.filter((word) => word !== undefined));
    expect(out + err).not.toContain('open-sesame');
  });
});

describe('names with a line end', () => {
  it.each(['cluster', 'group', 'ring', 'policy', 'namespace'])('are none that a %s can have', async (kind) => {
    const fleet = fleetWithLinks({});
    for (const name of ['x\n/../evil', 'x\n/../../../../outside/evil', 'x\n', '../../outside/evil']) {
      const { code } = await fleet.run('create', kind, name, '--yes');
      expect([name, code]).toEqual([name, expect.any(Number)]);
      expect(code).not.toBe(0);
    }
    expect(fleet.outside().map(([name]) => name)).toEqual(['secret']);
  });
});
