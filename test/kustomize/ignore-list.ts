import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a folder that an ignore list leaves, as Git reads it; sorted, counted from the folder. */
export function filesLeft(folder: string, ignore: string): string[] {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  if (!existsSync(join(folder, '.git'))) git('init', '--quiet');
  writeFileSync(join(folder, '.git/info/exclude'), ignore);
  return git('-c', 'core.excludesFile=', 'ls-files', '-z', '--others', '--exclude-standard')
    .split('\0')
    .filter(Boolean)
    .sort();
}
