import type { PlacedSet } from '../../../model/sets.ts';
import { sharedFolder } from '../../layout.ts';

const set = new RegExp(`^ {2}path: "?\\./(?:.*/)?(${sharedFolder}/sets/([^/\\s"]+)/[0-9a-f]+)"?$`, 'gm');

/** The sets that a profile applies. */
export function readProfile(text: string): PlacedSet[] {
  return Array.from(text.matchAll(set), ([, folder = '', namespace = '']) => ({ namespace, folder }));
}
