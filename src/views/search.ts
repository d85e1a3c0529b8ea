import { kindWordsOf } from '../model/kind-names.ts';
import type { SearchHit } from '../operations/list/search-objects.ts';
import { printable } from './legible.ts';
import { type Rows, rowViews } from './lists.ts';
import type { Views } from './view.ts';

/** How much of a long text people get, in characters. */
const longest = 70;

/** What a search found. `-o name` has each object once. */
export const searchViews = {
  ...rowViews<SearchHit>({
    kind: 'SearchHitList',
    columns: [
      { title: 'OBJECT', value: reference },
      { title: 'FIELD', value: ({ field }) => field },
      { title: 'TEXT', value: excerpt },
      { title: 'FILE', value: ({ file }) => file, wide: true },
    ],
    name: reference,
    object: ({ of, name, field, text, file }) => ({ of, name, field, text, file }),
  }),
  name: ({ rows }) => Array.from(new Set(Array.from(rows, reference)), (name) => `${printable(name)}\n`),
} satisfies Views<Rows<SearchHit>>;

function reference({ of, name }: SearchHit): string {
  return `${kindWordsOf(of).singular}/${name}`;
}

/** The text, or the part of a long one around what was found. */
function excerpt({ text, at }: SearchHit): string {
  if (text.length <= longest) return text;
  const start = Math.max(0, Math.min(at - longest / 2, text.length - longest));
  const end = start + longest;
  return `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`;
}
