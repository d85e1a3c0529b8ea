import { isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, parseDocument, type Scalar } from 'yaml';
import { readPlainScalar, type ScalarValue } from './plain-scalar.ts';

/** An object as the cluster gets it, or why it is not YAML any more. */
export type ReadManifest =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/** What cannot be turned into an object. */
class Unreadable extends Error {}

/** Reads YAML as sigs.k8s.io/yaml does: by the rules of YAML 1.1, keys as text, the last of two equal keys. */
export function readManifest(text: string): ReadManifest {
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) return { ok: false, message: error.message };
  try {
    return { ok: true, value: nodeValue(document.contents) };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { ok: false, message: thrown.message };
    throw thrown;
  }
}

function nodeValue(node: Node | ParsedNode | null | unknown): unknown {
  if (node === null || node === undefined) return null;
  if (isScalar(node)) return scalarValue(node);
  if (isSeq(node)) return node.items.map(nodeValue);
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): [string, unknown] => [keyText(key), nodeValue(value)]);
    return Object.fromEntries(entries);
  }
  throw new Unreadable(isAlias(node) ? `unknown anchor "${node.source}"` : 'this is no YAML that Kubernetes takes');
}

/** What a scalar stands for, by its quotes, its tag and its text. */
export function scalarValue(node: Scalar): ScalarValue {
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
  const tag = node.tag?.replace(/^!!|^tag:yaml\.org,2002:/, '');
  const isPlain = node.type === 'PLAIN' || node.type === undefined;
  if (tag === 'str' || (!isPlain && tag === undefined)) return text;
  const value = readPlainScalar(text);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Unreadable(`${text} is no number of JSON`);
  return value;
}

function keyText(key: unknown): string {
  const value = isScalar(key) ? scalarValue(key) : undefined;
  if (value === undefined || value === null) throw new Unreadable('a key is no text');
  return String(value);
}
