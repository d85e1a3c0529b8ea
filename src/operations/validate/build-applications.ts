import { type ApplicationUnit, type UnitToBuild, unitsToBuild } from '../../admission/unit.ts';
import type { ApplicationVariant, Resolution } from '../../model/resolution.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetSources } from '../../state/fleet-sources.ts';
import { noProgress, type OnProgress } from '../../state/progress.ts';
import { openRenderer } from '../../state/renderer.ts';
import { renderUnits } from './render-units.ts';

/** Applications as Kustomize built them. */
export interface BuiltApplications {
  readonly units: readonly ApplicationUnit[];
  /** Why an application cannot be built. */
  readonly failed: ReadonlyMap<string, string>;
}

type InNamespace = UnitToBuild & { readonly variant: ApplicationVariant };

/** Builds some applications of a state; why they are not built where there is no Kustomize. */
export async function buildApplications(
  host: Host,
  sources: FleetSources,
  resolution: Resolution,
  isWanted: (unit: InNamespace) => boolean,
  progress: OnProgress = noProgress,
): Promise<BuiltApplications | string> {
  const renderer = await openRenderer(host, sources.repository, sources, resolution);
  if (!renderer) return 'manifests are not built: there is neither kustomize nor kubectl on the PATH';
  try {
    const wanted = unitsToBuild(resolution).filter(isInNamespace).filter(isWanted);
    const units: ApplicationUnit[] = [];
    const failed = new Map<string, string>();
    for (const { unit, rendered } of await renderUnits(renderer, wanted, progress)) {
      if (rendered.ok) units.push({ ...unit, objects: rendered.objects });
      else failed.set(unit.variant.application.name, `Kustomize cannot build it: ${rendered.message.split('\n')[0]}`);
    }
    return { units, failed };
  } finally {
    renderer.close();
  }
}

function isInNamespace(unit: UnitToBuild): unit is InNamespace {
  return unit.variant.kind === 'application';
}
