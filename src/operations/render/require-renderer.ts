import { UserError } from '../../model/errors.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { Renderer } from '../../state/renderer.ts';

/** What renders a state. UserError if there is no Kustomize, InvalidInventory if resedge.yaml cannot be used. */
export async function requireRenderer(state: FleetState): Promise<Renderer> {
  const renderer = await state.renderer();
  if (renderer) return renderer;
  throw new UserError(
    'there is neither kustomize nor kubectl on the PATH, and manifests cannot be rendered without',
    'Install Kustomize 5.5 or later (https://kubectl.docs.kubernetes.io/installation/kustomize/), or kubectl 1.32 or later.',
  );
}
