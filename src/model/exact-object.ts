import type { AnyItem } from './inventory.ts';
import { isRecord } from './record.ts';

/** An object as it was written, with all digits: whole numbers that a double cannot hold are bigints. */
export function exactObject({ object, numbers = {} }: Pick<AnyItem, 'object' | 'numbers'>): object {
  const long = Object.entries(numbers).filter(([, text]) => isLong(text));
  return long.reduce<object>((copy, [pointer, text]) => withValue(copy, stepsOf(pointer), BigInt(text)), object);
}

function isLong(text: string): boolean {
  return /^-?[1-9]\d*$/.test(text) && !Number.isSafeInteger(Number(text));
}

function stepsOf(pointer: string): string[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function withValue<T extends object>(data: T, [step, ...rest]: readonly string[], value: bigint): T | object {
  if (step === undefined) return data;
  const inner = (there: unknown) =>
    typeof there === 'object' && there !== null ? withValue(there, rest, value) : value;
  if (Array.isArray(data)) return data.map((item: unknown, index) => (String(index) === step ? inner(item) : item));
  return isRecord(data) ? { ...data, [step]: inner(data[step]) } : data;
}
