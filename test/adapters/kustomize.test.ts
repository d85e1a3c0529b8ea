import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findKustomize } from '../../src/adapters/kustomize.ts';
import { temporaryFolder } from '../support/git.ts';

/** A folder with scripts in place of the programs, by their names. */
function machine(scripts: Readonly<Record<string, string>>): { PATH: string } {
  const folder = temporaryFolder();
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return { PATH: folder };
}

const kustomize = (build: string, version = 'v5.8.1') => `if [ $1 = version ]; then echo ${version}; else ${build}; fi`;

describe.skipIf(process.platform === 'win32')('the Kustomize of the machine', () => {
  it('is not there where the PATH has neither program', () => {
    expect(findKustomize({ PATH: temporaryFolder() })).toBeUndefined();
    expect(findKustomize({})).toBeUndefined();
  });

  it('builds a folder of its own, and takes it away', async () => {
    const workspace = await findKustomize(machine({ kustomize: kustomize('/bin/cat $2/a.yaml; echo $2') }))?.open();
    workspace?.write([{ path: 'apps/till/a.yaml', content: 'kind: Till\n' }]);
    const built = await workspace?.build('apps/till');
    const [text, folder = ''] = built?.ok ? built.text.split('\n') : [];
    expect(text).toBe('kind: Till');
    expect(existsSync(folder)).toBe(true);
    workspace?.close();
    expect(existsSync(folder)).toBe(false);
  });

  it('says what it said, with paths that count from the fleet root', async () => {
    const refusing = kustomize('echo "Error: no file $2/a.yaml" >&2; exit 1');
    const workspace = await findKustomize(machine({ kustomize: refusing }))?.open();
    expect(await workspace?.build('apps/till')).toEqual({ ok: false, message: 'no file apps/till/a.yaml' });
    workspace?.close();
  });

  it('is ended where it hangs', async () => {
    const hanging = kustomize('exec /bin/sleep 60');
    const workspace = await findKustomize(machine({ kustomize: hanging }), { timeout: 200 })?.open();
    expect(await workspace?.build('apps/till')).toEqual({ ok: false, message: 'did not finish within 0.2 seconds' });
    workspace?.close();
  });

  it('is kubectl where kustomize is too old', async () => {
    const kubectl =
      'if [ $1 = version ]; then echo "Client Version: v1.34.0"; echo "Kustomize Version: v5.7.1"; else echo "by kubectl $1"; fi';
    const programs = machine({ kustomize: kustomize('echo old', 'v4.5.7'), kubectl });
    const workspace = await findKustomize(programs)?.open();
    expect(await workspace?.build('apps')).toEqual({ ok: true, text: 'by kubectl kustomize\n' });
    workspace?.close();
  });

  it('is refused where all are too old', async () => {
    const programs = machine({ kustomize: kustomize('echo old', 'v5.0.3') });
    await expect(findKustomize(programs)?.open()).rejects.toThrow(
      `Kustomize 5.5 or later is needed: ${programs.PATH}/kustomize has 5.0.3`,
    );
  });
});
