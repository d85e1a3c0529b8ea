import type { Path } from './place.ts';
import { isRecord, valueAt } from './record.ts';
import { secretByKey } from './secret-keys.ts';
import { replaceSecrets, secretShapeIn } from './secret-shapes.ts';
import { textOf } from './text-of.ts';

/** Names the keys whose values are no secrets, separated by commas. */
export const exemption = 'resedge.dev/not-secret';

/** Schemas of our own kinds, which say in patterns what a secret looks like. */
const schemas = new Set(['spec/rules', 'spec/valuesSchema']);

/** Where `kubectl apply` keeps all of an object, its values included. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** A text or a number in a document. */
interface Leaf {
  readonly text: string;
  /** What says what it is: its key, or the name beside it in a list such as `env`; empty in other lists. */
  readonly key: string;
  /** Good until the next leaf. */
  readonly path: Path;
  /** What is under the labels is a name, whatever its key is called. */
  readonly keysCount: boolean;
}

/** A text in a document that looks like a secret. */
export interface FoundSecret {
  /** With its article, such as `a password`. */
  readonly what: string;
  readonly key: string;
  readonly path: Path;
}

/** What looks like a secret in a document, by its form or by its key, and is not said to be none. */
export function findSecrets(document: unknown): FoundSecret[] {
  const found: FoundSecret[] = [];
  const isNone = exemptedIn(document);
  mapLeaves(document, (leaf, value) => {
    const what = secretShapeIn(leaf.text) ?? secretKeyOf(leaf);
    if (what !== undefined && !isNone(leaf.key)) found.push({ what, key: leaf.key, path: [...leaf.path] });
    return value;
  });
  return found;
}

/** Writes what stands for a secret. `place` is the same where it belongs to the same field, in whatever state. */
export type WriteSecret = (secret: string, place: string) => string;

/** Stands for a secret that is the same, or is there on one side alone. */
const unchanged = '***';

/** Goes through a state of something, and writes what is to be shown in place of its secrets. */
type Replace<S, T> = (state: S, write: WriteSecret) => T;

/**
 * Masks both states of something. Of what differs is said that it does, as `kubectl diff` says it; neither how long a
 * secret is nor anything made from it is told. `replace` goes through one state.
 */
export function maskBoth<S, T>(before: S, after: S, replace: Replace<S, T>): [before: T, after: T] {
  const [was, is] = [secretsByPlace(before, replace), secretsByPlace(after, replace)];
  const beside = (others: ReadonlyMap<string, ReadonlySet<string>>, word: string): WriteSecret => {
    return (secret, place) => ((others.get(place)?.has(secret) ?? true) ? unchanged : `${unchanged} (${word})`);
  };
  return [replace(before, beside(is, 'before')), replace(after, beside(was, 'after'))];
}

function secretsByPlace<S, T>(state: S, replace: Replace<S, T>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  replace(state, (secret, place) => {
    found.set(place, (found.get(place) ?? new Set()).add(secret));
    return unchanged;
  });
  return found;
}

/** An object with others in place of what nobody is to see: the values of a Secret, and what looks like a secret. */
export function replaceInObject(object: unknown, write: WriteSecret): unknown {
  const isNone = exemptedIn(object);
  const isHidden = hiddenIn(object);
  return mapLeaves(object, (leaf, value) => {
    const { text, key, path } = leaf;
    if (isHidden(leaf)) return write(text, placeIn(object, path));
    if (isNone(key)) return value;
    const shown = replaceSecrets(text, (secret) => write(secret, placeIn(object, path)));
    return shown === text ? value : shown;
  });
}

/** A text that is hidden as a whole, and where it is in its document. */
export interface HiddenText {
  readonly path: Path;
  /** See WriteSecret. */
  readonly place: string;
}

/** The texts of an object that nobody is to see. What has several lines, and a secret in one of them, is not among them. */
export function hiddenTexts(object: unknown): HiddenText[] {
  const found: HiddenText[] = [];
  const isNone = exemptedIn(object);
  const isHidden = hiddenIn(object);
  mapLeaves(object, (leaf, value) => {
    const { text, key, path } = leaf;
    const isOne = () => !text.includes('\n') && !isNone(key) && secretShapeIn(text) !== undefined;
    if (path.length > 0 && (isHidden(leaf) || isOne())) found.push({ path: [...path], place: placeIn(object, path) });
    return value;
  });
  return found;
}

/** Whether there is something at a path, or below it, that nobody is to see. */
export function isHiddenAt(object: unknown, path: Path): boolean {
  return hiddenTexts(object).some(({ path: hidden }) => path.every((step, at) => hidden[at] === step));
}

