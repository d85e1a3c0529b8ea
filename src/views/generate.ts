import { countOf, grouped, moreLines } from '../model/counts.ts';
import type { GenerateResult } from '../operations/deliver/generate.ts';
import { printable } from './legible.ts';
import { documentViews } from './machine.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

/** A run of `generate`, and the files that it wrote or would write. */
export interface GenerateReport {
  readonly result: GenerateResult;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
  /** Nothing was written. */
  readonly dryRun: boolean;
}

/** More files than this are counted, not listed. */
const most = 20;

export const generateViews = {
  text: generateText,
  ...documentViews(({ result }: GenerateReport) => ({ kind: 'GenerateResult', ...result })),
} satisfies Views<GenerateReport>;

function generateText({ result, created, updated, deleted, dryRun }: GenerateReport, style: Style): string {
  const lines = [
    ...listed(created, style.green('+')),
    ...listed(updated, style.yellow('~')),
    ...listed(deleted, style.red('-')),
  ];
  return `${lines.join('')}${summary(result)}: ${counts(result, dryRun)}\n`;
}

/** `19 clusters in 9 profiles, 60 applications placed`. */
function summary({ clusters, profiles, placements }: GenerateResult): string {
  return `${countOf(clusters, 'cluster')} in ${countOf(profiles, 'profile')}, ${countOf(placements, 'placement')}`;
}

/** `2 files created, 1 updated, 0 deleted, 90 unchanged`. */
export function counts({ created, updated, deleted, unchanged }: GenerateResult, dryRun = false): string {
  if (created + updated + deleted === 0) return `${countOf(unchanged, 'file')} up to date`;
  const would = dryRun ? 'would be ' : '';
  const others = `${grouped(updated)} updated, ${grouped(deleted)} deleted, ${grouped(unchanged)} unchanged`;
  return `${countOf(created, 'file')} ${would}created, ${others}`;
}

function listed(paths: readonly string[], mark: string): string[] {
  return [...paths.slice(0, most), ...moreLines(paths.length - most)].map((line) => `${mark} ${printable(line)}\n`);
}
