import { placedIn, unitName, unitOf } from '../../src/model/unit.ts';
import type { BuiltObject } from '../../src/render/built-object.ts';
import { fillObject } from '../../src/render/fill-object.ts';
import { readManifest } from '../../src/render/read-manifest.ts';
import { type Variables, variablesOf } from '../../src/render/variables.ts';
import type { FleetState } from '../../src/state/fleet-state.ts';
import type { Renderer } from '../../src/state/renderer.ts';

/** What every cluster runs: the text of each namespace and each application in it, by cluster. */
export type Runs = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Renders a whole fleet, cluster by cluster. */
export async function renderAll(state: FleetState): Promise<Runs> {
  const resolution = await state.valid();
  const renderer = await state.renderer();
  if (!renderer) throw new Error('no Kustomize');
  const runs = new Map<string, Map<string, string>>();
  for (const index of resolution.active) {
    const units = new Map<string, string>();
    for (const placed of placedIn(resolution.profileOf(index) ?? { namespaces: [] })) {
      const built = await objects(renderer.variant(placed.variant));
      units.set(unitName(unitOf(placed.variant)), textOf(built, variablesOf(resolution, index, placed)));
    }
    runs.set(resolution.inventory.clusters[index]?.name ?? '', units);
  }
  state.close();
  return runs;
}

/** Every single change: `cluster namespace/application change`, sorted. Of clusters that are delivered to after. */
export function compareRuns(before: Runs, after: Runs): string[] {
  const lines: string[] = [];
  for (const [cluster, now] of after) {
    const was = before.get(cluster) ?? new Map<string, string>();
    for (const unit of new Set([...was.keys(), ...now.keys()])) {
      if (was.get(unit) === now.get(unit)) continue;
      const change = was.has(unit) ? (now.has(unit) ? 'changed' : 'removed') : 'added';
      lines.push(`${cluster} ${unit} ${change}`);
    }
  }
  return lines.sort();
}

async function objects(rendering: ReturnType<Renderer['variant']>) {
  const rendered = await rendering;
  if (rendered.ok) return rendered.objects;
  throw new Error(rendered.message);
}

function textOf(list: readonly BuiltObject[], variables: Variables | undefined): string {
  const texts = list.map((object) => {
    const filled = fillObject(object, variables);
    if (!filled.ok) return filled.message;
    const read = readManifest(filled.text);
    return read.ok ? JSON.stringify(read.value) : read.message;
  });
  return texts.sort().join('\n');
}
