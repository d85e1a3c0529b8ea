import { parseDocuments } from '../load/yaml-documents.ts';
import { type Passage, passageOf } from './passage.ts';

/** A file cut into its documents, without a gap, and the byte order mark before the first. */
export function passagesOf(whole: string): { mark: string; passages: Passage[] } {
  const mark = whole.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = whole.slice(mark.length);
  const parsed = parseDocuments(text);
  const passages: Passage[] = [];
  let from = 0;
  for (const [index, { document, offset }] of parsed.entries()) {
    const next = parsed[index + 1];
    const end = next && next.offset > offset ? next.offset : offset + (document.range?.[2] ?? 0);
    const to = next ? Math.max(from, withLineBreak(text, end)) : text.length;
    passages.push(passageOf(text.slice(offset), from - offset, to - offset, document));
    from = to;
  }
  return { mark, passages };
}

/** The parser counts the line break after an empty value or a comment to no document. */
function withLineBreak(text: string, end: number): number {
  if (text[end - 1] === '\n') return end;
  return end + (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
}

/** The text of one document. */
export function passageText(passage: Passage | undefined): string {
  return passage ? passage.text.slice(passage.from, passage.to) : '';
}
