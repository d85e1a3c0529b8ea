import { type Document, isCollection, isScalar, visit, type YAMLError } from 'yaml';
import { endOfLine } from './text.ts';
import type { YamlProblem } from './yaml-values.ts';

/** An error of a document, with the text that its positions count in. */
interface Found {
  readonly text: string;
  readonly error: YAMLError;
  readonly document: Document;
}

type Explain = (found: Found) => YamlProblem | undefined;

/** Errors that are the same wherever they are: what is wrong, and what to do. */
const fixed: Partial<Record<YAMLError['code'], readonly [message: string, hint?: string]>> = {
  RESOURCE_EXHAUSTION: ['this is nested too deep'],
  TAB_AS_INDENT: ['a tab is used for indentation, and YAML takes only spaces', 'Replace the tab with spaces.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'there is a second ": " in this line',
    'Put the text after the first colon in quotes, or begin a new line after it.',
  ],
  BAD_INDENT: [
    'this line is indented differently from those that it belongs to',
    'Indent all keys of one map, and all items of one list, by the same number of spaces.',
  ],
  KEY_OVER_1024_CHARS: ['this key is longer than 1024 characters'],
};

const unknown = [
  'this cannot be read as YAML',
  'Check quotes, brackets, colons and indentation here and in the line before.',
] as const;

const explanations: readonly Explain[] = [mergeConflict, unclosed, badStart, badEscape, trailingText, missingColon];

/** The first thing that is wrong with the text of a document, for people who have never read the YAML specification. */
export function explainError(text: string, document: Document): YamlProblem | undefined {
  const deep = document.errors.find((error) => error.code === 'RESOURCE_EXHAUSTION');
  const error = deep ?? document.errors[0];
  if (!error) return undefined;
  for (const explain of explanations) {
    const problem = explain({ text, error, document });
    if (problem) return problem;
  }
  return problemAt(error, ...(fixed[error.code] ?? unknown));
}

function problemAt(error: YAMLError, message: string, hint?: string): YamlProblem {
  const [start, end] = error.pos;
  return hint === undefined ? { start, end, message } : { start, end, message, hint };
}

function mergeConflict({ text, document }: Found): YamlProblem | undefined {
  const [from, to] = [document.range?.[0] ?? 0, document.range?.[2] ?? text.length];
  const marker = /^(<{7}|>{7}) .*$/m.exec(text.slice(from, to).replaceAll('\r', ' '));
  if (!marker) return undefined;
  const start = from + marker.index;
  const hint = 'Keep what is right of both sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.';
  return { start, end: start + marker[0].length, message: 'a merge conflict was left in this file', hint };
}

/** The parser notices an unclosed bracket or quote only when something else begins, often far below. */
function unclosed({ text, error, document }: Found): YamlProblem | undefined {
  const isOpen = /^Missing closing|must be sufficiently indented and end with|^Expected .* to end with/;
  if (!isOpen.test(error.message)) return undefined;
  let opening: number | undefined;
  visit(document, {
    Node(_key, node) {
      const [start, end] = node.range ?? [0, 0];
      const isCandidate = isCollection(node) ? node.flow : isScalar(node) && node.type?.startsWith('QUOTE');
      if (isCandidate && start < error.pos[0] && !isClosed(text, start, end)) opening = start;
    },
  });
  if (opening === undefined) return undefined;
  const sign = text.charAt(opening);
  const hint = `Add the ${closing[sign] ?? sign} that belongs to it.`;
  return { start: opening, end: opening + 1, message: `this ${sign} is never closed`, hint };
}

const closing: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

function isClosed(text: string, start: number, end: number): boolean {
  const sign = text.charAt(start);
  return end > start + 1 && text[end - 1] === (closing[sign] ?? sign);
}

function badStart({ text, error }: Found): YamlProblem | undefined {
  if (error.code !== 'BAD_SCALAR_START') return undefined;
  return problemAt(error, `a text may not begin with ${text[error.pos[0]]}`, 'Put the whole text in quotes.');
}

function badEscape({ text, error }: Found): YamlProblem | undefined {
  if (error.code !== 'BAD_DQ_ESCAPE') return undefined;
  const sequence = text.slice(error.pos[0], error.pos[0] + 2);
  return problemAt(
    error,
    `${sequence} means nothing inside double quotes`,
    'Use single quotes, or write \\\\ for a backslash.',
  );
}

function trailingText({ error }: Found): YamlProblem | undefined {
  if (error.code !== 'UNEXPECTED_TOKEN' || !error.message.endsWith('at node end')) return undefined;
  return problemAt(
    error,
    'there is more text after the end of the value',
    'Put the whole value in one pair of quotes.',
  );
}

function missingColon({ text, error }: Found): YamlProblem | undefined {
  if (!/^Implicit (map )?keys need/.test(error.message)) return undefined;
  const start = error.pos[0];
  const end = endOfLine(text, start);
  const line = text.slice(start, end);
  const [, key] = /^([A-Za-z0-9_./-]+):(?=\S)(?!\/\/)/.exec(line) ?? [];
  if (key !== undefined) {
    return { start, end, message: `there is no space after the colon of ${key}`, hint: 'Put one there.' };
  }
  const hint = 'Write key: value, or put a text of several lines in quotes.';
  return { start, end, message: 'this line has no colon, and a key and a value are expected here', hint };
}
