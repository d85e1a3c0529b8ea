import { compareText } from '../model/compare.ts';

/** A version as it is compared: its numbers, and the parts of its pre-release. */
interface Version {
  readonly numbers: readonly bigint[];
  /** Empty: it is no pre-release. */
  readonly before: readonly string[];
}

/** Whether both are versions (one to four numbers, as in 16.1, v2 or 2.0.0-rc.1), and the first comes after the second. */
export function isNewer(a: string, b: string): boolean {
  const left = readVersion(a);
  const right = readVersion(b);
  return left !== undefined && right !== undefined && compareVersions(left, right) > 0;
}

/** The order of overlays of equal priority: versions by precedence, then other names by code unit. */
export function compareOverlayNames(a: string, b: string): number {
  const left = readVersion(a);
  const right = readVersion(b);
  if (left && right) return compareVersions(left, right) || compareText(a, b);
  if (left) return -1;
  return right ? 1 : compareText(a, b);
}

function readVersion(name: string): Version | undefined {
  const [, numbers, before] = /^v?(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/.exec(name) ?? [];
  if (numbers === undefined) return undefined;
  return { numbers: numbers.split('.').map(BigInt), before: before?.split('.') ?? [] };
}

/** Number by number; what is left out counts as 0. A pre-release comes before its release. */
function compareVersions(a: Version, b: Version): number {
  for (let index = 0; index < Math.max(a.numbers.length, b.numbers.length); index += 1) {
    const order = compareNumbers(a.numbers[index] ?? 0n, b.numbers[index] ?? 0n);
    if (order !== 0) return order;
  }
  const releases = Number(a.before.length === 0) - Number(b.before.length === 0);
  return releases || comparePreReleases(a.before, b.before);
}

/** As semver.org has it: numbers by their value and before words; of two that begin alike, the shorter comes first. */
function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = comparePreReleaseParts(part, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function comparePreReleaseParts(a: string, b: string): number {
  const [isLeft, isRight] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isLeft && isRight) return compareNumbers(BigInt(a), BigInt(b));
  return isLeft === isRight ? compareText(a, b) : isLeft ? -1 : 1;
}

function compareNumbers(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
