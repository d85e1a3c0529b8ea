import { chmodSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machinePrograms } from '../../src/adapters/programs.ts';
import { temporaryFolder, writeFiles } from '../support/git.ts';

/** A folder of programs, each a script of /bin/sh. */
function folderWith(scripts: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, script] of Object.entries(scripts)) {
    writeFiles(folder, { [name]: `#!/bin/sh\n${script}\n` });
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

describe('programs of the machine', () => {
  it('get their arguments as they are, and their input', async () => {
    const PATH = folderWith({ tool: 'for word in "$@"; do echo "[$word]"; done; /bin/cat; echo said >&2; exit 3' });
    const programs = machinePrograms({ PATH });
    expect(await programs.run('tool', ['$HOME; echo x', '', '`id`', '*'], 'in\n')).toEqual({
      code: 3,
      out: '[$HOME; echo x]\n[]\n[`id`]\n[*]\nin\n',
      err: 'said\n',
    });
  });

  it('may end without reading their input', async () => {
    const programs = machinePrograms({ PATH: folderWith({ tool: 'exit 0' }) });
    expect(await programs.run('tool', [], 'x'.repeat(1_000_000))).toMatchObject({ code: 0 });
  });

  it('are stopped where they hang', async () => {
    const programs = machinePrograms({ PATH: folderWith({ tool: 'exec /bin/sleep 30' }) }, { timeout: 200 });
    expect(await programs.run('tool', [])).toMatchObject({ code: 1, err: 'did not finish within 0.2 seconds' });
  });

  it('are found on the PATH alone, in folders that do not depend on where one is', () => {
    const folder = folderWith({ tool: 'exit 0' });
    writeFiles(folder, { text: 'not to be run' });
    expect(machinePrograms({ PATH: `/nowhere:${folder}` }).has('tool')).toBe(true);
    expect(machinePrograms({ PATH: folder }).has('text')).toBe(false);
    expect(machinePrograms({ PATH: relative(process.cwd(), folder) }).has('tool')).toBe(false);
    expect(machinePrograms({}).has('tool')).toBe(false);
  });
});
