import { isRecord } from './record.ts';

/** What JSON.stringify gives with this many blanks, with all digits of whole numbers that are bigints. */
export function exactJson(value: unknown, blanks = 0): string {
  return holdsBigInt(value) ? print(value, blanks, '\n') : JSON.stringify(value, null, blanks);
}

function holdsBigInt(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsBigInt);
  return isRecord(value) ? Object.values(value).some(holdsBigInt) : typeof value === 'bigint';
}

/** `line`: a line end, and the blanks that a line begins with here. */
function print(value: unknown, blanks: number, line: string): string {
  const below = `${line}${' '.repeat(blanks)}`;
  const around = ([open, close]: string, items: readonly string[]) => {
    if (items.length === 0 || blanks === 0) return `${open}${items.join(',')}${close}`;
    return `${open}${below}${items.join(`,${below}`)}${line}${close}`;
  };
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value))
    return around(
      '[]',
      value.map((item) => print(item ?? null, blanks, below)),
    );
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const colon = blanks === 0 ? ':' : ': ';
  return around(
    '{}',
    entries.map(([key, item]) => `${JSON.stringify(key)}${colon}${print(item, blanks, below)}`),
  );
}
