import type { Finding } from '../model/diagnostic.ts';
import type { Engine, EnginePart } from '../model/engine.ts';
import type { KustomizePatch } from '../model/kustomize.ts';
import { isPatched } from '../model/patch-target.ts';
import type { NamespacePlacement, NamespaceVariant } from '../model/resolution.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';

/**
 * Finds patches of policies that name an object which a namespace does not have (RE402): Kustomize refuses them. Said
 * once for each patch.
 */
export function checkPolicyTargets(engine: Engine, namespaces: readonly NamespacePlacement[]): Finding[] {
  const findings = new Map<KustomizePatch, Finding>();
  for (const variant of namespaces.flatMap(({ variants }) => variants)) {
    for (const finding of checkVariant(variant, engine.parts(variant)))
      if (!findings.has(finding.patch)) findings.set(finding.patch, finding.found);
  }
  return [...findings.values()];
}

function checkVariant(variant: NamespaceVariant, parts: readonly EnginePart[]) {
  const { folders } = variant;
  const patches = folders
    .filter(({ kind }) => kind === 'Component')
    .flatMap((folder) => folder.patches.filter(({ namesItself, merge }) => namesItself && merge));
  if (patches.length === 0) return [];
  const objects = [...parts, ...folders.flatMap((folder) => folder.objects)];
  const generates = folders.some(({ content }) => content['configMapGenerator'] ?? content['secretGenerator']);
  const isThere = (patch: KustomizePatch) =>
    objects.some((object) => isPatched(patch, object)) ||
    (generates && /^(ConfigMap|Secret)$/.test(patch.target.kind ?? ''));
  const { name } = variant.namespace;
  return patches
    .filter((patch) => !isThere(patch))
    .map((patch) => ({
      patch,
      found: {
        rule: kustomizationInvalid,
        message: `namespace ${name}${variant.name === 'base' ? '' : `, as variant ${variant.name},`} has no ${patch.target.kind}/${patch.target.name}, which this patch is for`,
        hint: `Give the patch a target, such as target: {kind: ${patch.target.kind}}: then it is for all that are there.`,
        place: patch.place,
      },
    }));
}
