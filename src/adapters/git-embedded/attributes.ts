import { join } from 'node:path';
import type { Minimatch } from 'minimatch';
import { pathsAbove } from '../../model/paths.ts';
import { readIfThere } from './file-system.ts';
import { ownFile } from './own-file.ts';
import { filePattern } from './pattern.ts';
import type { EmbeddedRepository } from './repository.ts';

/** Attributes of a path: a value, or whether it is set; undefined if that was taken back. */
export type Attributes = ReadonlyMap<string, Setting[1]>;

interface Rule {
  readonly pattern: Minimatch;
  readonly settings: readonly Setting[];
}

/** Undefined takes back what was said before. */
type Setting = readonly [name: string, value: string | boolean | undefined];

type Macros = ReadonlyMap<string, readonly Setting[]>;

/** Attributes that stand for several, as Git brings them along. */
const builtIn: Macros = new Map([['binary', parseSettings('-diff -merge -text'.split(' '))]]);

/** Tells what attributes files say of a path of the work tree. Each file is read once. */
export function readAttributes(repository: EmbeddedRepository): (path: string) => Attributes {
  const { fs, root, folder, env } = repository;
  const macros = new Map(builtIn);
  const read = (file: string | undefined) =>
    file === undefined ? [] : parseRules(readIfThere(fs, file)?.toString('utf8') ?? '', macros);
  const system = env['GIT_ATTR_NOSYSTEM'] ? [] : read('/etc/gitattributes');
  const own = read(ownFile(repository, 'core.attributesfile', 'attributes'));
  const top = read(join(root, '.gitattributes'));
  const known = new Map([['', top]]);
  const local = read(join(folder, 'info', 'attributes'));
  function rulesIn(above: string): readonly Rule[] {
    const rules = known.get(above) ?? read(join(root, above, '.gitattributes'));
    known.set(above, rules);
    return rules;
  }
  return (path) => {
    const found = new Map<string, Setting[1]>();
    const apply = (rules: readonly Rule[], inside: string) => {
      for (const { pattern, settings } of rules.toReversed()) if (pattern.match(inside)) fill(found, settings, macros);
    };
    apply(local, path);
    for (const above of pathsAbove(path)) apply(rulesIn(above), path.slice(above.length + 1));
    for (const rules of [top, own, system]) apply(rules, path);
    return found;
  };
}

/** What was said first counts: rules come from the last to the first. */
function fill(found: Map<string, Setting[1]>, settings: readonly Setting[], macros: Macros): void {
  for (const [name, value] of settings.toReversed()) {
    if (found.has(name)) continue;
    found.set(name, value);
    if (value === true) fill(found, macros.get(name) ?? [], macros);
  }
}

/** The rules of a file, in order; the macros that it defines are added. */
function parseRules(text: string, macros: Map<string, readonly Setting[]>): Rule[] {
  const rules: Rule[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, quoted, plain, rest = ''] = /^\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))(.*)$/.exec(line) ?? [];
    const pattern = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    if (pattern === undefined || plain?.startsWith('#')) continue;
    const settings = parseSettings(rest.split(/\s+/).filter(Boolean));
    const macro = /^\[attr\](.+)$/.exec(pattern)?.[1];
    if (macro !== undefined) macros.set(macro, settings);
    else if (!/^!|\/$/.test(pattern)) rules.push({ pattern: filePattern(pattern), settings });
  }
  return rules;
}

function parseSettings(words: readonly string[]): Setting[] {
  return words.map((word) => {
    if (word.startsWith('-')) return [word.slice(1), false];
    if (word.startsWith('!')) return [word.slice(1), undefined];
    const equals = word.indexOf('=');
    return equals < 0 ? [word, true] : [word.slice(0, equals), word.slice(equals + 1)];
  });
}
