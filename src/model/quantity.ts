const binary: readonly (readonly [suffix: string, factor: bigint])[] = [
  ['Ei', 2n ** 60n],
  ['Pi', 2n ** 50n],
  ['Ti', 2n ** 40n],
  ['Gi', 2n ** 30n],
  ['Mi', 2n ** 20n],
  ['Ki', 2n ** 10n],
];

const decimal: readonly (readonly [suffix: string, exponent: number])[] = [
  ['E', 18],
  ['P', 15],
  ['T', 12],
  ['G', 9],
  ['M', 6],
  ['k', 3],
  ['', 0],
  ['m', -3],
  ['u', -6],
  ['n', -9],
];

const factors: ReadonlyMap<string, bigint> = new Map(binary);
const exponents: ReadonlyMap<string, number> = new Map(decimal);

/**
 * A quantity of Kubernetes (`500m`, `2`, `1.5Gi`, `1e3`) in billionths, exactly; what is less than one is rounded up, as
 * Kubernetes does. Undefined if the text is none.
 */
export function parseQuantity(text: string): bigint | undefined {
  const [, sign = '', whole = '', fraction = '', suffix = ''] =
    /^([+-]?)(\d*)(?:\.(\d*))?([A-Za-z]*|[eE][+-]?\d{1,2})$/.exec(text) ?? [];
  if (whole === '' && fraction === '') return undefined;
  const factor = factors.get(suffix) ?? 1n;
  const exponent = exponentOf(suffix);
  if (exponent === undefined) return undefined;
  const shift = 9 + exponent - fraction.length;
  const digits = BigInt(whole + fraction) * factor;
  const amount = shift >= 0 ? digits * 10n ** BigInt(shift) : dividedUp(digits, 10n ** BigInt(-shift));
  return sign === '-' ? -amount : amount;
}

/** The text of billionths as Kubernetes writes it, with the largest suffix that leaves a whole number. */
export function formatQuantity(billionths: bigint, suffixes: 'binary' | 'decimal'): string {
  const one = 10n ** 9n;
  if (suffixes === 'binary' && billionths !== 0n) {
    const fitting = binary.find(([, factor]) => billionths % (factor * one) === 0n);
    if (fitting) return `${billionths / (fitting[1] * one)}${fitting[0]}`;
  }
  if (billionths === 0n) return '0';
  const [suffix, exponent] = decimal.find(([, power]) => billionths % 10n ** BigInt(9 + power) === 0n) ?? ['n', -9];
  return `${billionths / 10n ** BigInt(9 + exponent)}${suffix}`;
}

function exponentOf(suffix: string): number | undefined {
  if (factors.has(suffix)) return 0;
  return exponents.get(suffix) ?? (/^[eE][+-]?\d+$/.test(suffix) ? Number(suffix.slice(1)) : undefined);
}

function dividedUp(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by;
}
