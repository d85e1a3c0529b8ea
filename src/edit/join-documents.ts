/** Texts of documents, in one file. */
export function joinDocuments(pieces: readonly string[]): string {
  let whole = '';
  for (const piece of pieces) {
    const isFirst = whole.trim() === '';
    if (!isFirst && !whole.endsWith('\n')) whole += '\n';
    whole += isFirst || /^(?:[^\S\n]*(?:#.*)?\n)*---(?=\s|$)/.test(piece) ? piece : `---\n${piece}`;
  }
  return whole;
}
