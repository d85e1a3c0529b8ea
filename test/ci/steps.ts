import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { isRecord } from '../../src/model/record.ts';
import type { CiSystem } from '../../src/operations/setup/pipelines.ts';
import { runIn } from '../commands/support.ts';
import { gitEnv } from '../support/git.ts';

const program = fileURLToPath(new URL('../../bin/resedge.js', import.meta.url));

/** The scripts of the pipeline that `init --ci` writes for a fleet, each joined where a job has several. */
export async function scriptsOf(fleet: string, system: CiSystem): Promise<string[]> {
  const { out } = await runIn(fleet, ['init', '--ci', system, '--dry-run']);
  const found: string[] = [];
  collect(parse(out), found);
  return found;
}

function collect(value: unknown, found: string[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (!isRecord(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (['run', 'bash'].includes(key) && typeof inner === 'string') found.push(inner);
    else if (key === 'script' && Array.isArray(inner)) found.push(inner.join('\n'));
    else collect(inner, found);
  }
}

export interface StepResult {
  readonly code: number;
  readonly out: string;
}

/** Runs a script as a CI system does, with this program in place of the published one. */
export function runStep(folder: string, script: string, env: Readonly<Record<string, string>>): Promise<StepResult> {
  const variables = { ...gitEnv, RESEDGE: `${process.execPath} ${program}`, RESEDGE_REPO: '.', CI: 'true', ...env };
  return new Promise((resolve) => {
    execFile('bash', ['-e', '-c', script], { cwd: join(folder), env: variables }, (error, stdout, stderr) => {
      const code = error && typeof error.code === 'number' ? error.code : error ? 1 : 0;
      resolve({ code, out: `${stdout}${stderr}` });
    });
  });
}
