import { createTwoFilesPatch } from 'diff';
import { moreLines } from '../model/counts.ts';
import { secretByKey } from '../model/secret-keys.ts';
import { mask, maskSecrets } from '../model/secret-shapes.ts';
import type { FileChange } from '../operations/change/change-fleet.ts';
import { printable, printableLine } from './legible.ts';
import type { Style } from './style.ts';

/** What files become, as `git diff` shows it: at most so many files, then how many more there are. Secrets are masked. */
export function diffText(files: readonly FileChange[], style: Style, most: number): string {
  const shown = files.slice(0, most).map((file) => fileDiff(file, style));
  return [...shown, ...moreLines(files.length - shown.length, 'file').map((line) => `${line}\n`)].join('');
}

function fileDiff({ path, before, after }: FileChange, style: Style): string {
  const name = printable(path);
  const from = before === undefined ? '/dev/null' : `a/${name}`;
  const to = after === undefined ? '/dev/null' : `b/${name}`;
  const [old, now] = [maskedText(before ?? ''), maskedText(after ?? '')];
  const patch = createTwoFilesPatch(from, to, old, now, undefined, undefined, { context: 3 });
  const lines = patch.replace(/^=+\n/, '').replace(/\n$/, '').split('\n');
  return lines.map((line, index) => `${colored(printableLine(line.replace(/\t$/, '')), index < 2, style)}\n`).join('');
}

function colored(line: string, isHead: boolean, style: Style): string {
  if (isHead) return style.bold(line);
  if (line.startsWith('@@')) return style.cyan(line);
  if (line.startsWith('+')) return style.green(line);
  return line.startsWith('-') ? style.red(line) : line;
}

/** `key: value` in block or flow style, the value with its quotes. */
const pair = /([\w./-]+)(["']?:[ \t]+)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,{}[\]#][^,{}[\]\n#]*)/g;

/** The text of a file for people to see: values that look like secrets, by their form or by their key, are asterisks. */
function maskedText(text: string): string {
  return maskSecrets(text).replace(pair, (whole, key: string, between: string, value: string) => {
    const plain = value.trim().replace(/^(["'])(.*)\1$/s, '$2');
    return secretByKey(key, plain) === undefined ? whole : `${key}${between}${mask(value)}`;
  });
}
