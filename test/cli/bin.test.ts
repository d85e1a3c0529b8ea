import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeSkipped } from '../support/skipped.ts';

const bin = fileURLToPath(new URL('../../bin/resedge.js', import.meta.url));
const isBuilt = existsSync(new URL('../../dist/main.js', import.meta.url));

function resedge(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

if (isBuilt) {
  describe('the program as it is installed', () => {
    it('prints results to standard output', () => {
      expect(resedge('--version')).toEqual({
        status: 0,
        stdout: expect.stringMatching(/^\d+\.\d+\.\d+.*\n$/),
        stderr: '',
      });
    });

    it('prints errors to standard error', () => {
      const { status, stdout, stderr } = resedge('rule', 'RE999');
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/^error: there is no rule "RE999"\n/);
    });

    it('ends quietly where the reader goes away', async () => {
      const child = spawn(process.execPath, [bin, 'rule', '-o', 'json']);
      child.stdout.destroy();
      expect(await ended(child)).toEqual({ code: 0, err: '' });
    });
  });
} else {
  describeSkipped('the program as it is installed', 'it is not built: npm run build');
}

function ended(child: ChildProcess): Promise<{ code: number | null; err: string }> {
  let err = '';
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })));
}
