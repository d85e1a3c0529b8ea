import type { PlannedCodeowners } from '../operations/agreement/codeowners.ts';
import { printable } from './legible.ts';
import { documentViews } from './machine.ts';
import type { Views } from './view.ts';

/** What a run of `codeowners` did. */
export interface CodeownersReport {
  readonly planned: PlannedCodeowners;
  /** Nothing was written. */
  readonly dryRun: boolean;
}

export const codeownersViews = {
  text: ({ planned }) => (planned.changed ? `${printable(planned.file.path)}\n` : ''),
  ...documentViews(({ planned, dryRun }: CodeownersReport) => ({
    kind: 'CodeownersResult',
    dryRun,
    file: planned.file.path,
    changed: planned.changed,
    lines: planned.lines,
    warnings: planned.warnings.map(({ message, at }) => ({ message, ...at })),
  })),
} satisfies Views<CodeownersReport>;
