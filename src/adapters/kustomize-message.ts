import { sep } from 'node:path';
import { replaceSecrets } from '../model/secret-shapes.ts';

/**
 * What Kustomize says of a build, in its own words: the same at each run, with paths that count from the workspace, and
 * without what it quotes of the literals of generators, which may be those of Secrets.
 */
export function kustomizeMessage(errors: string, root: string): string {
  const said = withoutLog(errors)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('# Warning'))
    .join('\n')
    .replace(/^error: /i, '')
    .replaceAll(`${root}${sep}`, '')
    .replaceAll(root, '.')
    .replace(/(literal sources? )\[.*?\](?=: )/gs, '$1[***]')
    .replace(/(literal source )(?!\[).*?(?=, expected|$)/gm, '$1***')
    .trim();
  return replaceSecrets(said, () => '***');
}

/**
 * `kubectl` writes an error as a line of its log, with the time and the process: `E0102 15:04:05.000000    42 run.go:72]
 * "command failed" err="…"`, the text quoted as Go does it, or, where it has several lines, between `err=<` and `>`, each
 * behind a tab (klog's text format).
 */
function withoutLog(errors: string): string {
  const [head] = /^[EWF]\d{4} [\d:.]+ +\d+ [\w.-]+:\d+\] ("command failed" err=)?/m.exec(errors) ?? [];
  if (head === undefined) return errors;
  const text = errors.slice(errors.indexOf(head) + head.length);
  const lines = /^<\n([\s\S]*?)\n >\s*$/.exec(text)?.[1];
  if (lines !== undefined) return lines.replace(/^\t/gm, '');
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0];
  return quoted === undefined ? text : unquote(quoted);
}

/** A string of Go without its quotes: JSON's, but for bytes and characters in hexadecimal (strconv.Quote). */
function unquote(text: string): string {
  const json = text
    .replace(/\\U([0-9a-f]{8})/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, '\\u00$1')
    .replace(/\\([av])/g, (_, letter: string) => (letter === 'a' ? '\\u0007' : '\\u000b'));
  try {
    return JSON.parse(json);
  } catch {
    return text;
  }
}
