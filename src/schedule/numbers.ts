/** Numbers for texts in the order in which they come, from 1. */
export function numbersOfTexts(): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const number = known.get(text) ?? known.size + 1;
    known.set(text, number);
    return number;
  };
}

/** Numbers for things: the same for two that come to the same text. Each is turned into text once; no thing has 0. */
export function numbersBy<T extends object>(textOf: (thing: T) => string): (thing: T | undefined) => number {
  const known = new Map<T, number>();
  const numberOf = numbersOfTexts();
  return (thing) => {
    if (!thing) return 0;
    const number = known.get(thing) ?? numberOf(textOf(thing));
    known.set(thing, number);
    return number;
  };
}

/** Numbers for things, each another; no thing has 0. */
export function numbersOfThings(): (thing: object | undefined) => number {
  const known = new Map<object, number>();
  return (thing) => {
    if (!thing) return 0;
    const number = known.get(thing) ?? known.size + 1;
    known.set(thing, number);
    return number;
  };
}
