import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

const load = createRequire(import.meta.url);

/** The engine for expressions of others. Most commands see none, and it takes a while to load: the first one does it. */
export function re2(): typeof RE2JS {
  const library: { readonly RE2JS: typeof RE2JS } = load('re2js');
  return library.RE2JS;
}
