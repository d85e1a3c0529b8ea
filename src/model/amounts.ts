import { formatQuantity, parseQuantity } from './quantity.ts';

/** What is counted of a cluster and of a quota. */
export const resources = ['cpu', 'memory', 'storage', 'pods'] as const;

export type Resource = (typeof resources)[number];

/** Amounts in billionths: cores, bytes, bytes, pods. What is absent is not known, or not limited. */
export type Amounts = { readonly [R in Resource]?: bigint };

/** Amounts as people write them. */
export type WrittenAmounts = { readonly [R in Resource]?: string | number };

/** The amounts that somebody wrote, exactly. */
export function readAmounts(written: WrittenAmounts | undefined): Amounts {
  return pick((resource) => readAmount(written?.[resource]));
}

/** A quantity in billionths; undefined if there is none. */
export function readAmount(written: string | number | undefined): bigint | undefined {
  return written === undefined ? undefined : parseQuantity(String(written));
}

/** Whatever is in either of them, added up. */
export function addAmounts(a: Amounts, b: Amounts): Amounts {
  return pick((resource) => eitherOf(a[resource], b[resource], (x, y) => x + y));
}

/** The larger of both, for each resource. */
export function largestAmounts(a: Amounts, b: Amounts): Amounts {
  return pick((resource) => eitherOf(a[resource], b[resource], larger));
}

/** So many times as much. */
export function timesAmounts(amounts: Amounts, count: bigint): Amounts {
  return pick((resource) => {
    const amount = amounts[resource];
    return amount === undefined ? undefined : amount * count;
  });
}

/** An amount as Kubernetes writes it: memory and storage with the suffixes of bytes if they fit. */
export function formatAmount(resource: Resource, amount: bigint): string {
  return formatQuantity(amount, resource === 'memory' || resource === 'storage' ? 'binary' : 'decimal');
}

function eitherOf(
  a: bigint | undefined,
  b: bigint | undefined,
  both: (a: bigint, b: bigint) => bigint,
): bigint | undefined {
  return a === undefined || b === undefined ? (a ?? b) : both(a, b);
}

function pick(amountOf: (resource: Resource) => bigint | undefined): Amounts {
  const amounts: { [R in Resource]?: bigint } = {};
  for (const resource of resources) {
    const amount = amountOf(resource);
    if (amount !== undefined) amounts[resource] = amount;
  }
  return amounts;
}

function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}
