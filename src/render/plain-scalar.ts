/** What a scalar without quotes stands for. */
export type ScalarValue = string | number | boolean | null;

/** The same with all digits: a whole number that a double cannot hold is a bigint. */
export type ExactScalar = ScalarValue | bigint;

const words = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(pairWith(true)),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(pairWith(false)),
  ...['', '~', 'null', 'Null', 'NULL'].map(pairWith(null)),
]);

function pairWith<T>(value: T): (word: string) => [string, T] {
  return (word) => [word, value];
}

const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * Reads a plain scalar as sigs.k8s.io/yaml does, by the rules of YAML 1.1: `on` is true, `0077` is 63, `1_000` is 1000.
 * Dates and `12:30` stay text there. Infinity and not-a-number are what cannot be turned into JSON afterwards.
 */
export function readPlainScalar(text: string): ScalarValue {
  const value = readPlainExactly(text);
  return typeof value === 'bigint' ? Number(value) : value;
}

/** Reads a plain scalar as `readPlainScalar` does, and loses no digits of whole numbers. */
export function readPlainExactly(text: string): ExactScalar {
  const word = words.get(text);
  if (word !== undefined) return word;
  const special = /^([-+]?)\.(?:inf|Inf|INF)$/.exec(text);
  if (special) return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  if (!/^[-+.0-9]/.test(text)) return text;
  return readNumber(text.startsWith('.') ? text : text.replaceAll('_', '')) ?? text;
}

function readNumber(text: string): number | bigint | undefined {
  const [, sign, digits] = integer.exec(text) ?? [];
  if (digits !== undefined) {
    const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
    const value = BigInt(octal);
    if (value < 2n ** 64n || !/^[1-9]/.test(digits)) return asNumber(sign === '-' ? -value : value);
  }
  const value = float.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function asNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
