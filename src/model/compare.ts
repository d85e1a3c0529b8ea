/** The order of all output: by UTF-16 code unit, the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A comparison of two things by a text that they have. */
export function by<T>(text: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compareText(text(a), text(b));
}

/** Orders amounts, the smaller first; what is not there counts as nothing. */
export function compareAmounts(a = 0n, b = 0n): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
