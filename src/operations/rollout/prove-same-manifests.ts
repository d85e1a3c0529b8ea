import { countOf, someOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import type { ApplicationVariant } from '../../model/resolution.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { Renderer } from '../../state/renderer.ts';
import { placementOf } from '../overlay/review-overlay.ts';

/**
 * Builds applications in two states of a fleet with the same clusters, each pair of variants once. Throws UserError
 * if a cluster would run something else, or if it cannot be known; InvalidInventory if the later state has errors.
 */
export async function proveSameManifests(
  before: FleetState,
  after: FleetState,
  applications: readonly string[],
): Promise<void> {
  const [was, is] = [await before.resolution(), await after.valid()];
  const [old, now] = [await before.renderer(), await after.renderer()];
  if (!old || !now)
    throw new UserError(
      'without Kustomize it cannot be proven that no cluster changes',
      'Install kustomize 5.5 or later, or kubectl.',
    );
  for (const name of applications) {
    const variants = placementOf(is, name)?.variants ?? [];
    for (const variant of placementOf(was, name)?.variants ?? [])
      for (const other of variants) await proveSame(old, variant, now, other);
  }
}

async function proveSame(
  old: Renderer,
  before: ApplicationVariant,
  now: Renderer,
  after: ApplicationVariant,
): Promise<void> {
  const clusters = before.clusters.and(after.clusters);
  if (clusters.isEmpty()) return;
  const [was, is] = [await objectsOf(old, before), await objectsOf(now, after)];
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id));
  if (differing.length === 0) return;
  throw new UserError(
    `${countOf(clusters.count(), 'cluster')} with the variant ${before.name} of ${before.application.name} would run something else: ${someOf(differing)}`,
    'Another overlay, or the base itself, decides differently once this change is in the base. Mend that first.',
  );
}

async function objectsOf(renderer: Renderer, variant: ApplicationVariant): Promise<Map<string, string>> {
  const rendered = await renderer.variant(variant);
  if (!rendered.ok)
    throw new UserError(
      `Kustomize cannot build the variant ${variant.name} of ${variant.application.name}: ${rendered.message}`,
    );
  return new Map(
    rendered.objects.map(({ apiVersion, kind, namespace, name, text }) => [
      `${kind}/${name}${apiVersion.includes('/') ? ` (${apiVersion})` : ''}${namespace === '' ? '' : ` in ${namespace}`}`,
      text,
    ]),
  );
}
