import type { ObjectFormat } from './object-reader.ts';

/** What `--from` takes. */
export const importFormats = ['csv', 'json', 'yaml', 'kubeconfig', 'argocd', 'rancher', 'ocm'] as const;

export type ImportFormat = (typeof importFormats)[number];

/** How a text is read, and the one system that its objects are to come from. */
export interface Recognised {
  readonly syntax: 'csv' | 'json' | 'yaml';
  readonly only: ObjectFormat | undefined;
}

/** Finds out what a file is: what was said first, then its name, then how it looks. */
export function recognise(text: string, file: string, from: ImportFormat | undefined): Recognised {
  if (from === 'csv' || from === 'json' || from === 'yaml') return { syntax: from, only: undefined };
  if (from !== undefined) return { syntax: isJson(text) ? 'json' : 'yaml', only: from };
  return { syntax: syntaxOf(text, file), only: undefined };
}

function syntaxOf(text: string, file: string): Recognised['syntax'] {
  const [, ending = ''] = /\.([a-z]+)$/.exec(file.toLowerCase()) ?? [];
  if (ending === 'csv' || ending === 'tsv') return 'csv';
  if (ending === 'yaml' || ending === 'yml') return 'yaml';
  if (isJson(text) || /^(json|jsonl|ndjson)$/.test(ending)) return 'json';
  return /^(---|- |[A-Za-z]+: *$|(apiVersion|kind|name): )/m.test(text.slice(0, 10_000)) ? 'yaml' : 'csv';
}

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}
