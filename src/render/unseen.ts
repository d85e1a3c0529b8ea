import { countOf, grouped } from '../model/counts.ts';
import { isEncrypted } from './built-object.ts';
import { isHelmRelease } from './lost-text.ts';

/** An object as it was written or built. */
interface Seen {
  readonly apiVersion: string;
  readonly kind: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What cannot be looked into, in sentences: what charts install, and what SOPS encrypted. Each object counts once. */
export function describeUnseen(objects: Iterable<Seen>): string[] {
  const all = [...new Set(objects)];
  const releases = all.filter(isHelmRelease).length;
  const encrypted = all.filter(({ value }) => isEncrypted(value)).length;
  const install = releases === 1 ? 'it installs' : 'they install';
  return [
    ...(releases > 0 ? [`${countOf(releases, 'HelmRelease')}: what ${install} is not checked`] : []),
    ...(encrypted > 0 ? [`${grouped(encrypted)} encrypted by SOPS: not checked`] : []),
  ];
}
