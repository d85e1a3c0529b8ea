import { writtenObjects } from '../../edit/written-objects.ts';
import { isIntentFile } from '../../load/source-files.ts';
import { valueAt } from '../../model/record.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** Files and folders of a state that clusters, or who gets what, depend on. Paths count from the fleet root. */
export interface Participants {
  /** The inventory, and all that Kustomize loads for an application or a policy. */
  readonly files: ReadonlySet<string>;
  /** The folders that are built, whether they are there or not. */
  readonly folders: readonly string[];
}

/**
 * What of a state takes part in what is deployed. Files that nothing loads do not. Objects count as they are written,
 * since one whose folder is missing is not in the inventory.
 */
export async function participantsOf(state: FleetState): Promise<Participants> {
  const files = new Set(state.entries.map(({ path }) => path).filter(isIntentFile));
  const { resolution } = await state.evaluated();
  const manifests = resolution?.inventory.manifests;
  const folders: string[] = [];
  for (const { kind, value } of writtenObjects(state.intent)) {
    const path = valueAt(value, ['spec', 'path']);
    if (typeof path !== 'string') continue;
    if (kind !== 'Application') {
      folders.push(path);
      continue;
    }
    const overlays = manifests?.folders(`${path}/overlays`) ?? [];
    folders.push(`${path}/base`, ...overlays.map((name) => `${path}/overlays/${name}`));
  }
  for (const folder of folders) for (const file of manifests?.kustomization(folder)?.files ?? []) files.add(file);
  return { files, folders };
}
