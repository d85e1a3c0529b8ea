import { formatPatch } from 'diff';
import { lineDiff } from '../line-diff.ts';
import { moreLines } from '../model/counts.ts';
import type { FileChange } from '../operations/change/change-fleet.ts';
import { printable, printableLine } from './legible.ts';
import type { Style } from './style.ts';

/** What files become, as `git diff` shows it, and how many more there are. Secrets are masked in them already. */
export function diffText(files: readonly FileChange[], style: Style, more = 0): string {
  const shown = files.map((file) => fileDiff(file, style));
  return [...shown, ...moreLines(more, 'file').map((line) => `${line}\n`)].join('');
}

function fileDiff({ path, before, after }: FileChange, style: Style): string {
  const name = printable(path);
  const from = before === undefined ? '/dev/null' : `a/${name}`;
  const to = after === undefined ? '/dev/null' : `b/${name}`;
  const patch = formatPatch(lineDiff([before ?? '', after ?? ''], [from, to], 3));
  const lines = patch.replace(/^=+\n/, '').replace(/\n$/, '').split('\n');
  return lines.map((line, index) => `${colored(printableLine(line.replace(/\t$/, '')), index < 2, style)}\n`).join('');
}

function colored(line: string, isHead: boolean, style: Style): string {
  if (isHead) return style.bold(line);
  if (line.startsWith('@@')) return style.cyan(line);
  if (line.startsWith('+')) return style.green(line);
  return line.startsWith('-') ? style.red(line) : line;
}
