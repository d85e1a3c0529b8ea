import { re2 } from '../re2.ts';

/** An expression that somebody else wrote. */
export interface Pattern {
  /** Whether some part of a text matches. The time that it takes grows with the text, whatever the expression is. */
  test(text: string): boolean;
}

const known = new Map<string, Pattern | string>();

/**
 * Reads an expression as RE2 does, which Kustomize and Kubernetes use: there is no expression on which it takes forever.
 * In return it has neither lookaheads nor references to what was matched before. Returns what is wrong with it, if that
 * is so.
 */
export function linearPattern(source: string): Pattern | string {
  const pattern = known.get(source) ?? read(source);
  known.set(source, pattern);
  return pattern;
}

/** Reads an expression of a JSON Schema, which has the escapes of JavaScript, such as \\u00e9. */
export function schemaPattern(source: string): Pattern | string {
  return linearPattern(source.length > longest ? source : re2().translateRegExp(source));
}

/** Whether an expression matches a whole text; one that cannot be read matches nothing. */
export function matchesWhole(source: string, text: string): boolean {
  if (/^[\w-]*$/.test(source)) return source === text;
  const pattern = linearPattern(`^(?:${source})$`);
  return typeof pattern !== 'string' && pattern.test(text);
}

/** No expression that people write is as long, and groups in groups in groups end in a stack that is full. */
const longest = 10_000;

function read(source: string): Pattern | string {
  if (source.length > longest) return `it has more than ${longest} characters`;
  try {
    const compiled = re2().compile(source);
    return { test: (text) => compiled.test(text) };
  } catch (error) {
    return error instanceof Error ? error.message.replace('error parsing regexp: ', '') : String(error);
  }
}
