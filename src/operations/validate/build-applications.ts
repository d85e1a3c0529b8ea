import { type ApplicationUnit, type UnitToBuild, unitsToBuild } from '../../admission/unit.ts';
import type { ApplicationVariant, Resolution } from '../../model/resolution.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { renderUnits } from './render-units.ts';

/** Applications as Kustomize built them. */
export interface BuiltApplications {
  readonly units: readonly ApplicationUnit[];
  /** Why an application cannot be built. */
  readonly failed: ReadonlyMap<string, string>;
}

type InNamespace = UnitToBuild & { readonly variant: ApplicationVariant };

/** Builds some applications of what follows from the files of a state; why they are not built if there is no Kustomize. */
export async function buildApplications(
  state: FleetState,
  resolution: Resolution,
  isWanted: (unit: InNamespace) => boolean,
): Promise<BuiltApplications | string> {
  const renderer = await state.renderer(resolution);
  if (!renderer) return 'manifests are not built: there is neither kustomize nor kubectl on the PATH';
  const wanted = unitsToBuild(resolution).filter(isInNamespace).filter(isWanted);
  const units: ApplicationUnit[] = [];
  const failed = new Map<string, string>();
  for (const { unit, rendered } of await renderUnits(renderer, wanted, state.progress)) {
    if (rendered.ok) units.push({ ...unit, objects: rendered.objects });
    else failed.set(unit.variant.application.name, `Kustomize cannot build it: ${rendered.message.split('\n')[0]}`);
  }
  return { units, failed };
}

function isInNamespace(unit: UnitToBuild): unit is InNamespace {
  return unit.variant.kind === 'application';
}
