import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
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

/** Whether a process does anything: one that has ended is there until somebody takes note. */
function isRunning(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}

describe.skipIf(process.platform === 'win32')('the Kustomize of the machine', () => {
  it('is not there where the PATH has neither program', () => {
    expect(findKustomize({ PATH: temporaryFolder() })).toBeUndefined();
    expect(findKustomize({})).toBeUndefined();
  });

  it('builds a folder of its own, and takes it away', async () => {
    const workspace = await findKustomize(machine({ kustomize: kustomize('/bin/cat $2/a.yaml; pwd') }))?.open();
    workspace?.write([{ path: 'apps/till/a.yaml', content: 'kind: Till\n' }]);
    const built = await workspace?.build('apps/till');
    const [text, folder = ''] = built?.ok ? built.text.split('\n') : [];
    expect(text).toBe('kind: Till');
    expect(existsSync(folder)).toBe(true);
    workspace?.close();
    expect(existsSync(folder)).toBe(false);
  });

  it('says what it said, with paths that count from the fleet root', async () => {
    const refusing = kustomize('echo "Error: no file $PWD/a.yaml" >&2; exit 1');
    const workspace = await findKustomize(machine({ kustomize: refusing }))?.open();
    expect(await workspace?.build('apps/till')).toEqual({ ok: false, message: 'no file apps/till/a.yaml' });
    workspace?.close();
  });

  it('is ended where it hangs', async () => {
    const hanging = kustomize('exec /bin/sleep 60');
    const workspace = await findKustomize(machine({ kustomize: hanging }), {
      processor: 60,
      time: 0.2,
      memory: 2048,
    })?.open();
    expect(await workspace?.build('apps/till')).toEqual({
      ok: false,
      message: 'Kustomize did not finish within 0.2 seconds',
    });
    workspace?.close();
  });

  it('is ended where it takes too much, with all that it started', async () => {
    const limits = { processor: 1, time: 60, memory: 64 };
    const of = async (build: string) => {
      const workspace = await findKustomize(machine({ kustomize: kustomize(build) }), limits)?.open();
      const built = await workspace?.build('apps/till');
      workspace?.close();
      return built?.ok ? built.text : built?.message;
    };
    const folder = temporaryFolder();
    const child = `(/bin/sleep 60 & echo $! > ${folder}/pid; wait)`;
    expect(await of(`${child} & while :; do :; done`)).toBe(
      'Kustomize did not finish within 1 seconds of processor time',
    );
    await expect.poll(() => isRunning(Number(readFileSync(join(folder, 'pid'), 'utf8')))).toBe(false);
    expect(await of('echo "fatal error: runtime: out of memory" >&2; exit 2')).toBe(
      'Kustomize needs more than 64 MiB of memory for it',
    );
    expect(await of('ulimit -v')).toBe(`${64 * 1024}\n`);
  });

  it('sees none of our variables but those that tell where things are', async () => {
    const programs = { ...machine({ kustomize: kustomize('/usr/bin/env') }), HOME: '/home/ann', TOKEN: 'open-sesame' };
    const workspace = await findKustomize(programs)?.open();
    const built = await workspace?.build('apps');
    workspace?.close();
    const names = built?.ok ? built.text.split('\n').map((line) => line.split('=')[0]) : [];
    expect(names.filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_', ''].includes(name ?? '')).sort()).toEqual([
      'GIT_TERMINAL_PROMPT',
      'GOGC',
      'GOMEMLIMIT',
      'HOME',
      'PATH',
    ]);
  });

  it.skipIf(spawnSync('unshare', ['--net', '--map-root-user', 'true']).status !== 0)(
    'has no network, unless it is meant to fetch',
    async () => {
      const { PATH } = machine({ kustomize: kustomize('readlink /proc/self/ns/net') });
      const networkOf = async (options?: { fetches: boolean }) => {
        const workspace = await findKustomize({ PATH: `${PATH}:/usr/bin:/bin` })?.open(options);
        const built = await workspace?.build('apps');
        workspace?.close();
        return built?.ok ? built.text.trim() : built?.message;
      };
      const ours = readlinkSync('/proc/self/ns/net');
      expect(await networkOf({ fetches: true })).toBe(ours);
      expect(await networkOf()).toMatch(/^net:/);
      expect(await networkOf()).not.toBe(ours);
    },
  );

  it('passes over a folder of the PATH that may not be read', () => {
    const { PATH } = machine({ kustomize: kustomize('') });
    expect(findKustomize({ PATH: `${PATH}/kustomize/below:${PATH}` })).toBeDefined();
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
