import { gunzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import { jsonIn, toList, toRecord, valueAt } from '../../src/model/record.ts';
import type { Kustomize } from '../../src/ports/kustomize.ts';
import type { Registry } from '../../src/ports/registry.ts';
import { substitute } from '../../src/render/substitute.ts';
import type { Manifest } from './cluster-agent.ts';

/** What a cluster gets from a registry that it starts from. */
export interface Pulled {
  /** What runs, by `Kind namespace/name`. */
  readonly objects: Readonly<Record<string, Manifest>>;
  /** The digests of the artifacts, its own first. */
  readonly digests: readonly string[];
  /** How many bytes are pulled for each digest. */
  readonly bytes: ReadonlyMap<string, number>;
}

/** Pulls what a cluster follows and all that it is pinned to, builds it and fills in variables, as Flux does. */
export async function pullAsFlux(registry: Registry, kustomize: Kustomize, cluster: string): Promise<Pulled> {
  const pulls: Artifact[] = [];
  const pull = async (repository: string, reference: string) => {
    const artifact = await pullArtifact(registry, repository, reference);
    pulls.push(artifact);
    return artifact;
  };
  const build = (artifact: Artifact, folder: string) => buildIn(kustomize, artifact, folder);
  const own = await build(await pull(`clusters/${cluster}`, 'live'), '.');
  const texts = { ...configMap(own) };
  const objects: Manifest[] = [];
  for (const set of own.filter((object) => isKustomization(object) && nameOf(object) !== 'fleet')) {
    const bundle = await pull(...pinOf(own, set));
    for (const unit of await build(bundle, pathOf(set)))
      objects.push(...filled(await build(bundle, pathOf(unit)), unit, texts));
  }
  return {
    objects: Object.fromEntries(objects.map((object) => [titleOf(object), object])),
    digests: pulls.map(({ digest }) => digest),
    bytes: new Map(pulls.map(({ digest, bytes }) => [digest, bytes])),
  };
}

const pin = /url: oci:\/\/\S+?\/(sets\/\S+)\n +ref:\n +digest: (\S+)/g;

/** The digests of all that a cluster gets, its own artifact first; nothing is built. Rejects where any of it is not there. */
export async function digestsAsFlux(registry: Registry, cluster: string): Promise<string[]> {
  const own = await pullArtifact(registry, `clusters/${cluster}`, 'live');
  const text = new TextDecoder().decode(own.files.get('cluster.yaml'));
  const pins = [...text.matchAll(pin)];
  const bundles = await Promise.all(pins.map(([, set = '', digest = '']) => pullArtifact(registry, set, digest)));
  return [own, ...bundles].map(({ digest }) => digest);
}

interface Artifact {
  readonly digest: string;
  readonly bytes: number;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** By tag the digest is looked for first. The first layer counts, whatever else there is. */
async function pullArtifact(registry: Registry, repository: string, reference: string): Promise<Artifact> {
  const digest = reference.startsWith('sha256:') ? reference : await registry.digest(repository, reference);
  const manifest = digest && (await registry.manifest(repository, digest));
  if (!manifest) throw new Error(`there is no ${repository}:${reference}`);
  const { layers } = toRecord(jsonIn(new TextDecoder().decode(manifest.bytes)));
  const layer = await registry.blob(repository, String(toRecord(toList(layers)[0])['digest']));
  if (!layer) throw new Error(`${repository}:${reference} is not whole`);
  const bytes = manifest.bytes.length + layer.bytes.length;
  return { digest: manifest.digest, bytes, files: untar(gunzipSync(layer.bytes)) };
}

/** The rules of Flux: files with relative names, and no links. */
export function untar(tar: Uint8Array): Map<string, Uint8Array> {
  const text = (from: number, length: number) =>
    Buffer.from(tar.subarray(from, from + length))
      .toString('utf8')
      .replace(/\0.*$/s, '');
  const files = new Map<string, Uint8Array>();
  for (let offset = 0; tar[offset] !== 0; ) {
    const [prefix, name, type] = [text(offset + 345, 155), text(offset, 100), text(offset + 156, 1)];
    const path = prefix === '' ? name : `${prefix}/${name}`;
    const size = Number.parseInt(text(offset + 124, 12), 8);
    if (type !== '0' || /^\/|\\|(^|\/)\.\.(\/|$)/.test(path)) throw new Error(`Flux refuses ${path}`);
    files.set(path, tar.subarray(offset + 512, offset + 512 + size));
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

async function buildIn(kustomize: Kustomize, { files }: Artifact, folder: string): Promise<Manifest[]> {
  const workspace = await kustomize.open();
  workspace.write(Array.from(files, ([path, content]) => ({ path: `artifact/${path}`, content })));
  const built = await workspace.build(folder === '.' ? 'artifact' : `artifact/${folder}`);
  workspace.close();
  if (!built.ok) throw new Error(`${folder}: ${built.message}`);
  return parseAllDocuments(built.text).map((document) => toRecord(document.toJS()));
}

function filled(objects: readonly Manifest[], unit: Manifest, texts: Readonly<Record<string, string>>): Manifest[] {
  const postBuild = valueAt(unit, ['spec', 'postBuild']);
  if (postBuild === undefined) return [...objects];
  const own = Object.entries(toRecord(toRecord(postBuild)['substitute'])).map(([name, value]) => [name, String(value)]);
  const variables = new Map<string, string>([...Object.entries(texts), ...(own as [string, string][])]);
  return objects.map((object) => {
    const done = substitute(JSON.stringify(object), variables);
    if (!done.ok) throw new Error(done.message);
    return toRecord(JSON.parse(done.text));
  });
}

function configMap(own: readonly Manifest[]): Readonly<Record<string, string>> {
  const found = own.find((object) => object['kind'] === 'ConfigMap' && nameOf(object) === 'resedge-cluster');
  return Object.fromEntries(Object.entries(toRecord(found?.['data'])).map(([name, value]) => [name, String(value)]));
}

/** The repository and the digest that the source of a Kustomization is pinned to. */
function pinOf(own: readonly Manifest[], set: Manifest): [string, string] {
  const source = valueAt(set, ['spec', 'sourceRef', 'name']);
  const found = own.find((object) => object['kind'] === 'OCIRepository' && nameOf(object) === source);
  const url = String(valueAt(found, ['spec', 'url']));
  return [url.slice(url.indexOf('/sets/') + 1), String(valueAt(found, ['spec', 'ref', 'digest']))];
}

function isKustomization({ apiVersion, kind }: Manifest): boolean {
  return String(apiVersion).startsWith('kustomize.toolkit.fluxcd.io/') && kind === 'Kustomization';
}

function nameOf({ metadata }: Manifest): string {
  return String(toRecord(metadata)['name']);
}

function pathOf({ spec }: Manifest): string {
  return String(toRecord(spec)['path']).replace(/^\.\//, '') || '.';
}

export function titleOf({ kind, metadata }: Manifest): string {
  const { namespace, name } = toRecord(metadata);
  return `${String(kind)} ${namespace === undefined ? '' : `${String(namespace)}/`}${String(name)}`;
}
