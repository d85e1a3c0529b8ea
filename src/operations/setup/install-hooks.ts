import { join, resolve, sep } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { Git } from '../../ports/git.ts';
import type { Host } from '../../ports/host.ts';
import { fillTemplate } from '../../state/assets.ts';
import { gitOf, type Repository } from '../../state/repository.ts';

const mark = 'Installed by: resedge hooks install';

/** Installs the pre-commit hook, in the folder that Git looks in; returns its path. A hook of somebody else's is kept, unless forced. */
export async function installHooks(
  host: Host,
  repository: Repository,
  options: { readonly force: boolean; readonly dryRun: boolean },
): Promise<string> {
  const git = gitOf(repository);
  const folder = hooksFolder(git, await git.config('core.hooksPath'), host.env['HOME']);
  const path = join(folder, 'pre-commit');
  const there = host.fs.stat(path) ? new TextDecoder().decode(host.fs.read(path)) : undefined;
  if (there !== undefined && !there.includes(mark) && !options.force) {
    throw new UserError(
      `there is a pre-commit hook already: ${path}`,
      'Add "resedge validate --staged" to it, or replace it: resedge hooks install --force',
    );
  }
  if (options.dryRun) return path;
  host.fs.write(
    path,
    fillTemplate(host.fs, 'hooks/pre-commit', {
      repo: shellQuoted(repository.prefix === '' ? '.' : repository.prefix.slice(0, -1)),
    }),
    [git.folder, git.root].find((above) => path.startsWith(join(above, sep))) ?? folder,
  );
  host.fs.setExecutable(path);
  return path;
}

function hooksFolder({ root, folder }: Git, configured: string | undefined, home = ''): string {
  return configured === undefined ? join(folder, 'hooks') : resolve(root, configured.replace(/^~(?=\/)/, home));
}

/** A word for a POSIX shell: hooks run in the root of the work tree. */
function shellQuoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
