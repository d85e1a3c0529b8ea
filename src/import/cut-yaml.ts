import type { Span } from '../model/place.ts';

/** Characters. The parser takes a hundred times the memory of what it reads at once. */
const enough = 500_000;

/**
 * Cuts a long text of YAML into parts that can be read one after the other: between documents, and between the items of
 * a list that is a document, or its field `items` as kubectl prints it. What stands around such a list is left out.
 */
export function cutYaml(text: string): Span[] {
  const hasDirectives = /^%/m.test(text);
  if (text.length < 2 * enough || hasDirectives) return [{ start: 0, end: text.length }];
  const documents = cutAt(text, { start: 0, end: text.length }, /^---(?=\s|$)/gm);
  return documents.flatMap((part) => {
    const list = part.end - part.start < 2 * enough ? undefined : findList(text, part);
    return list ? cutAt(text, list, /^-(?=\s)/gm) : [part];
  });
}

/** Parts of about the same length, each of which begins with a match of the pattern. */
function cutAt(text: string, { start, end }: Span, pattern: RegExp): Span[] {
  const parts: Span[] = [];
  let from = start;
  pattern.lastIndex = start;
  for (let found = pattern.exec(text); found && found.index < end; found = pattern.exec(text)) {
    if (found.index - from < enough) continue;
    parts.push({ start: from, end: found.index });
    from = found.index;
  }
  return [...parts, { start: from, end }];
}

/** The items of a list whose dashes stand at the beginning of their lines. Anchors may lead from one to another. */
function findList(text: string, { start, end }: Span): Span | undefined {
  const document = text.slice(start, end);
  const first = /^-(?=\s)/m.exec(document)?.index;
  if (first === undefined || /[\s,[{:][&*][\w-]/.test(document)) return undefined;
  const before = document
    .slice(0, first)
    .replace(/^---[ \t]*$/m, '')
    .replace(/^\s*#.*$/gm, '')
    .trimEnd();
  if (before !== '' && !/^items:$/m.test(before.slice(before.lastIndexOf('\n') + 1))) return undefined;
  const after = /^(?![\s#]|-\s)./gm;
  after.lastIndex = first;
  return { start: start + first, end: start + (after.exec(document)?.index ?? document.length) };
}
