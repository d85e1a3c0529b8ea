import { dirname, join } from 'node:path';
import { readIfThere } from './file-system.ts';
import type { EmbeddedRepository } from './repository.ts';

const none = '0'.repeat(40);

/** The ids that a reference of all work trees is known to have had, oldest first. */
export function loggedTips(repository: EmbeddedRepository, ref: string): string[] {
  const lines = readIfThere(repository.fs, logPath(repository, ref))?.toString('utf8').split('\n') ?? [];
  const ids = lines.flatMap((line) => /^([0-9a-f]{40}) ([0-9a-f]{40}) /.exec(line)?.slice(1) ?? []);
  return [...new Set(ids)].filter((id) => id !== none);
}

/** Adds a line to the log of a reference, unless Git was told to keep none. */
export function logMove(repository: EmbeddedRepository, ref: string, from: string | undefined, to: string): void {
  const { fs, config } = repository;
  const keeps = config().get('core.logallrefupdates')?.toLowerCase();
  if (['false', 'no', 'off', '0'].includes(keeps ?? '')) return;
  const path = logPath(repository, ref);
  const name = config().get('user.name') ?? 'unknown';
  const email = config().get('user.email') ?? '';
  const now = new Date();
  const time = Math.floor(now.getTime() / 1000);
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(path, `${from ?? none} ${to} ${name} <${email}> ${time} +0000\tresedge\n`, { flag: 'a' });
}

function logPath({ folder }: EmbeddedRepository, ref: string): string {
  return join(folder, 'logs', ref);
}
