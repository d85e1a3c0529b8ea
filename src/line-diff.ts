import { type StructuredPatch, type StructuredPatchHunk, structuredPatch } from 'diff';

/** Texts that differ in more lines than this are not told line by line: that takes the square of their number. */
const mostEdits = 1500;

/** What differs between two texts by lines, with some lines around it. */
export function lineDiff(
  [before, after]: readonly [before: string, after: string],
  [from, to]: readonly [from: string, to: string],
  context: number,
): StructuredPatch {
  const options = { context, maxEditLength: mostEdits };
  const found = structuredPatch(from, to, before, after, undefined, undefined, options);
  if (found) return found;
  const hunks = [wholeHunk(before, after, context)];
  return { oldFileName: from, newFileName: to, oldHeader: undefined, newHeader: undefined, hunks };
}

/** All between the lines that are the same at the beginning and at the end. */
function wholeHunk(before: string, after: string, context: number): StructuredPatchHunk {
  const [was, is] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(was.length, is.length);
  let start = 0;
  while (start < shorter && was[start] === is[start]) start += 1;
  let same = 0;
  while (same < shorter - start && was.at(-1 - same) === is.at(-1 - same)) same += 1;
  const head = was.slice(Math.max(start - context, 0), start).map((line) => ` ${line}`);
  const foot = was.slice(was.length - same, was.length - same + context).map((line) => ` ${line}`);
  const gone = was.slice(start, was.length - same).map((line) => `-${line}`);
  const come = is.slice(start, is.length - same).map((line) => `+${line}`);
  const around = head.length + foot.length;
  const first = start - head.length + 1;
  return {
    oldStart: first,
    newStart: first,
    oldLines: gone.length + around,
    newLines: come.length + around,
    lines: [...head, ...gone, ...come, ...foot],
  };
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}
