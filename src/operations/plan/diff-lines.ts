import type { DiffLines } from '../../plan/differences.ts';

/** This many lines around a difference are kept. */
const context = 2;

/** Loads what compares texts line by line. */
export async function diffLines(): Promise<DiffLines> {
  const { structuredPatch } = await import('diff');
  return (before, after) => {
    const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context });
    const lines = hunks.map((hunk) => hunk.lines.filter((line) => !line.startsWith('\\')));
    return lines.flatMap((hunk, at) => (at === 0 ? hunk : ['@@', ...hunk]));
  };
}
