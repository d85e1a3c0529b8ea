import { join } from 'node:path';
import { type Files, readTexts } from '../support/fleet.ts';

/** The manifests of a real application, with the placeholders of the system that they were written for as variables. */
export function realManifests(shared: string, folder: string, path: string): Files {
  const files = Object.entries(readTexts(join(shared, 'real-apps', folder)));
  const changed = files.map(([file, text]) => [
    `${path}/base/${file}`,
    text
      .replace(/rea\.(application|namespace|cluster)\.(\w+)/g, (_, kind: string, key: string) => {
        return `\${${kind === 'application' ? 'app' : kind}_${key}}`;
      })
      .replace(/# - (pvc|redis).yaml/g, '- $1.yaml')
      .replaceAll('name: redis', 'name: ${app_name}-redis'),
  ]);
  return Object.fromEntries(changed);
}

/** A claim of its own for each application that shares a path, where they have one between them. */
export function withOwnClaims(files: Files): Files {
  const changed = Object.entries(files).map(([path, text]) => [
    path,
    text.replaceAll('${namespace_name}-redis-pvc', '${app_name}-redis-pvc'),
  ]);
  return Object.fromEntries(changed);
}
