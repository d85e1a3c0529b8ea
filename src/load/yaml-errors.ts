import { type Document, isCollection, isScalar, visit, type YAMLError } from 'yaml';
import type { YamlProblem } from './yaml-values.ts';

type Explain = (found: { text: string; error: YAMLError; document: Document }) => YamlProblem | undefined;

/** The first thing that is wrong with the text of a document, in words for people who have never read the YAML specification. */
export function explainError(text: string, document: Document): YamlProblem | undefined {
  const deep = document.errors.find((error) => error.code === 'RESOURCE_EXHAUSTION');
  const error = deep ?? document.errors[0];
  if (!error) return undefined;
  for (const explain of [mergeConflict, unclosed, ...(byCode[error.code] ?? [])]) {
    const problem = explain({ text, error, document });
    if (problem) return problem;
  }
  return at(
    error,
    'this cannot be read as YAML',
    'Check quotes, brackets, colons and indentation here and in the line before.',
  );
}

const byCode: Partial<Record<YAMLError['code'], readonly Explain[]>> = {
  RESOURCE_EXHAUSTION: [({ error }) => at(error, 'this is nested too deep')],
  TAB_AS_INDENT: [
    ({ error }) =>
      at(error, 'a tab is used for indentation, and YAML takes only spaces', 'Replace the tab with spaces.'),
  ],
  BAD_SCALAR_START: [badStart],
  BAD_DQ_ESCAPE: [
    ({ text, error }) =>
      at(
        error,
        `${text.slice(error.pos[0], error.pos[0] + 2)} means nothing inside double quotes`,
        'Use single quotes, or write \\\\ for a backslash.',
      ),
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    ({ error }) =>
      at(
        error,
        'there is a second ": " in this line',
        'Put the text after the first colon in quotes, or begin a new line after it.',
      ),
  ],
  MULTILINE_IMPLICIT_KEY: [missingColon],
  MISSING_CHAR: [missingColon],
  BAD_INDENT: [
    ({ error }) =>
      at(
        error,
        'this line is indented differently from those that it belongs to',
        'Indent all keys of one map, and all items of one list, by the same number of spaces.',
      ),
  ],
  UNEXPECTED_TOKEN: [
    ({ error }) =>
      error.message.endsWith('at node end')
        ? at(error, 'there is more text after the end of the value', 'Put the whole value in one pair of quotes.')
        : undefined,
  ],
  KEY_OVER_1024_CHARS: [({ error }) => at(error, 'this key is longer than 1024 characters')],
};

function at(error: YAMLError, message: string, hint?: string): YamlProblem {
  const [start, end] = error.pos;
  return hint === undefined ? { start, end, message } : { start, end, message, hint };
}

function mergeConflict({ text, document }: { text: string; document: Document }): YamlProblem | undefined {
  const [from, to] = [document.range?.[0] ?? 0, document.range?.[2] ?? text.length];
  const marker = /^(<{7} .*|={7}|>{7} .*)$/m.exec(text.slice(from, to).replaceAll('\r', ' '));
  if (!marker) return undefined;
  const start = from + marker.index;
  const hint = 'Keep what is right of both sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.';
  return { start, end: start + marker[0].length, message: 'a merge conflict was left in this file', hint };
}

/** The parser notices a bracket or quote that is never closed only where something else begins, often far below. */
function unclosed({
  text,
  error,
  document,
}: {
  text: string;
  error: YAMLError;
  document: Document;
}): YamlProblem | undefined {
  const isOpen = /^Missing closing|must be sufficiently indented and end with|^Expected .* to end with/.test(
    error.message,
  );
  if (!isOpen) return undefined;
  let found: number | undefined;
  visit(document, {
    Node(_key, node) {
      const start = node.range?.[0];
      const isCandidate = (isCollection(node) && node.flow) || (isScalar(node) && /^QUOTE/.test(node.type ?? ''));
      if (
        start !== undefined &&
        isCandidate &&
        start < error.pos[0] &&
        !isClosed(text, start, node.range?.[1] ?? start)
      )
        found = start;
    },
  });
  if (found === undefined) return undefined;
  return {
    start: found,
    end: found + 1,
    message: `this ${text[found]} is never closed`,
    hint: `Add the ${closing[text[found] ?? ''] ?? text[found]} that belongs to it.`,
  };
}

const closing: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

function isClosed(text: string, start: number, end: number): boolean {
  const opening = text[start] ?? '';
  return end > start + 1 && text[end - 1] === (closing[opening] ?? opening);
}

function badStart({ text, error }: { text: string; error: YAMLError }): YamlProblem {
  return at(error, `a text may not begin with ${text[error.pos[0]]}`, 'Put the whole text in quotes.');
}

function missingColon({ text, error }: { text: string; error: YAMLError }): YamlProblem | undefined {
  if (!/^Implicit (map )?keys need/.test(error.message)) return undefined;
  const line = text.slice(error.pos[0]).split('\n', 1)[0]?.trimEnd() ?? '';
  const glued = /^([A-Za-z0-9_./-]+):(?=\S)(?!\/\/)/.exec(line);
  const end = error.pos[0] + line.length;
  if (glued)
    return {
      start: error.pos[0],
      end,
      message: `there is no space after the colon of ${glued[1]}`,
      hint: `Write ${glued[1]}: ${line.slice(glued[0].length)}.`,
    };
  return {
    start: error.pos[0],
    end,
    message: 'this line has no colon, and a key and a value are expected here',
    hint: 'Write key: value, or put a text of several lines in quotes.',
  };
}
