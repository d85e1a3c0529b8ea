import type { ClusterSet } from '../model/cluster-set.ts';
import type { Path } from '../model/place.ts';
import { isRecord, toRecord, valueAt } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import { type Alike, askAlike, type LookUp, type Texts } from './ask-alike.ts';
import type { BuiltObject } from './built-object.ts';
import type { FleetVariables } from './fleet-variables.ts';
import { readManifest } from './read-manifest.ts';
import { type ReadSite, readSite } from './read-site.ts';
import type { Site } from './sites.ts';
import { compileTemplate, isTemplate, variableNames } from './substitute.ts';
import type { TemplateOf } from './templates.ts';
import type { Variables } from './variables.ts';

/** Something that is true of an object on some clusters: each of them once, ascending. */
export type Answer<T> = Alike<number, T>;

/** The clusters that get an object, and the variables that are replaced in it there. */
export interface Audience {
  readonly clusters: ClusterSet;
  /** The variables of namespace and application; undefined where Flux leaves variables alone. */
  readonly own: Variables | undefined;
  readonly variables: FleetVariables;
}

/** What a scalar becomes on some clusters. */
type Read = (site: Site) => ReadSite;

/**
 * Asks the same of an object on many clusters, once for all clusters on which the answer cannot differ: those with the
 * same texts of the variables that were looked at to give it. What is asked gets the object as the cluster does, with
 * variables replaced; a scalar that has no value there, or is no YAML any more, is left as it was written. An answer must
 * not hold parts of the object: what is read later is not known to have been looked at.
 */
export function askByCluster<T>(object: BuiltObject, audience: Audience, ask: (value: unknown) => T): Answer<T>[] {
  const { clusters, own, variables } = audience;
  if (!own || object.left !== undefined || !isTemplate(object.text)) return [{ value: ask(object.value), clusters }];
  return askAlike([...clusters], textsOf(variables), (lookUp) =>
    ask(objectOn(object, (name) => own.get(name) ?? lookUp(name), variables.templateOf)),
  );
}

function textsOf(variables: FleetVariables): Texts<number> {
  const idOf = (cluster: number, name: string) => variables.column(name)?.ids[cluster];
  return {
    idOf,
    textOf: (cluster, name) => variables.column(name)?.texts[idOf(cluster, name) ?? -1],
  };
}

/**
 * An object as a cluster gets it. Variables are looked up when somebody reads the scalar that they stand in; one that has
 * no value there, or is no YAML any more, is left as it was written.
 */
export function objectOn(object: BuiltObject, lookUp: LookUp, templateOf: TemplateOf): unknown {
  if (object.sites === undefined) return wholeOn(object, lookUp);
  const read: Read = (site) => readSite(site, lookUp, templateOf);
  const keys = object.sites.filter(({ role }) => role === 'key');
  if (keys.some((site) => changesMore(object.value, site, keys, read))) return wholeOn(object, lookUp);
  return valuesFirst(object.sites).reduce<unknown>(
    (value, site) => withSite(value, site.path, site, read),
    object.value,
  );
}

/** Whether a key that is replaced is more than another key: the same as one beside it, or no plain text. */
function changesMore(value: unknown, { path }: Site, keys: readonly Site[], read: Read): boolean {
  const before = path.slice(0, -1);
  const map = valueAt(value, before);
  const names = Object.keys(toRecord(map)).map((key) => {
    const here = JSON.stringify([...before, key]);
    const site = keys.find((one) => JSON.stringify(one.path) === here);
    return site ? readKey(site, read) : key;
  });
  return names.includes(undefined) || new Set(names).size < names.length;
}

/** The key that one becomes; as it is written where it has no value, undefined where that is no plain text. */
function readKey(site: Site, read: Read): string | undefined {
  const found = read(site);
  if (!found.ok) return String(site.path.at(-1));
  const text = textOf(found.value ?? '');
  return /^[\w./-]+$/.test(text) ? text : undefined;
}

/** What stands below a key is filled before the key becomes another one. */
function valuesFirst(sites: readonly Site[]): readonly Site[] {
  const keys = sites.filter(({ role }) => role === 'key').sort((a, b) => b.path.length - a.path.length);
  return keys.length === 0 ? sites : [...sites.filter(({ role }) => role !== 'key'), ...keys];
}

/** An expression goes over more than one scalar: only the whole text tells. */
function wholeOn({ text, value }: BuiltObject, lookUp: LookUp): unknown {
  const template = compileTemplate(text);
  if ('message' in template) return value;
  for (const name of variableNames(text).names) lookUp(name);
  const filled = template.fill(lookUp);
  const read = filled.ok ? readManifest(filled.text) : undefined;
  return read?.ok ? read.value : value;
}

/** A copy in which one scalar, or one key, is read with its variables replaced. */
function withSite(value: unknown, path: Path, site: Site, read: Read): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) {
    const copy: unknown[] = withDescriptors([], value);
    return put(copy, step, rest, site, read);
  }
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = withDescriptors({}, value);
  return put(copy, step, rest, site, read);
}

/** A copy that still looks its scalars up when they are read. */
function withDescriptors<T extends object>(empty: T, from: object): T {
  return Object.defineProperties(empty, Object.getOwnPropertyDescriptors(from));
}

function put<T extends object>(copy: T, step: string | number, rest: Path, site: Site, read: Read): T {
  const there = Object.getOwnPropertyDescriptor(copy, step);
  const below = there?.value;
  if (rest.length > 0) return define(copy, step, { value: withSite(below, rest, site, read), writable: true });
  if (site.role === 'key') {
    Reflect.deleteProperty(copy, step);
    return define(copy, readKey(site, read) ?? step, there ?? {});
  }
  let known: { readonly value: unknown } | undefined;
  return define(copy, step, {
    get() {
      known ??= { value: filled(site, below, read) };
      return known.value;
    },
  });
}

function define<T extends object>(copy: T, step: string | number, descriptor: PropertyDescriptor): T {
  return Object.defineProperty(copy, step, { ...descriptor, enumerable: true, configurable: true });
}

function filled(site: Site, written: unknown, read: Read): unknown {
  const found = read(site);
  return found.ok ? found.value : written;
}
