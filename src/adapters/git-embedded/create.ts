import { join } from 'node:path';
import type { GitFileSystem } from './file-system.ts';

const folders = ['info', 'objects/info', 'objects/pack', 'refs/heads', 'refs/tags'];

const settings = `[core]
\trepositoryformatversion = 0
\tfilemode = ${process.platform !== 'win32'}
\tbare = false
\tlogallrefupdates = true
`;

/** Makes an empty repository, as `git init` does. One that is there stays as it is. */
export function createRepository(fs: GitFileSystem, folder: string, branch: string): void {
  const gitFolder = join(folder, '.git');
  if (fs.existsSync(join(gitFolder, 'HEAD'))) return;
  for (const name of folders) fs.mkdirSync(join(gitFolder, name), { recursive: true });
  fs.writeFileSync(join(gitFolder, 'config'), settings, { flag: 'wx' });
  fs.writeFileSync(join(gitFolder, 'HEAD'), `ref: refs/heads/${branch}\n`, { flag: 'wx' });
}
