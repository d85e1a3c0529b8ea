import { isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml';
import type { Path } from '../model/place.ts';
import { isRecord } from '../model/record.ts';
import { compileTemplate, isTemplate } from './substitute.ts';

/** A scalar with variables in it, in an object as Kustomize built it. */
export interface Site {
  readonly path: Path;
  /** What it is: the value of a field, an item of a list, or the key that `path` ends with. */
  readonly role: 'value' | 'item' | 'key';
  /** As it stands in the text, with its quotes. */
  readonly source: string;
}

/**
 * The scalars of an object that hold variables; undefined if an expression goes over more than one of them, or one
 * cannot be read, so that only the whole text tells.
 */
export function sitesIn(text: string): Site[] | undefined {
  if (!isTemplate(text)) return [];
  const { contents } = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  const sites: Site[] = [];
  collectSites(contents, [], 'value', text, sites);
  const isWhole = sites.every(({ source }) => !('message' in compileTemplate(source)));
  return isWhole && signs(sites.map(({ source }) => source).join('\n')) === signs(text) ? sites : undefined;
}

/** Whether a value read from JSON is a site that was kept. */
export function isSite(value: unknown): value is Site {
  if (!isRecord(value) || typeof value['source'] !== 'string' || !Array.isArray(value['path'])) return false;
  const isPath = value['path'].every((step) => typeof step === 'string' || typeof step === 'number');
  return isPath && ['value', 'item', 'key'].some((role) => role === value['role']);
}

function collectSites(node: unknown, path: Path, role: Site['role'], text: string, sites: Site[]): void {
  if (isScalar(node)) {
    const source = sourceOf(node, text);
    if (isTemplate(source)) sites.push({ path, role, source });
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) collectSites(item, [...path, index], 'item', text, sites);
  } else if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      collectSites(key, [...path, name], 'key', text, sites);
      collectSites(value, [...path, name], 'value', text, sites);
    }
  }
}

function sourceOf({ range }: Scalar, text: string): string {
  return range ? text.slice(range[0], range[1]) : '';
}

/** How often something stands in a text that substitution looks at. */
function signs(text: string): number {
  return text.split(/\$\{|\$\$/).length;
}
