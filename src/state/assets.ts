import { join } from 'node:path';
import { packageFile } from '../package-file.ts';
import type { FileSystem } from '../ports/file-system.ts';

/** A folder that comes with the program. */
export function assetFolder(name: 'schemas' | 'templates' | 'examples'): string {
  return packageFile(name);
}

/** A template with each `{{key}}` replaced. */
export function fillTemplate(fs: FileSystem, name: string, values: Readonly<Record<string, string>>): string {
  const text = new TextDecoder().decode(fs.read(join(assetFolder('templates'), name)));
  return text.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole);
}

/** The texts of all files below a folder, by their path in it, sorted. */
export function copyTree(fs: FileSystem, folder: string, prefix = ''): Map<string, string> {
  const files = new Map<string, string>();
  for (const { name, type } of fs.list(join(folder, prefix)).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = prefix === '' ? name : `${prefix}/${name}`;
    if (type === 'folder') for (const [below, text] of copyTree(fs, folder, path)) files.set(below, text);
    else files.set(path, new TextDecoder().decode(fs.read(join(folder, path))));
  }
  return files;
}
