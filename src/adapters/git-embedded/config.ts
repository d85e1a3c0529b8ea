import { join } from 'node:path';
import type { Environment } from '../git-common/environment.ts';
import { type GitFileSystem, readIfThere } from './file-system.ts';

export interface GitConfig {
  /** The last value of a key; the case of its section and name does not count. */
  get(key: string): string | undefined;
  isTrue(key: string): boolean;
  /** All keys with their values, in order; sections and names in lower case. */
  readonly entries: readonly (readonly [key: string, value: string])[];
}

/** The settings of the system, of the user, and of the repository. Files that they include are not read. */
export function readConfig(fs: GitFileSystem, folder: string, env: Environment): GitConfig {
  const files = [...systemFiles(env), ...userFiles(env), join(folder, 'config')];
  const entries = files.flatMap((file) => [...parseConfig(readIfThere(fs, file)?.toString('utf8') ?? '')]);
  const values = new Map(entries);
  return {
    entries,
    get: (key) => values.get(normalize(key)),
    isTrue: (key) => ['true', 'yes', 'on', '1'].includes((values.get(normalize(key)) ?? '').toLowerCase()),
  };
}

function systemFiles(env: Environment): string[] {
  return env['GIT_CONFIG_NOSYSTEM'] ? [] : [env['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig'];
}

function userFiles(env: Environment): string[] {
  const own = env['GIT_CONFIG_GLOBAL'];
  if (own !== undefined) return [own];
  const home = env['HOME'] ?? env['USERPROFILE'];
  if (home === undefined) return [];
  return [join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'git', 'config'), join(home, '.gitconfig')];
}

function normalize(key: string): string {
  const first = key.indexOf('.');
  const last = key.lastIndexOf('.');
  return key.slice(0, first).toLowerCase() + key.slice(first, last) + key.slice(last).toLowerCase();
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b' };

function* parseConfig(text: string): Generator<readonly [string, string]> {
  let section = '';
  for (const line of text.replaceAll(/\r?\n/g, '\n').replaceAll('\\\n', '').split('\n')) {
    const header = /^\s*\[([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    if (header !== null) {
      const [, name = '', subsection] = header;
      section = name.toLowerCase() + (subsection === undefined ? '' : `.${subsection.replace(/\\(.)/g, '$1')}`);
    }
    const variable = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=(.*)|[#;].*)?$/.exec(line.slice(header?.[0].length ?? 0));
    if (variable === null || section === '') continue;
    const [, name = '', value] = variable;
    yield [`${section}.${name.toLowerCase()}`, value === undefined ? 'true' : parseValue(value)];
  }
}

/** Takes out quotes and comments, and the blanks around what is not quoted. */
function parseValue(raw: string): string {
  let value = '';
  let kept = 0;
  let isQuoted = false;
  for (let i = 0; i < raw.length; i += 1) {
    const char = raw.charAt(i);
    if (char === '"') {
      isQuoted = !isQuoted;
      kept = value.length;
    } else if (!isQuoted && (char === '#' || char === ';')) {
      break;
    } else if (char === '\\') {
      i += 1;
      value += escapes[raw.charAt(i)] ?? raw.charAt(i);
      kept = value.length;
    } else if (isQuoted || !/\s/.test(char)) {
      value += char;
      kept = value.length;
    } else if (value !== '') {
      value += char;
    }
  }
  return value.slice(0, kept);
}
