import { join, resolve } from 'node:path';
import type { EmbeddedRepository } from './repository.ts';

/** The file of the user that adds to those of all repositories: what a setting names, else the one in the folder of their settings. */
export function ownFile({ env, root, config }: EmbeddedRepository, setting: string, name: string): string | undefined {
  const home = env['HOME'];
  const named = config().get(setting);
  if (named) return resolve(root, named.replace(/^~(?=\/)/, home ?? '~'));
  const settings = env['XDG_CONFIG_HOME'] || (home && join(home, '.config'));
  return settings && join(settings, 'git', name);
}
