import type { Finding } from '../../model/diagnostic.ts';
import type { Variant } from '../../model/resolution.ts';
import { kustomizationInvalid } from '../../model/rules/re402-kustomization-invalid.ts';
import { titleOf } from '../../model/unit.ts';

/** What Kustomize says of a variant that it refuses. */
export function buildFinding(variant: Variant, message: string): Finding {
  const { folders } = variant;
  const named = folders.findLast(({ folder }) => message.includes(folder)) ?? folders[0];
  const lines = message.split('\n').slice(0, 5).join('\n  ');
  const finding = {
    rule: kustomizationInvalid,
    message: `Kustomize cannot build variant ${variant.name} of ${titleOf(variant)}: ${lines}`,
    place: named ? { file: named.file } : variant.namespace.source,
  };
  return collides(variant, message) ? { ...finding, hint: apart(variant) } : finding;
}

/** What is apart in two namespaces is brought together by setNamespace. */
function collides({ kind, applied }: Variant, message: string): boolean {
  const sets = kind === 'application' && 'setNamespace' in applied.spec && applied.spec.setNamespace;
  return sets === true && /namespace transformation produces ID conflict/.test(message);
}

function apart({ applied, namespace }: Variant): string {
  return `setNamespace takes all into ${namespace.name}. Where each is to stay in its own namespace: resedge set application/${applied.name} setNamespace=false`;
}
