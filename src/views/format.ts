import type { FormattedFleet } from '../operations/change/format-fleet.ts';
import { printable } from './legible.ts';
import { documentViews } from './machine.ts';
import type { Views } from './view.ts';

/** What a run of `fmt` did. */
export interface FormatReport {
  readonly formatted: FormattedFleet;
  /** Nothing was written. */
  readonly dryRun: boolean;
}

export const formatViews = {
  text: ({ formatted }) => formatted.files.map(({ path }) => `${printable(path)}\n`).join(''),
  ...documentViews(({ formatted, dryRun }: FormatReport) => ({
    kind: 'FormatResult',
    dryRun,
    changed: formatted.files.map(({ path }) => path),
    unchanged: formatted.unchanged,
    problems: formatted.problems.map(({ path, message }) => ({ file: path, message })),
  })),
} satisfies Views<FormatReport>;