/** Judges what stands in an object by its place and its key. */
function hiddenIn(object: unknown): (leaf: Leaf) => boolean {
  const isNone = exemptedIn(object);
  const isValue = isRecord(object) && object['kind'] === 'Secret' ? isValueOfSecret : isSourceOfSecret;
  return (leaf) => isValue(leaf, object) || (!isNone(leaf.key) && secretKeyOf(leaf) !== undefined);
}

function isValueOfSecret({ path, key }: Leaf): boolean {
  return path[0] === 'data' || path[0] === 'stringData' || key === lastApplied;
}

/** What a kustomization makes a Secret of: the literals of a generator, and a patch for one that stands in it. */
function isSourceOfSecret({ path, key, text }: Leaf, object: unknown): boolean {
  const [list, , field] = path;
  if (list === 'secretGenerator') return field === 'literals';
  if (list !== 'patches' && list !== 'patchesStrategicMerge' && list !== 'patchesJson6902') return false;
  const isPatch = key === 'patch' || list === 'patchesStrategicMerge';
  const kind = valueAt(object, [...path.slice(0, 2), 'target', 'kind']);
  return isPatch && (kind === 'Secret' || secretKind.test(text));
}

/** What a text has in which credentials stand: a Secret, or a kubeconfig. */
export const secretKind = /\bkind["']?\s*:\s*["']?(?:Secret|Config)\b/;

function secretKeyOf({ key, text, keysCount }: Leaf): string | undefined {
  return keysCount ? secretByKey(key, text) : undefined;
}

/** The keys that an object says hold no secrets; the annotation that says so is none either. */
function exemptedIn(document: unknown): (key: string) => boolean {
  const metadata = isRecord(document) ? document['metadata'] : undefined;
  const annotations = isRecord(metadata) ? metadata['annotations'] : undefined;
  const keys = isRecord(annotations) ? annotations[exemption] : undefined;
  const exempted = new Set(typeof keys === 'string' ? keys.split(',').map((key) => key.trim()) : []);
  return (key) => key === exemption || exempted.has(key);
}

/** A document with each text and number replaced; what stays as it is is not copied. */
function mapLeaves(document: unknown, change: (leaf: Leaf, value: unknown) => unknown): unknown {
  const path: (string | number)[] = [];
  const isOurs = isRecord(document) && textOf(document['apiVersion']).startsWith('resedge.dev/');

  function visit(item: unknown, key: string, keysCount: boolean): unknown {
    if (typeof item === 'string' || typeof item === 'number' || typeof item === 'bigint')
      return change({ text: String(item), key, path, keysCount }, item);
    if (Array.isArray(item)) return visitList(item, keysCount);
    return isRecord(item) ? visitMap(item, keysCount) : item;
  }

  function visitList(list: readonly unknown[], keysCount: boolean): unknown {
    let changed: unknown[] | undefined;
    for (const [at, item] of list.entries()) {
      path.push(at);
      const child = visit(item, flagBefore(list, at), keysCount);
      path.pop();
      if (child === item) continue;
      changed ??= [...list];
      changed[at] = child;
    }
    return changed ?? list;
  }

  function visitMap(map: Readonly<Record<string, unknown>>, keysCount: boolean): unknown {
    let changed: Record<string, unknown> | undefined;
    for (const key in map) {
      if (isOurs && path.length === 1 && schemas.has(`${path[0]}/${key}`)) continue;
      path.push(key);
      const child = visit(map[key], key === 'value' ? nameOf(map) || key : key, keysCount && key !== 'labels');
      path.pop();
      if (child === map[key]) continue;
      changed ??= { ...map };
      Object.defineProperty(changed, key, { ...property, value: child });
    }
    return changed ?? map;
  }

  return visit(document, '', true);
}

/** A property of a plain object, whatever it is called. */
const property = { enumerable: true, writable: true, configurable: true } as const;

/** The option that an argument of a program belongs to, as in `["--password", "…"]`; empty if there is none. */
function flagBefore(list: readonly unknown[], at: number): string {
  const before = list[at - 1];
  return typeof before === 'string' && /^--?[\w-]+$/.test(before) ? before : '';
}

/** What an item of a list is called: its name, or the path that an operation of a patch is for; empty if it is not. */
function nameOf(item: unknown): string {
  if (!isRecord(item)) return '';
  const { name, path } = item;
  return typeof name === 'string' ? name : typeof path === 'string' ? path : '';
}

/** The field that a path leads to: items of lists are told apart by their names, since their numbers change. */
function placeIn(document: unknown, path: Path): string {
  let value = document;
  const steps = path.map((step) => {
    const isItem = Array.isArray(value);
    value = isItem || isRecord(value) ? Reflect.get(Object(value), step) : undefined;
    return isItem ? nameOf(value) : step;
  });
  return steps.join('/');
}
