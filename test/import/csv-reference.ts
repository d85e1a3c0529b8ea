/** What a table says, cell by cell, or where it cannot be read. */
export type Reference = readonly (readonly string[])[] | { readonly record: number; readonly column: number };

/**
 * RFC 4180 a character at a time, with blanks around cells and rows of empty cells left out: slow and plain, to hold the
 * reader against.
 */
export function referenceCsv(text: string, delimiter: string): Reference {
  const records: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let state: 'before' | 'plain' | 'quoted' | 'quote in quotes' | 'behind' = 'before';
  function endCell(): void {
    cells.push(state === 'plain' ? cell.trimEnd() : cell);
    cell = '';
    state = 'before';
  }
  function endRecord(): void {
    endCell();
    if (cells.some((one) => one.trim() !== '')) records.push(cells);
    cells = [];
  }
  for (const character of text) {
    const isEnd = character === '\n' || character === '\r';
    const isBlank = character.trim() === '';
    if (state === 'quoted') {
      if (character === '"') state = 'quote in quotes';
      else cell += character;
    } else if (state === 'quote in quotes' && character === '"') {
      cell += '"';
      state = 'quoted';
    } else if (isEnd) endRecord();
    else if (character === delimiter) endCell();
    else if (state === 'before' && character === '"') state = 'quoted';
    else if (state === 'before' && !isBlank) [cell, state] = [character, 'plain'];
    else if (state === 'plain' && character !== '"') cell += character;
    else if (state === 'quote in quotes' && isBlank) state = 'behind';
    else if (!isBlank) return { record: records.length, column: cells.length };
  }
  if (state === 'quoted') return { record: records.length, column: cells.length };
  endRecord();
  return records;
}
