import { join } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { Variant } from '../../model/resolution.ts';
import { placedIn, titleOf } from '../../model/unit.ts';
import type { Host } from '../../ports/host.ts';
import type { BuiltObject } from '../../render/built-object.ts';
import { variableNames } from '../../render/substitute.ts';
import { rememberTemplates } from '../../render/templates.ts';
import { type Variables, variablesOf } from '../../render/variables.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { outputFolder } from '../../state/output-folder.ts';
import type { OnProgress } from '../../state/progress.ts';
import type { Renderer } from '../../state/renderer.ts';
import type { Repository } from '../../state/repository.ts';
import { fillBuilt, placedOn, type RenderedCluster } from './render-cluster.ts';
import { requireRenderer } from './require-renderer.ts';

/** What was written for a fleet, and what Flux would refuse. */
export interface RenderedFleet {
  /** Absolute. */
  readonly folder: string;
  readonly clusters: number;
  readonly objects: number;
  /** Each with the clusters that have it. */
  readonly problems: ReadonlyMap<string, readonly string[]>;
}

/** The folder that somebody named for rendered manifests, which holds nothing unless forced. */
export function emptyFolder(host: Host, repository: Repository, typed: string, force: boolean): string {
  const folder = outputFolder(host, repository, typed);
  if (!force && host.fs.list(folder).length > 0)
    throw new UserError(
      `there is something in ${typed} already`,
      'Name another folder, or give --force: files of the same names are replaced, all others stay.',
    );
  return folder;
}

/** Renders every cluster that is delivered to: a file with its manifests for each, named after it. */
export async function renderFleet(host: Host, state: FleetState, folder: string): Promise<RenderedFleet> {
  const { progress } = state;
  const renderer = await requireRenderer(state);
  const { resolution } = renderer;
  const { active, inventory } = resolution;
  const fills = await buildAll(renderer, progress);
  const problems = new Map<string, string[]>();
  const total = active.count();
  let clusters = 0;
  let objects = 0;
  for (const index of active) {
    const { name } = inventory.clusters[index] ?? { name: '' };
    const parts = placedOn(resolution, index).flatMap((placed) => {
      const fill = fills.get(placed.variant);
      return fill ? [fill(variablesOf(resolution, index, placed))] : [];
    });
    const texts = parts.flatMap(({ objects }) => objects.map(({ text }) => text));
    for (const problem of parts.flatMap((part) => part.problems)) {
      const known = problems.get(problem);
      if (known) known.push(name);
      else problems.set(problem, [name]);
    }
    host.fs.write(join(folder, `${name}.yaml`), texts.join('---\n'), folder);
    clusters += 1;
    objects += texts.length;
    progress(clusters, total, 'clusters rendered');
  }
  return { folder, clusters, objects, problems };
}

type Fill = (variables: Variables | undefined) => RenderedCluster;

/** Builds each variant once; the builds run at the same time. */
async function buildAll(renderer: Renderer, progress: OnProgress): Promise<Map<Variant, Fill>> {
  const variants = new Set(renderer.resolution.profiles.flatMap(placedIn).map(({ variant }) => variant));
  let done = 0;
  const fills = Array.from(variants, async (variant): Promise<[Variant, Fill]> => {
    const built = await renderer.variant(variant);
    progress(++done, variants.size, 'variants built');
    return [variant, built.ok ? remember(built.objects, variant) : () => failed(variant, built.message)];
  });
  return new Map(await Promise.all(fills));
}

function failed(variant: Variant, message: string): RenderedCluster {
  return { objects: [], problems: [`Kustomize cannot build ${titleOf(variant)}: ${message}`] };
}

/** At most this many results are kept for clusters with the same values. */
const mostKept = 100;

/** Replaces variables once for the same values. */
function remember(objects: readonly BuiltObject[], variant: Variant): Fill {
  const names = [...new Set(objects.flatMap(({ text }) => variableNames(text).names))];
  const known = new Map<string, RenderedCluster>();
  const built = { title: titleOf(variant), objects, templateOf: rememberTemplates() };
  return (variables) => {
    const key = JSON.stringify(names.map((name) => variables?.get(name) ?? null));
    const result = known.get(key) ?? fillBuilt(built, variables);
    if (known.size < mostKept) known.set(key, result);
    return result;
  };
}
