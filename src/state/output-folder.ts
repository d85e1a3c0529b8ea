import { relative, resolve, sep } from 'node:path';
import { generatedFolders } from '../generate/layout.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../ports/host.ts';
import { intentPaths, type Repository } from './repository.ts';

/** The folder that somebody named to write to, absolute. UserError where resedge would take it for something else. */
export function outputFolder(host: Host, { root }: Pick<Repository, 'root'>, typed: string): string {
  const folder = resolve(host.cwd, typed);
  const [first = ''] = relative(root, folder).split(sep);
  const reserved: readonly string[] = [...generatedFolders, ...intentPaths, '.git'];
  if (reserved.includes(first))
    throw new UserError(`${typed} is in ${first}/, which holds something else`, 'Name another folder.');
  const stat = host.fs.stat(folder);
  if (stat && stat.type !== 'folder') throw new UserError(`${typed} is a file`, 'Name a folder.');
  return folder;
}
