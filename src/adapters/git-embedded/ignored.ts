import { join, relative } from 'node:path';
import type { Minimatch } from 'minimatch';
import { parentOf } from '../../model/paths.ts';
import { readIfThere } from './file-system.ts';
import { ownFile } from './own-file.ts';
import { filePattern } from './pattern.ts';
import type { EmbeddedRepository } from './repository.ts';

interface Rule {
  readonly pattern: Minimatch;
  readonly foldersOnly: boolean;
  /** False for a pattern with `!`, which takes a path back in. */
  readonly ignores: boolean;
  /** The file, the line and the pattern as it stands there. */
  readonly written: string;
}

/** Tells what `.gitignore` files, `info/exclude` and the file of the user leave out: by the pattern that does. */
export interface Ignored {
  file(path: string): string | undefined;
  folder(path: string): string | undefined;
}

export function readIgnored(repository: EmbeddedRepository): Ignored {
  const { fs, root, folder } = repository;
  const rulesOf = new Map<string, readonly Rule[]>();
  const known = new Map<string, string | undefined>([['', undefined]]);
  const readRules = (path: string) => parseRules(readIfThere(fs, path)?.toString('utf8') ?? '', shortest(root, path));
  const own = ownFile(repository, 'core.excludesfile', 'ignore');
  const general = [...(own ? readRules(own) : []), ...readRules(join(folder, 'info', 'exclude'))];
  function rulesIn(path: string): readonly Rule[] {
    const rules = rulesOf.get(path) ?? readRules(join(root, path, '.gitignore'));
    rulesOf.set(path, rules);
    return rules;
  }
  /** The rules nearest to the path come first. */
  function match(path: string, isFolder: boolean): string | undefined {
    for (let above = parentOf(path); ; above = parentOf(above)) {
      const inside = above === '' ? path : path.slice(above.length + 1);
      const rule = lastMatch(rulesIn(above), inside, isFolder);
      if (rule !== undefined) return rule.ignores ? rule.written : undefined;
      if (above !== '') continue;
      const last = lastMatch(general, path, isFolder);
      return last?.ignores ? last.written : undefined;
    }
  }
  function matchFolder(path: string): string | undefined {
    if (known.has(path)) return known.get(path);
    const answer = matchFolder(parentOf(path)) ?? match(path, true);
    known.set(path, answer);
    return answer;
  }
  return { folder: matchFolder, file: (path) => matchFolder(parentOf(path)) ?? match(path, false) };
}

function lastMatch(rules: readonly Rule[], path: string, isFolder: boolean): Rule | undefined {
  return rules.findLast(({ pattern, foldersOnly }) => (isFolder || !foldersOnly) && pattern.match(path));
}

/** A path as people would write it. */
function shortest(root: string, path: string): string {
  const inside = relative(root, path);
  return (inside.startsWith('..') ? path : inside).replaceAll('\\', '/');
}

function parseRules(text: string, file: string): Rule[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const trimmed = line.replace(/(?<!\\)\s+$/, '');
    const [, negation = '', body = '', slash = ''] = /^(!?)(.*?)(\/?)$/.exec(trimmed) ?? [];
    if (body === '' || trimmed.startsWith('#')) return [];
    const written = `${file}:${index + 1}: ${trimmed}`;
    return [{ pattern: filePattern(body), foldersOnly: slash !== '', ignores: negation === '', written }];
  });
}
