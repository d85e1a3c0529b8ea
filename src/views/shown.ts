import { printableLines } from './legible.ts';
import { plain, type Style } from './style.ts';
import type { Format, Views } from './view.ts';

/** Forms whose lines are made of texts of others as they are. The rest escape them in their own way. */
const forTerminals: ReadonlySet<Format> = new Set<Format>(['text', 'wide', 'name']);

/** A result in a form, in pieces as they are written; in text if it does not have the form. Nothing in them is obeyed by who reads it. */
export function* shownIn<T>(format: Format, views: Views<T>, result: T, style: Style): Iterable<string> {
  const view = views[format] ?? views.text;
  const isForTerminals = forTerminals.has(format) || view === views.text;
  for (const piece of inPieces(view(result, style)))
    yield isForTerminals ? printableLines(piece, style !== plain) : piece;
}

/** Small pieces put together, so that a long list is neither held in memory nor written a line at a time. */
function* inPieces(text: string | Iterable<string>): Iterable<string> {
  let piece = '';
  for (const part of typeof text === 'string' ? [text] : text) {
    piece += part;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
