import type { Place } from './place.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A kind of finding: its id and name are a contract, its page is what `resedge rule ID` shows. */
export interface Rule {
  /** `RE` and three digits. */
  readonly id: string;
  /** Lower case with dashes, such as `duplicate-name`. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
  /** Markdown: why it matters and how to fix it, with an example. */
  readonly page: string;
}

/** What a stage found, before its place is turned into a line and a column. */
export interface Finding {
  readonly rule: Rule;
  /** If it differs from the rule's. */
  readonly severity?: Severity;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly place: Place;
  /** What stands at the place is not to be shown. */
  readonly confidential?: boolean;
}

/** A finding as people and scripts see it. */
export interface Diagnostic {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Exclusive, on the same line. */
  readonly endColumn: number;
  /** The lines of the file around it, the marked one at `line`. */
  readonly frame: readonly FrameLine[];
}

export interface FrameLine {
  readonly line: number;
  readonly text: string;
  /** The column of the first character of `text`: 1, unless the beginning of a long line was cut off. */
  readonly from?: number;
}

/** Whether a finding stops what needs an inventory without errors. */
export function isError({ rule, severity }: Finding): boolean {
  return (severity ?? rule.severity) === 'error';
}
