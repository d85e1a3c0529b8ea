import { toRecord } from '../model/record.ts';
import type { BuiltObject } from '../render/built-object.ts';

/** What Kustomize puts after the names of generated ConfigMaps and Secrets: hex digits, spelled so that they form no words. */
const hash = /-[2-9bcdfghkmt]{10}$/;

/** The name of a generated ConfigMap or Secret without its hash; of anything else, the name. */
export function stemOf({ kind, name }: Pick<BuiltObject, 'kind' | 'name'>): string {
  return kind === 'ConfigMap' || kind === 'Secret' ? name.replace(hash, '') : name;
}

/** Generated ConfigMaps and Secrets whose content, and with it their name, differs: what they were, by what they are. */
export function renamedByHash(
  before: readonly BuiltObject[],
  after: readonly BuiltObject[],
): ReadonlyMap<BuiltObject, BuiltObject> {
  const [were, are] = [before, after].map((objects) => new Set(objects.map(fullName)));
  const gone = new Map(
    before
      .filter((object) => isHashed(object) && !are?.has(fullName(object)))
      .map((object) => [stemName(object), object]),
  );
  const found = new Map<BuiltObject, BuiltObject>();
  for (const object of after) {
    if (!isHashed(object) || were?.has(fullName(object))) continue;
    const was = gone.get(stemName(object));
    gone.delete(stemName(object));
    if (was) found.set(object, was);
  }
  return found;
}

/** Objects as they were, with the names that generated ones have by now: in them, and wherever they are referred to. */
export function withNamesOf(
  renamed: ReadonlyMap<BuiltObject, BuiltObject>,
  before: readonly BuiltObject[],
): readonly BuiltObject[] {
  const names = new Map(Array.from(renamed, ([is, was]) => [was.name, is.name]));
  const now = new Map(Array.from(renamed, ([is, was]) => [was, is]));
  if (names.size === 0) return before;
  const anyOfThem = new RegExp(`(?<![\\w.-])(?:${[...names.keys()].join('|')})(?![\\w.-])`, 'g');
  return before.map((object) => {
    const text = object.text.replace(anyOfThem, (name) => names.get(name) ?? name);
    const is = now.get(object);
    if (!is) return text === object.text ? object : { ...object, text };
    const metadata = { ...toRecord(object.value['metadata']), name: is.name };
    return { ...object, text, name: is.name, value: { ...object.value, metadata } };
  });
}

function isHashed(object: BuiltObject): boolean {
  return stemOf(object) !== object.name;
}

function fullName({ apiVersion, kind, namespace, name }: BuiltObject): string {
  return [apiVersion, kind, namespace, name].join(' ');
}

function stemName(object: BuiltObject): string {
  return fullName({ ...object, name: stemOf(object) });
}
