import { isIntentFile } from '../../load/source-files.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** Files and folders of a state that clusters, or who gets what, depend on. Paths count from the fleet root. */
export interface Participants {
  /** The inventory, and all that Kustomize loads for an application or a policy. */
  readonly files: ReadonlySet<string>;
  /** The folders that are built, whether they are there or not. */
  readonly folders: readonly string[];
}

/** What of a state takes part in what is deployed. Files that nothing loads do not. */
export async function participantsOf(state: FleetState): Promise<Participants> {
  const files = new Set(state.entries.map(({ path }) => path).filter(isIntentFile));
  const { resolution } = await state.evaluated();
  if (!resolution) return { files, folders: [] };
  const { applications, policies, manifests } = resolution.inventory;
  const folders = [
    ...applications.flatMap(({ spec: { path } }) => [
      `${path}/base`,
      ...manifests.folders(`${path}/overlays`).map((name) => `${path}/overlays/${name}`),
    ]),
    ...policies.flatMap(({ spec: { path } }) => path ?? []),
  ];
  for (const folder of folders) for (const file of manifests.kustomization(folder)?.files ?? []) files.add(file);
  return { files, folders };
}
