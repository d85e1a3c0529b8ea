import { generateBuild, generateCluster } from '../generate/generate.ts';
import { compareText } from '../model/compare.ts';
import type { SourceEntry } from '../model/documents.ts';
import type { GeneratedBuild } from '../model/generated.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import type { Resolution, Variant } from '../model/resolution.ts';
import type { Workspace } from '../ports/kustomize.ts';
import { type Rendered, readBuilt } from '../render/built-object.ts';
import type { FleetState } from './fleet-state.ts';
import type { Builder } from './shared.ts';

/** Renders variants of one state of a fleet: Kustomize once for each; results are cached by content. */
export interface Renderer {
  /** What is rendered. */
  readonly resolution: Resolution;
  /** The objects of a variant before substitution: of a namespace with those of its policies. */
  variant(variant: Variant): Promise<Rendered>;
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
  { kustomize, cache: shared }: Builder,
): Renderer {
  const { inventory } = resolution;
  const manifests = entries.filter(({ path }) => /^(apps|policies)\//.test(path));
  const index = indexFiles(manifests);
  const isClosed = !inventory.fleet.spec.allowRemoteBases;
  const cache = isClosed ? shared : undefined;
  const rendered = new Map<string, Promise<Rendered>>();
  let workspace: Promise<Workspace> | undefined;

  async function openWorkspace(): Promise<Workspace> {
    const opened = await kustomize.open();
    const written = await contents(manifests.map(({ path }) => path));
    opened.write(Array.from(written, ([path, content]) => ({ path, content })));
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
    resolution,
    variant: render,
    async delivery(cluster) {
      const generated = generateCluster(resolution, cluster, repository.prefix);
      return generated ? build(generated) : { ok: true, objects: [] };
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
