import { sha256 } from './hash.ts';

/** The name of a profile: the one of its clusters with the lowest sha256 of `profile:` and its name. */
export function profileName(clusters: readonly string[]): string {
  let lowest: { name: string; hash: string } | undefined;
  for (const name of clusters) {
    const hash = sha256(`profile:${name}`);
    if (!lowest || hash < lowest.hash) lowest = { name, hash };
  }
  if (!lowest) throw new Error('a profile has at least one cluster');
  return lowest.name;
}
