import { join, resolve } from 'node:path';
import { Minimatch } from 'minimatch';
import { readIfThere } from './file-system.ts';
import type { EmbeddedRepository } from './repository.ts';

interface Rule {
  readonly pattern: Minimatch;
  readonly foldersOnly: boolean;
  /** False for a pattern with `!`, which takes a path back in. */
  readonly ignores: boolean;
}

/** Tells what `.gitignore` files, `info/exclude` and the file `core.excludesFile` leave out. */
export interface Ignored {
  file(path: string): boolean;
  folder(path: string): boolean;
}

export function readIgnored({ fs, root, folder, env, config }: EmbeddedRepository): Ignored {
  const rulesOf = new Map<string, readonly Rule[]>();
  const known = new Map([['', false]]);
  const readRules = (path: string) => parseRules(readIfThere(fs, path)?.toString('utf8') ?? '');
  const own = config()
    .get('core.excludesfile')
    ?.replace(/^~(?=\/)/, env['HOME'] ?? '~');
  const general = [...(own ? readRules(resolve(root, own)) : []), ...readRules(join(folder, 'info', 'exclude'))];
  function rulesIn(path: string): readonly Rule[] {
    const rules = rulesOf.get(path) ?? readRules(join(root, path, '.gitignore'));
    rulesOf.set(path, rules);
    return rules;
  }
  /** The rules nearest to the path come first. */
  function isMatched(path: string, isFolder: boolean): boolean {
    for (let above = parentOf(path); ; above = parentOf(above)) {
      const inside = above === '' ? path : path.slice(above.length + 1);
      const rule = lastMatch(rulesIn(above), inside, isFolder);
      if (rule !== undefined) return rule.ignores;
      if (above === '') return lastMatch(general, path, isFolder)?.ignores ?? false;
    }
  }
  function isFolderIgnored(path: string): boolean {
    const before = known.get(path);
    if (before !== undefined) return before;
    const answer = isFolderIgnored(parentOf(path)) || isMatched(path, true);
    known.set(path, answer);
    return answer;
  }
  return { folder: isFolderIgnored, file: (path) => isFolderIgnored(parentOf(path)) || isMatched(path, false) };
}

function lastMatch(rules: readonly Rule[], path: string, isFolder: boolean): Rule | undefined {
  return rules.findLast(({ pattern, foldersOnly }) => (isFolder || !foldersOnly) && pattern.match(path));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function parseRules(text: string): Rule[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const trimmed = line.replace(/(?<!\\)\s+$/, '');
    const [, negation = '', body = '', slash = ''] = /^(!?)(.*?)(\/?)$/.exec(trimmed) ?? [];
    if (body === '' || trimmed.startsWith('#')) return [];
    const isAnchored = body.includes('/');
    const glob = isAnchored ? body.replace(/^\//, '') : `**/${body}`;
    const options = { dot: true, nobrace: true, noext: true, nocomment: true, nonegate: true };
    return [{ pattern: new Minimatch(glob, options), foldersOnly: slash !== '', ignores: negation === '' }];
  });
}
