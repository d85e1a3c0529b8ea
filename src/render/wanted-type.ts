import type { Path } from '../model/place.ts';
import { type CustomSchemas, type Wanted, wantedBySchema } from './custom-schemas.ts';
import { fieldLines, kindLines } from './string-fields.ts';

interface Table {
  readonly kinds: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The kind of an object, as it names it. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

const metadata = 'meta.v1.ObjectMeta';

let table: Table | undefined;

/**
 * What the API server makes of a value at a path of an object. Kubernetes' own kinds are known; of others what their
 * definitions say, if those are among the objects of the fleet.
 */
export function wantedAt({ apiVersion, kind }: Kind, path: Path, schemas: CustomSchemas): Wanted {
  table ??= readTable();
  const type = table.kinds.get(`${apiVersion} ${kind}`);
  if (type !== undefined) return isText(type, path, table) ? 'text' : 'other';
  const [first, ...rest] = path;
  if (first === 'apiVersion' || first === 'kind') return 'text';
  if (first === 'metadata') return isText(metadata, rest, table) ? 'text' : 'other';
  if (isVariableOfFlux(apiVersion, kind, path)) return 'text';
  const known = schemas.get(`${apiVersion} ${kind}`)?.map((schema) => wantedBySchema(schema, path)) ?? ['anything'];
  return strictest.find((wanted) => known.includes(wanted)) ?? 'other';
}

const strictest: readonly Wanted[] = ['text', 'text or nothing', 'anything'];

/** A map of texts, by Flux's own definition, which is seldom among the objects of a fleet. */
function isVariableOfFlux(apiVersion: string, kind: string, path: Path): boolean {
  const isKustomization = kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/');
  return isKustomization && path.length === 4 && path.join('/').startsWith('spec/postBuild/substitute/');
}

function isText(root: string, path: Path, { fields }: Table): boolean {
  let type = root;
  for (const step of path) {
    if (type.endsWith('[]') || type.endsWith('{}')) type = type.slice(0, -2);
    else type = fields.get(type)?.get(String(step)) ?? '';
  }
  return type === 's';
}

function readTable(): Table {
  const fields = new Map<string, ReadonlyMap<string, string>>();
  for (const [name, text] of textLines(fieldLines)) {
    const pairs = text.split(' ').map((field): [string, string] => splitAt(field, '='));
    fields.set(name, new Map(pairs));
  }
  return { kinds: new Map(textLines(kindLines)), fields };
}

function textLines(text: string): [string, string][] {
  return text
    .trim()
    .split('\n')
    .map((line) => splitAt(line, ': '));
}

function splitAt(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return [text.slice(0, at), text.slice(at + sign.length)];
}
