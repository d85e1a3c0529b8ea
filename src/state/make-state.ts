import { diagnose } from '../load/diagnose.ts';
import { createManifests } from '../load/kustomize-folders.ts';
import type { ParseCache } from '../load/parse-cache.ts';
import { allowsRemoteBases } from '../load/remote-bases.ts';
import { InvalidInventory } from '../model/errors.ts';
import type { Resolution } from '../model/resolution.ts';
import { type Evaluated, evaluate, toEvaluated } from './evaluate.ts';
import { withFetched } from './fetched-bases.ts';
import type { FleetState } from './fleet-state.ts';
import { judgeOwners } from './judge-owners.ts';
import { lazily } from './lazily.ts';
import { type Listing, withTexts } from './listing.ts';
import { readFiles } from './read-files.ts';
import { createRenderer, type Renderer } from './renderer.ts';
import type { Holder, Shared } from './shared.ts';

/** A state, with what only those need who keep it. */
export interface OpenedState extends Holder {
  readonly state: FleetState;
}

/** What a state is made from. */
interface Origin extends Pick<FleetState, 'at' | 'isCurrent'> {
  readonly listing: Listing;
  /** Whether its texts may never be written. */
  readonly isDraft: boolean;
}

/** Reads the files of a state. */
export async function makeState(shared: Shared, origin: Origin): Promise<OpenedState> {
  const { repository, schemas, progress, parseCache } = shared;
  const { listing, isDraft, at, isCurrent } = origin;
  const { entries } = listing;
  const { files, intent } = await readFiles(listing, isDraft ? draftsIn(parseCache) : parseCache, progress);
  const allowsRemote = allowsRemoteBases(intent);
  const texts = textsOf(listing, (read) => (allowsRemote ? withFetched(files, read, shared.fetch) : read));
  const evaluated = lazily(async () => {
    const parsed = new Map(files.map((file) => [file.path, file.parsed]));
    const manifests = createManifests({ entries, parsed: (path) => parsed.get(path), allowsRemote });
    const { resolution, findings } = await evaluate({ intent, manifests }, schemas, parseCache);
    const diagnostics = await texts.diagnose(findings);
    if (!isDraft) shared.save();
    return toEvaluated(resolution, diagnostics);
  });
  const answers = answersFrom(evaluated);
  const { renderer, release } = renderersOf(shared, { repository, entries, ...texts, ...answers });
  const state: FleetState = {
    ...{ repository, schemas, entries, files, intent, progress, at, isCurrent, renderer },
    ...texts,
    ...answers,
    owners: lazily(async () => judgeOwners(await answers.resolution(), renderer)),
    async with(changes, parsed) {
      const changed = withTexts(listing, changes);
      for (const { path, id } of parsed ? changed.entries : []) {
        const file = parsed?.get(path);
        if (file && !parseCache.get(id)) parseCache.setDraft(id, file);
      }
      return (await makeState(shared, { ...origin, listing: changed, isDraft: true })).state;
    },
    wasWritten: () => parseCache.keepDrafts(files.map(({ id }) => id)),
    close: shared.close,
  };
  return { state, release };
}

type ReadContents = FleetState['contents'];

/** `asDelivered`: reads files as clusters get them. */
function textsOf(
  { entries, read }: Listing,
  asDelivered: (read: ReadContents) => ReadContents,
): Pick<FleetState, 'contents' | 'texts' | 'diagnose'> {
  const contents = (wanted: Iterable<string>) => {
    const paths = new Set(wanted);
    return read(entries.filter(({ path, problem }) => paths.has(path) && problem === undefined));
  };
  return {
    contents: asDelivered(contents),
    async texts(wanted) {
      const paths = new Set(wanted);
      const found = await read(entries.filter(({ path }) => paths.has(path)));
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      return new Map(Array.from(found, ([path, content]) => [path, decoder.decode(content)]));
    },
    async diagnose(findings) {
      if (findings.length === 0) return [];
      const found = await contents(findings.map(({ place }) => place.file));
      return diagnose(findings, (file) => found.get(file));
    },
  };
}

function answersFrom(evaluated: () => Promise<Evaluated>): Pick<FleetState, 'evaluated' | 'resolution' | 'valid'> {
  return {
    evaluated,
    async resolution() {
      const { resolution, errors } = await evaluated();
      if (!resolution) throw new InvalidInventory(errors, 'resedge.yaml cannot be used');
      return resolution;
    },
    async valid() {
      const { resolution, errors } = await evaluated();
      if (errors.length > 0) throw new InvalidInventory(errors, 'the inventory has errors, so nothing was done');
      if (!resolution) throw new Error('no resolution, and no error that says why');
      return resolution;
    },
  };
}

/** One renderer for each resolution that somebody asked for. */
function renderersOf(
  shared: Shared,
  state: Pick<FleetState, 'repository' | 'entries' | 'contents' | 'resolution'>,
): Pick<FleetState, 'renderer'> & Holder {
  const renderers = new Map<Resolution, Promise<Renderer | undefined>>();
  const open = async (resolution: Resolution) => {
    const builder = await shared.builder();
    return builder && createRenderer(state, resolution, builder);
  };
  const holder: Holder = {
    release() {
      for (const renderer of renderers.values()) renderer.then((opened) => opened?.close());
      shared.holders.delete(holder);
    },
  };
  return {
    async renderer(given) {
      const resolution = given ?? (await state.resolution());
      const renderer = renderers.get(resolution) ?? open(resolution);
      renderers.set(resolution, renderer);
      shared.holders.add(holder);
      return renderer;
    },
    ...holder,
  };
}

/** Texts that may never be written are parsed, but not kept in the cache of the next run. */
function draftsIn(cache: ParseCache): Pick<ParseCache, 'get' | 'set'> {
  return { get: (id) => cache.get(id), set: (id, file) => cache.setDraft(id, file) };
}
