import { UserError } from '../../model/errors.ts';
import { requireObject } from '../../operations/list/find-objects.ts';
import { type Choice, isChosen, type RenderedObject } from '../../operations/render/render-cluster.ts';
import { deliveredManifests, renderDelivered, unitsIn } from '../../operations/render/render-delivered.ts';
import { requireRenderer } from '../../operations/render/require-renderer.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { manifestViews } from '../../views/render.ts';
import type { Context } from '../frame/context.ts';
import type { Outcome } from '../frame/outcome.ts';

/** Prints what a cluster has: `render CLUSTER --delivered`. */
export async function showDelivered(
  context: Context,
  state: FleetState,
  { name, ...choice }: Choice & { readonly name: string },
): Promise<Outcome> {
  const renderer = await requireRenderer(state);
  const delivered = await deliveredManifests(state, name);
  if (!delivered) {
    await requireObject(state, 'Cluster', name);
    throw new UserError(`nothing was delivered to ${name} yet`, `What it is to get: resedge render ${name}`);
  }
  const isAll = choice.application === undefined && choice.namespace === undefined;
  if (!isAll && !unitsIn(delivered.cluster).some((unit) => isChosen(unit, choice))) throw notThere(name, choice);
  const { objects, problems } = await renderDelivered(renderer, delivered, choice);
  if (problems.length > 0) throw new UserError(`${name} refuses what it has:\n  ${problems.join('\n  ')}`);
  context.note(`as delivered by ${delivered.ref}`);
  noteEncrypted(context, objects);
  context.print(manifestViews, objects);
  return 'done';
}

/** Says how many objects nobody looked into. */
export function noteEncrypted({ note }: Context, objects: readonly RenderedObject[]): void {
  const encrypted = objects.filter((object) => object.encrypted).length;
  if (encrypted > 0) note(`${encrypted} encrypted by SOPS: left as they are, and not checked`);
}

function notThere(name: string, { application, namespace }: Choice): UserError {
  const what = application === undefined ? `namespace ${namespace}` : `application ${application}`;
  return new UserError(`${name} does not have ${what}`, `What it has: resedge render ${name} --delivered -o name`);
}
