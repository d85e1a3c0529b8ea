import type { Span } from '../model/place.ts';

/** What is wrong with the text of an expression. */
export interface Problem {
  readonly message: string;
  readonly hint?: string;
  /** In the text. */
  readonly span: Span;
}

export interface Failure {
  readonly problem: Problem;
}

/** A problem with or without a hint. */
export function problemAt(span: Span, message: string, hint?: string): Problem {
  return hint === undefined ? { message, span } : { message, hint, span };
}

export function failure(span: Span, message: string, hint?: string): Failure {
  return { problem: problemAt(span, message, hint) };
}

export const termKinds = 'Terms are /c/NAME, /g/PATH, /n/NAMESPACE, /r/RING, /m/KEY and /m/KEY/VALUE.';

/** What to write in place of an operator of another language. */
export function operatorHint(text: string): string | undefined {
  if (/^&+$/.test(text)) return `Write "and" in place of "${text}".`;
  if (/^(\|+|,)$/.test(text)) return `Write "or" in place of "${text}".`;
  if (text === '!') return 'Write "not" in place of "!".';
  if (/^[!=:]/.test(text)) return 'A label with a value is /m/KEY/VALUE.';
  return undefined;
}
