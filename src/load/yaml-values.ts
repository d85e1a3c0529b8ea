import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { ParsedDocument } from '../model/documents.ts';
import { jsonPointer } from '../model/json-pointer.ts';

/** What is wrong with a document, at a range of characters of the file. */
export interface YamlProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly hint?: string;
}

type Values = Pick<ParsedDocument, 'value' | 'numbers'>;

const maxDepth = 256;
const maxExpanded = 1_000_000;
const plainTags = new Set([
  '!',
  ...['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
]);

/** The content of a document as plain data: aliases and merges (`<<`) expanded, or the first thing that is wrong. */
export function plainData(document: Document): { values: Values } | { problem: YamlProblem } {
  const converter = new Converter();
  const value = converter.convert(document.contents);
  if (converter.problem) return { problem: converter.problem };
  return { values: converter.hasNumbers ? { value, numbers: converter.numbers } : { value } };
}

class Converter {
  readonly numbers: Record<string, string> = {};
  hasNumbers = false;
  problem: YamlProblem | undefined;
  readonly #path: string[] = [];
  readonly #anchors = new Map<string, Node>();
  readonly #targets = new Map<Alias, Node>();
  readonly #open = new Set<unknown>();
  #expanding = 0;
  #outermost: Alias | undefined;
  #expanded = 0;

  convert(node: unknown): unknown {
    if (this.problem) return null;
    if (this.#path.length > maxDepth) return this.#fail(node, `this is nested more than ${maxDepth} levels deep`);
    if (isAlias(node)) return this.#throughAlias(node, (target) => this.convert(target));
    if (this.#expanding > 0) this.#expanded++;
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    if (node.anchor && this.#expanding === 0) this.#anchors.set(node.anchor, node);
    if (node.tag && !plainTags.has(node.tag)) return this.#fail(node, ...unknownTag(node.tag));
    if (isScalar(node)) return this.#scalar(node);
    this.#open.add(node);
    const value = isMap(node) ? this.#map(node) : node.items.map((item, index) => this.#child(String(index), item));
    this.#open.delete(node);
    return value;
  }

  #child(key: string, node: unknown): unknown {
    this.#path.push(key);
    const value = this.convert(node);
    this.#path.pop();
    return value;
  }

  #scalar({ value, source = '' }: Scalar): unknown {
    if (this.#expanding > 0) this.#expanded += source.length;
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    if (typeof value !== 'number' || !Number.isFinite(value)) return source;
    if (String(value) !== source) {
      this.hasNumbers = true;
      this.numbers[jsonPointer(this.#path)] = source;
    }
    return value === 0 ? 0 : value;
  }

  #map(node: YAMLMap): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    this.#fill(map, node, false);
    return map;
  }

  /** Puts the entries of a node into a map; those of a merge only if the map has none yet. */
  #fill(map: Record<string, unknown>, node: YAMLMap, merging: boolean): void {
    const merges: unknown[] = [];
    for (const { key, value } of node.items) {
      if (this.#expanding > 0) this.#expanded++;
      const name = this.#key(key, value);
      if (name === undefined || this.problem) return;
      if (isMergeKey(key)) {
        merges.push(value);
      } else if (!Object.hasOwn(map, name)) {
        assign(map, name, this.#child(name, value));
      } else if (!merging) {
        this.#fail(key, `the key ${JSON.stringify(name)} is there twice`, 'Keep one of the two.');
      }
    }
    for (const merge of merges) this.#merge(map, merge);
  }

  #merge(map: Record<string, unknown>, source: unknown): void {
    if (this.problem) return;
    if (isAlias(source)) this.#throughAlias(source, (target) => this.#merge(map, target));
    else if (isMap(source)) this.#fill(map, source, true);
    else if (isSeq(source)) for (const item of source.items) this.#merge(map, item);
    else this.#fail(source, 'only a map can be merged with <<', 'Write the name of an anchor, such as <<: *defaults.');
  }

  #key(key: unknown, value: unknown): string | undefined {
    const node = isAlias(key) ? this.#anchors.get(key.source) : key;
    if (!isScalar(node)) {
      this.#fail(key, 'a key must be text', 'If this is a value such as {{ name }}, put the whole of it in quotes.');
      return undefined;
    }
    if (node.anchor && this.#expanding === 0) this.#anchors.set(node.anchor, node);
    if (typeof node.value === 'string') return node.value;
    if (!node.source) this.#fail(isScalar(value) ? value : key, 'there is no key before this colon');
    return node.source;
  }

  /** Goes through what an alias stands for as if it were written there, within limits. */
  #throughAlias(alias: Alias, visit: (target: Node) => unknown): unknown {
    const target = this.#targets.get(alias) ?? this.#anchors.get(alias.source);
    if (!target) {
      return this.#fail(
        alias,
        `"*${alias.source}" stands for something named &${alias.source}, and nothing before it has that name`,
        'A text that begins with "*" has to be in quotes.',
      );
    }
    if (this.#open.has(target)) return this.#fail(alias, `"*${alias.source}" stands inside of what it stands for`);
    this.#targets.set(alias, target);
    if (this.#expanding === 0) this.#outermost = alias;
    if (this.#expanded > maxExpanded) {
      return this.#fail(
        this.#outermost,
        'the aliases of this document unfold to more than a million characters',
        'Write out what is meant, or use fewer aliases.',
      );
    }
    this.#expanding++;
    const value = visit(target);
    this.#expanding--;
    return value;
  }

  #fail(node: unknown, message: string, hint?: string): null {
    const [start = 0, end = start] = nodeRange(node) ?? [];
    this.problem ??= hint === undefined ? { start, end, message } : { start, end, message, hint };
    return null;
  }
}

function nodeRange(node: unknown): readonly number[] | null | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.source === '<<' && key.type === 'PLAIN';
}

function unknownTag(tag: string): [string, string] {
  const name = tag.replace('tag:yaml.org,2002:', '!!');
  return [
    `the tag ${name} is not supported`,
    name === '!!binary' ? 'Write the text itself, in quotes.' : 'Leave the tag out.',
  ];
}

/** A plain assignment of `__proto__` would change the object's prototype. */
function assign(map: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') map[name] = value;
  else Object.defineProperty(map, name, { value, writable: true, enumerable: true, configurable: true });
}
