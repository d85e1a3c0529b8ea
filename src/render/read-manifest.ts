import { isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, parseDocument, type Scalar } from 'yaml';
import { type ExactScalar, readPlainExactly, readPlainScalar, type ScalarValue } from './plain-scalar.ts';

/** An object as the cluster gets it, or why it is not YAML any more. */
export type ReadManifest =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/** What cannot be turned into an object. */
class Unreadable extends Error {}

/**
 * Reads YAML as sigs.k8s.io/yaml does: by the rules of YAML 1.1, keys as text, the last of two equal keys. All numbers
 * are doubles, as JSON Schema judges them.
 */
export function readManifest(text: string): ReadManifest {
  return read(text, scalarValue);
}

/** Reads YAML as `readManifest` does, for whoever prints or compares it: whole numbers that a double cannot hold are bigints. */
export function readExactly(text: string): ReadManifest {
  return read(text, exactValue);
}

type ReadScalar = (node: Scalar) => ExactScalar;

function read(text: string, readScalar: ReadScalar): ReadManifest {
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) return { ok: false, message: error.message };
  try {
    return { ok: true, value: nodeValue(document.contents, readScalar) };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { ok: false, message: thrown.message };
    throw thrown;
  }
}

function nodeValue(node: Node | ParsedNode | null | unknown, readScalar: ReadScalar): unknown {
  if (node === null || node === undefined) return null;
  if (isScalar(node)) return readScalar(node);
  if (isSeq(node)) return node.items.map((item) => nodeValue(item, readScalar));
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): [string, unknown] => [keyText(key), nodeValue(value, readScalar)]);
    return Object.fromEntries(entries);
  }
  throw new Unreadable(isAlias(node) ? `unknown anchor "${node.source}"` : 'this is no YAML that Kubernetes takes');
}

/** What a scalar stands for, by its quotes, its tag and its text. */
export function scalarValue(node: Scalar): ScalarValue {
  return scalarBy(node, readPlainScalar);
}

function exactValue(node: Scalar): ExactScalar {
  return scalarBy(node, readPlainExactly);
}

function scalarBy<T extends ExactScalar>(node: Scalar, readPlain: (text: string) => T): T | string {
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
  const tag = node.tag?.replace(/^!!|^tag:yaml\.org,2002:/, '');
  const isPlain = node.type === 'PLAIN' || node.type === undefined;
  if (tag === 'str' || (!isPlain && tag === undefined)) return text;
  const value = readPlain(text);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Unreadable(`${text} is no number of JSON`);
  return value;
}

function keyText(key: unknown): string {
  const value = isScalar(key) ? exactValue(key) : undefined;
  if (value === undefined || value === null) throw new Unreadable('a key is no text');
  return String(value);
}
