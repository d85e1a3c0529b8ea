import { formatExpression, type NamedKind, prefixes } from '../../select/expression.ts';
import type { NamedObject } from '../../state/name-cache.ts';
import { type Candidate, type Completed, wordsOf } from './candidate.ts';

const terms: readonly Candidate[] = [
  { word: prefixes.cluster, description: 'a cluster', isOpen: true },
  { word: prefixes.group, description: 'a group, and all below it', isOpen: true },
  { word: prefixes.namespace, description: 'the clusters of a namespace', isOpen: true },
  { word: prefixes.ring, description: 'the clusters of a ring', isOpen: true },
  { word: prefixes.label, description: 'a label', isOpen: true },
];

const span = { start: 0, end: 0 };

/** What may follow in an expression that is typed: names are asked for where one may stand. */
export async function completeExpression(
  typed: string,
  names: () => Promise<readonly NamedObject[]>,
): Promise<Completed> {
  const text = /(?:[^\s()"']|"[^"]*"?|'[^']*'?)*$/.exec(typed)?.[0] ?? '';
  const before = typed.slice(0, typed.length - text.length);
  if (!/(^|\(|\b(and|or|not))\s*$/.test(before)) return { before, text, candidates: wordsOf(['and', 'or']) };
  if (text === '/') return { before, text, candidates: terms };
  if (text.startsWith('/')) return { before, text, candidates: termsOf(text, await names()) };
  return { before, text, candidates: [...wordsOf(['all', 'none', 'not']), ...terms] };
}

/** The terms of the kind that a text begins with, `/g` as well as `/g/`. */
function termsOf(text: string, names: readonly NamedObject[]): Candidate[] {
  const prefix = `${text.slice(0, 2)}/`;
  if (prefix === prefixes.label) return labelTerms(names);
  const kinds = { Cluster: 'cluster', Group: 'group', Namespace: 'namespace', Ring: 'ring' } as const;
  const named: ReadonlyMap<string, NamedKind> = new Map(Object.entries(kinds));
  return names.flatMap(({ kind, name, description }) => {
    const term = named.get(kind);
    return term && prefixes[term] === prefix ? [{ word: `${prefix}${name}`, description }] : [];
  });
}

/** Each key of a label, and each key with a value. */
function labelTerms(names: readonly NamedObject[]): Candidate[] {
  const values = new Map<string, Set<string>>();
  for (const { kind, labels } of names) {
    if (kind !== 'Cluster') continue;
    for (const [key, value] of Object.entries(labels)) {
      const known = values.get(key);
      if (known) known.add(value);
      else values.set(key, new Set([value]));
    }
  }
  return [...values].flatMap(([key, all]) => [
    { word: labelTerm(key), description: 'whatever the value' },
    ...Array.from(all, (value) => ({ word: labelTerm(key, value) })),
  ]);
}

function labelTerm(key: string, value?: string): string {
  const part = (text: string) => ({ text, span });
  const term = { kind: 'label', key: part(key), span } as const;
  return formatExpression(value === undefined ? term : { ...term, value: part(value) });
}
