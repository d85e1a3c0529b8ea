import type { KindName } from '../../model/inventory.ts';

/**
 * What completion offers for an argument or the value of a flag: fixed words, the names of objects of one kind, or
 *
 * - `kind`, `kinds`: what a kind is called, in the singular or, separated by commas, in the plural
 * - `object`: `kind/name`; also a kind, and names of that kind behind it
 * - `objectOrField`, `objectOrAssignment`: the same, and fields of what was named, with a value or without
 * - `overlay`: the overlays of the application in front of it
 * - `expression`, `rule`, `command`, `timeZone`: those
 * - `file`, `folder`: what the shell offers
 * - `assigns`: fields of that kind, with a value
 */
export type Completes =
  | readonly string[]
  | Lowercase<KindName>
  | 'kind'
  | 'kinds'
  | 'object'
  | 'objectOrField'
  | 'objectOrAssignment'
  | 'overlay'
  | 'expression'
  | 'rule'
  | 'command'
  | 'timeZone'
  | 'file'
  | 'folder'
  | { readonly assigns: Lowercase<KindName> };
