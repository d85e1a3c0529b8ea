import { contentFiles, type FileBytes } from '../generate/contents.ts';
import { copiesFolder } from '../generate/copies.ts';
import { loadedFiles } from '../generate/desired.ts';
import { generateBuild, generateCluster } from '../generate/generate.ts';
import { isFetched } from '../load/remote-bases.ts';
import { isNamespace } from '../model/cluster-scoped.ts';
import { isError } from '../model/diagnostic.ts';
import type { ContentBuild, GeneratedBuild } from '../model/generated.ts';
import { blobId } from '../model/hash.ts';
import type { Resolution, Variant } from '../model/resolution.ts';
import type { Workspace } from '../ports/kustomize.ts';
import { type BuiltObject, type Rendered, readBuilt } from '../render/built-object.ts';
import { Unfetched } from './fetched-bases.ts';
import type { FleetState } from './fleet-state.ts';
import type { Builder } from './shared.ts';

/** Renders variants of one state of a fleet: Kustomize once for each; results are cached by content. */
export interface Renderer {
  /** What is rendered. */
  readonly resolution: Resolution;
  /** The objects of a variant before substitution: of a namespace with those of its policies. */
  variant(variant: Variant): Promise<Rendered>;
  /** The objects of a content that was delivered, before substitution. `files`: all below its folder, with that in their paths. */
  content(folder: string, files: GeneratedBuild['files']): Promise<Rendered>;
  /** Flux's own objects on a cluster: what its file and its profile build. Nothing where it is retired. */
  delivery(cluster: number): Promise<Rendered>;
  /** Takes the temporary folder away. What is built afterwards makes another one. */
  close(): void;
}

/** What a renderer needs of a state. */
type RenderedFiles = Pick<FleetState, 'repository' | 'entries' | 'contents'>;

/**
 * Renders what follows from the files of a state: of the work tree, the index or a commit. Nothing on disk is needed,
 * and nothing is run before something is not in the cache.
 */
export function createRenderer(
  { repository, entries, contents }: RenderedFiles,
  resolution: Resolution,
  { kustomize, cache }: Builder,
): Renderer {
  const ids = new Map(entries.map(({ path, id }) => [path, id]));
  const bytes = new Map<string, Uint8Array>();
  const rendered = new Map<string, Promise<Rendered>>();
  let workspace: Promise<Workspace> | undefined;

  async function filesOf(paths: readonly string[]): Promise<FileBytes> {
    const missing = paths.filter((path) => !bytes.has(path));
    for (const [path, content] of await contents(missing)) bytes.set(path, content);
    return bytes;
  }

  async function build(folder: string, files: GeneratedBuild['files']): Promise<Rendered> {
    workspace ??= kustomize.open();
    const opened = await workspace;
    opened.write(files);
    const built = await opened.build(folder);
    return built.ok
      ? { ok: true, objects: readBuilt(built.text), dropped: [] }
      : { ok: false, message: withoutCopies(built.message, folder) };
  }

  async function buildVariant(variant: Variant, { made, copied }: ContentBuild): Promise<Rendered> {
    const known = await filesOf(copied);
    const there = { made, copied: copied.filter((path) => known.has(path)) };
    const folder = `${variant.kind}s/${variant.applied.name}/${variant.name}`;
    const files = contentFiles(there, known).map((file) => ({ ...file, path: `${folder}/${file.path}` }));
    return build(folder, files);
  }

  async function recallOr(key: string, make: () => Promise<Rendered>): Promise<Rendered> {
    const known = cache?.get(key);
    if (known) return { ok: true, objects: known, dropped: [] };
    const made = await make();
    if (made.ok) cache?.set(key, made.objects);
    return made;
  }

  async function renderContent(files: string, variant: Variant, content: ContentBuild): Promise<Rendered> {
    const fetched = content.copied.filter(isFetched);
    const texts = await filesOf(fetched);
    const key = fetched.length === 0 ? files : JSON.stringify([files, ...fetched.map((path) => textAt(texts, path))]);
    const made = await recallOr(key, () => buildVariant(variant, content));
    return made.ok ? asDelivered(variant, made.objects) : made;
  }

  function render(variant: Variant): Promise<Rendered> {
    const refused = refusedFolder(variant);
    if (refused) return Promise.resolve(refused);
    const { made: delivered, undropped, copied } = generateBuild(variant, resolution);
    const content = { made: undropped ?? delivered, copied };
    const key = keyOf(content, ids);
    const made = rendered.get(key) ?? renderContent(key, variant, content).catch(refusal);
    rendered.set(key, made);
    return made;
  }

  return {
    resolution,
    variant: render,
    content: (folder, files) => recallOr(deliveredKey(folder, files), () => build(folder, files)),
    async delivery(cluster) {
      const bytesOfAll = await filesOf(loadedFiles(resolution));
      const generated = generateCluster(resolution, cluster, repository.prefix, bytesOfAll);
      if (!generated) return { ok: true, objects: [], dropped: [] };
      const built: BuiltObject[] = [];
      for (const folder of generated.folders) {
        const part = await build(folder, generated.files);
        if (!part.ok) return part;
        built.push(...part.objects);
      }
      return { ok: true, objects: built, dropped: [] };
    },
    close() {
      workspace?.then(
        (opened) => opened.close(),
        () => {},
      );
      workspace = undefined;
    },
  };
}

/** What was refused is not built: it could be a URL, or grow without end. */
function refusedFolder({ folders }: Variant): Rendered | undefined {
  const error = folders.flatMap(({ findings }) => findings).find(isError);
  return error && { ok: false, message: error.message };
}

/** What clusters get of what was built with nothing dropped. */
function asDelivered({ kind }: Variant, objects: readonly BuiltObject[]): Rendered {
  const isDropped = (object: BuiltObject) => kind === 'application' && isNamespace(object);
  return {
    ok: true,
    objects: objects.filter((object) => !isDropped(object)),
    dropped: objects.filter(isDropped),
  };
}

function textAt(files: FileBytes, path: string): string {
  return new TextDecoder().decode(files.get(path));
}

/** What cannot be fetched cannot be built. */
function refusal(error: unknown): Rendered {
  if (error instanceof Unfetched) return { ok: false, message: error.message };
  throw error;
}

/** The same for the same files. */
function keyOf({ made, copied }: ContentBuild, ids: ReadonlyMap<string, string>): string {
  return JSON.stringify([...made, copied.map((path) => [path, ids.get(path)])]);
}

/** The same for files with the same bytes, wherever their folder lies. */
function deliveredKey(folder: string, files: GeneratedBuild['files']): string {
  const ids = files.map(({ path, content }) => [path.slice(folder.length), blobId(Buffer.from(content))]);
  return JSON.stringify(['delivered', ids]);
}

/** What Kustomize says names people's files by the paths that they have in the fleet. */
function withoutCopies(message: string, folder: string): string {
  return message.replaceAll(`${folder}/${copiesFolder}/`, '').replaceAll(`${copiesFolder}/`, '');
}
