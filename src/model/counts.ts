/** 40000 as `40,000`, the same in every locale. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}

/** `1 cluster`, `40,000 clusters`. */
export function countOf(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `cpu`, `cpu and memory`, `cpu, memory and pods`. */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `e1, e2, w1, …`: the first of some names, if how many there are is said beside them. */
export function someOf(names: readonly string[], most = 3): string {
  return names.slice(0, most).join(', ') + (names.length > most ? ', …' : '');
}

/** `e1, e2, w1 and 12 more`: the first of some names, and how many others there are. `count` is that of all names. */
export function firstOf(names: readonly string[], most = 3, count = names.length): string {
  const shown = names.slice(0, most);
  return [shown.join(', '), ...moreLines(count - shown.length)].join(' ');
}

/** `and 12 more`, `and 12 more files`: the end of a list that was cut; nothing if it was not. */
export function moreLines(count: number, noun?: string): string[] {
  if (count <= 0) return [];
  return [`and ${noun === undefined ? `${grouped(count)} more` : countOf(count, `more ${noun}`)}`];
}
