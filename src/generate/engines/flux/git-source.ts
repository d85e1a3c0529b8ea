import type { GitSource, Whereabouts } from '../../../model/whereabouts.ts';
import type { Intervals } from './intervals.ts';
import { root } from './names.ts';

/**
 * A source on a branch, never on `ref.commit`, which clones the whole history at every interval. `ignore`: what a
 * cluster does not read. https://fluxcd.io/flux/components/source/gitrepositories/
 */
export function gitRepository({ url, branch, secret }: GitSource, every: Intervals, metadata: object, ignore?: string) {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata,
    spec: {
      interval: every.source,
      timeout: every.sourceTimeout,
      url,
      ref: { branch },
      ...(secret === undefined ? {} : { secretRef: { name: secret } }),
      ...(ignore === undefined ? {} : { ignore }),
    },
  };
}

/** How a Kustomization names a folder of the source, `path` from the root of the repository. */
export function inSource({ source }: Whereabouts, folder: string) {
  return { sourceRef: { kind: 'GitRepository', name: root }, path: `./${source.prefix}${folder}` };
}

/** spec.ignore of the source of a cluster: what is left is its folder and what clusters share. */
export function ignoreList({ prefix, shared }: GitSource, folder: string): string {
  const lines = ['/*'];
  const opened = new Set<string>();
  const open = (path: string) => {
    const names = literal(path).split('/');
    for (let depth = 1; depth < names.length; depth++) {
      const above = names.slice(0, depth).join('/');
      if (opened.has(above)) continue;
      opened.add(above);
      lines.push(`!/${above}`, `/${above}/*`);
    }
    lines.push(`!/${names.join('/')}`);
  };
  for (const one of shared) open(`${prefix}${one}`);
  open(`${prefix}${folder}`);
  return `${lines.join('\n')}\n`;
}

/** A path as a pattern of .gitignore that matches it alone. */
function literal(path: string): string {
  return path.replace(/[\\*?[\]]/g, '\\$&');
}
