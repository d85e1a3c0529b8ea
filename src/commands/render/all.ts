import { UsageError } from '../../model/errors.ts';
import { outputFolder, renderFleet } from '../../operations/render/render-fleet.ts';
import { openRenderedState } from '../../state/rendered-state.ts';
import { openRepository } from '../../state/repository.ts';
import { renderedFleetViews } from '../../views/rendered-fleet.ts';
import type { Context } from '../frame/context.ts';
import type { Outcome } from '../frame/outcome.ts';
import { withProgress } from '../frame/progress.ts';

/** Writes the manifests of all clusters: `render --all --output DIR`. */
export async function renderAll(context: Context, at: string | undefined, force: boolean): Promise<Outcome> {
  const { host, repo, note } = context;
  if (context.folder === undefined)
    throw new UsageError('--all needs a folder to write to', 'Such as: resedge render --all --output /tmp/rendered');
  const repository = await openRepository(host, repo);
  const folder = outputFolder(host, repository, context.folder, force);
  const rendered = await withProgress(context, async (progress) => {
    const state = await openRenderedState(host, repository, at, progress);
    try {
      if (state.errors > 0) note('The inventory has errors; what they stand in is missing here. See: resedge validate');
      return await renderFleet(host, state, folder, progress);
    } finally {
      state.renderer.close();
    }
  });
  context.print(renderedFleetViews, { ...rendered, folder: context.folder });
  return rendered.problems.size > 0 ? 'findings' : 'done';
}
