import type { UnitToBuild } from '../../admission/unit.ts';
import type { Rendered } from '../../render/built-object.ts';
import { noProgress, type OnProgress } from '../../state/progress.ts';
import type { Renderer } from '../../state/renderer.ts';

/** Builds what units consist of, at the same time; the results are in the order of the units. */
export function renderUnits<U extends UnitToBuild>(
  renderer: Renderer,
  units: readonly U[],
  progress: OnProgress = noProgress,
): Promise<{ readonly unit: U; readonly rendered: Rendered }[]> {
  let done = 0;
  return Promise.all(
    units.map(async (unit) => {
      const rendered = await renderer.variant(unit.variant);
      progress(++done, units.length, 'variants built');
      return { unit, rendered };
    }),
  );
}
