import { join } from 'node:path';
import type { Host } from '../ports/host.ts';
import { readNames } from './read-names.ts';
import { openRepository } from './repository.ts';

/** The overlays of an application, told from its folders alone; none where there is no such application. */
export async function readOverlayNames(host: Host, folder: string, application: string): Promise<readonly string[]> {
  const names = await readNames(host, folder);
  const path = names.find(({ kind, name }) => kind === 'Application' && name === application)?.path;
  if (path === undefined) return [];
  const { root } = await openRepository(host, folder);
  const entries = host.fs.list(join(root, path, 'overlays'));
  return entries.filter(({ type }) => type === 'folder').map(({ name }) => name);
}
