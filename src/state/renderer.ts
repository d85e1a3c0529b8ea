import { generateBuild, generateCluster } from '../generate/generate.ts';
import { compareText } from '../model/compare.ts';
import type { SourceEntry } from '../model/documents.ts';
import type { GeneratedBuild } from '../model/generated.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import type { Resolution, Variant } from '../model/resolution.ts';
import type { Host } from '../ports/host.ts';
import type { Kustomize, Workspace } from '../ports/kustomize.ts';
import { type Rendered, readBuilt } from '../render/built-object.ts';
import type { FleetSources } from './fleet-sources.ts';
import { openRenderCache, type RenderCache } from './render-cache.ts';
import type { Repository } from './repository.ts';

/** Renders variants of one state of a fleet: Kustomize once for each; results are cached by content. */
export interface Renderer {
  /** The objects of a variant before substitution: of a namespace with those of its policies. */
  variant(variant: Variant): Promise<Rendered>;
  /** Flux's own objects on a cluster: what its file and its profile build. Nothing where it is retired. */
  delivery(cluster: number): Promise<Rendered>;
  /** Takes the temporary folder away. */
  close(): void;
}

/**
 * Opens a renderer for one state: the work tree, the index or a commit. Nothing on disk is needed, and nothing is run
 * before something is not in the cache. Undefined where there is no Kustomize on the PATH.
 */
export async function openRenderer(
  host: Host,
  repository: Repository,
  sources: FleetSources,
  resolution: Resolution,
): Promise<Renderer | undefined> {
  const kustomize = await host.kustomize();
  return kustomize && createRenderer({ host, repository, sources, resolution, kustomize });
}

interface State {
  readonly host: Host;
  readonly repository: Repository;
  readonly sources: FleetSources;
  readonly resolution: Resolution;
  readonly kustomize: Kustomize;
}

function createRenderer({ host, repository, sources, resolution, kustomize }: State): Renderer {
  const { inventory } = resolution;
  const manifests = sources.entries.filter(({ path }) => /^(apps|policies)\//.test(path));
  const index = indexFiles(manifests);
  const isClosed = !inventory.fleet.spec.allowRemoteBases;
  const cache: RenderCache | undefined = isClosed
    ? openRenderCache(host.fs, repository, kustomize.identity)
    : undefined;
  const rendered = new Map<string, Promise<Rendered>>();
  let workspace: Promise<Workspace> | undefined;

  async function openWorkspace(): Promise<Workspace> {
    const opened = await kustomize.open();
    const contents = await sources.tree.read(manifests.filter(({ problem }) => problem === undefined));
    opened.write(Array.from(contents, ([path, content]) => ({ path, content })));
    return opened;
  }

  async function build({ folder, files }: GeneratedBuild): Promise<Rendered> {
    workspace ??= openWorkspace();
    const opened = await workspace;
    opened.write(files().map(({ path, text }) => ({ path, content: text })));
    const built = await opened.build(folder);
    return built.ok ? { ok: true, objects: readBuilt(built.text) } : built;
  }

  async function buildOrRecall(key: string, generated: GeneratedBuild): Promise<Rendered> {
    const known = cache?.get(key);
    if (known) return { ok: true, objects: known };
    const made = await build(generated);
    if (made.ok) cache?.set(key, made.objects);
    return made;
  }

  function plan(variant: Variant): { key: string; generated: GeneratedBuild } {
    const generated = generateBuild(variant, resolution);
    return { generated, key: [generated.key, ...readBy(variant.folders, index)].join('\n') };
  }

  function render(variant: Variant): Promise<Rendered> {
    const { key, generated } = plan(variant);
    const made = rendered.get(key) ?? buildOrRecall(key, generated);
    rendered.set(key, made);
    return made;
  }

  return {
    variant: render,
    async delivery(cluster) {
      const generated = generateCluster(resolution, cluster, repository.prefix);
      return generated ? build(generated) : { ok: true, objects: [] };
    },
    close() {
      cache?.prune();
      workspace?.then(
        (opened) => opened.close(),
        () => {},
      );
    },
  };
}

interface FileIndex {
  readonly ids: ReadonlyMap<string, string>;
  /** The files directly in each folder. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

function indexFiles(entries: readonly SourceEntry[]): FileIndex {
  const folders = new Map<string, string[]>();
  for (const { path } of entries) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const inside = folders.get(folder);
    if (inside) inside.push(path);
    else folders.set(folder, [path]);
  }
  return { ids: new Map(entries.map(({ path, id }) => [path, id])), folders };
}

/** The files that folders load, and those beside their kustomizations, each with its id. */
function readBy(loaded: readonly KustomizeFolder[], { ids, folders }: FileIndex): string[] {
  const paths = new Set<string>();
  for (const file of loaded.flatMap((folder) => folder.files)) {
    paths.add(file);
    for (const beside of folders.get(file.slice(0, file.lastIndexOf('/'))) ?? []) paths.add(beside);
  }
  return [...paths].sort(compareText).map((path) => `${path} ${ids.get(path)}`);
}
