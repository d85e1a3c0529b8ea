import { UsageError } from '../../model/errors.ts';
import { emptyFolder, renderFleet } from '../../operations/render/render-fleet.ts';
import { requireRenderer } from '../../operations/render/require-renderer.ts';
import { renderedFleetViews } from '../../views/rendered-fleet.ts';
import type { Context } from '../frame/context.ts';
import { workingCopy } from '../frame/fleet.ts';
import type { Outcome } from '../frame/outcome.ts';

/** Writes the manifests of all clusters: `render --all --output DIR`. */
export async function renderAll(context: Context, at: string | undefined, force: boolean): Promise<Outcome> {
  const { host, note } = context;
  if (context.folder === undefined)
    throw new UsageError('--all needs a folder to write to', 'Such as: resedge render --all --output /tmp/rendered');
  const copy = await workingCopy(context);
  const folder = emptyFolder(host, copy.repository, context.folder, force);
  const state = await copy.open({ at });
  await requireRenderer(state);
  const { leftOut } = await state.evaluated();
  if (leftOut > 0) note('The inventory has errors; what they stand in is missing here. See: resedge validate');
  const rendered = await renderFleet(host, state, folder);
  context.print(renderedFleetViews, { ...rendered, folder: context.folder });
  return rendered.problems.size > 0 ? 'findings' : 'done';
}
