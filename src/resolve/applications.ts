import { agreementOn } from '../model/agreement.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { by } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Application, Namespace } from '../model/kinds.ts';
import type { ApplicationPlacement, ApplicationVariant, NamespacePlacement, Overlay } from '../model/resolution.ts';
import { overlayConflict } from '../model/rules/re404-overlay-conflict.ts';
import type { Selection } from '../select/selection.ts';
import { findConflicts, type OverlayConflict } from './overlay-conflicts.ts';
import { findOverlays } from './overlays.ts';
import { ownValues } from './values.ts';
import { mergeShares, type Share, shareOut } from './variants.ts';
import { listClusters } from './wording.ts';

/** Places each application where its namespace is, if the two have agreed, and finds its variants. */
export function placeApplications(
  inventory: Inventory,
  selection: Selection,
  namespaces: readonly NamespacePlacement[],
): { applications: ApplicationPlacement[]; findings: Finding[] } {
  const byName = new Map(namespaces.map((placement) => [placement.namespace.name, placement]));
  const overlaysByPath = new Map<string, Overlay[]>();
  const findings: Finding[] = [];

  function overlaysOf(path: string): Overlay[] {
    const known = overlaysByPath.get(path);
    if (known) return known;
    const found = findOverlays(path, inventory, selection);
    findings.push(...found.findings, ...(inventory.manifests.kustomization(`${path}/base`)?.findings ?? []));
    overlaysByPath.set(path, found.overlays);
    return found.overlays;
  }

  const applications = inventory.applications.map((application): ApplicationPlacement => {
    const { namespace: named, requests } = application.spec;
    const wanted = byName.get(named ?? requests ?? '');
    const placement = named === undefined ? undefined : wanted;
    const namespace = placement?.namespace;
    const overlays = overlaysOf(application.spec.path).filter(
      (overlay) => overlay.applications?.includes(application.name) ?? true,
    );
    const agreement = agreementOn(application.name, application.spec, wanted?.namespace.spec);
    if (!placement || agreement !== 'placed') {
      return {
        application,
        agreement,
        namespace,
        overlays,
        clusters: ClusterSet.none(inventory.clusters.length),
        variants: [],
      };
    }
    const clusters = placement.clusters;
    const variants = variantsOf(application, placement.namespace, clusters, overlays, inventory, findings);
    return { application, agreement, namespace, overlays, clusters, variants };
  });
  return { applications, findings };
}

function variantsOf(
  application: Item<Application>,
  namespace: Item<Namespace>,
  clusters: ClusterSet,
  overlays: readonly Overlay[],
  inventory: Inventory,
  findings: Finding[],
): ApplicationVariant[] {
  const shares = shareOut(clusters, overlays);
  const objects = inventory.manifests.kustomization(`${application.spec.path}/base`)?.objects ?? [];
  findings.push(...findConflicts(shares, objects).map((conflict) => conflictFinding(conflict, inventory)));
  const values = ownValues(application, application.spec.values);
  const variants: ApplicationVariant[] = [];
  for (const [name, share] of mergeShares(shares.map(keepOneBase), (overlay) => overlay.name)) {
    const first = share.parts[0];
    const base = first?.folder.kind === 'Kustomization' ? first.folder.folder : `${application.spec.path}/base`;
    const baseFolder = inventory.manifests.kustomization(base);
    const components = share.parts.map(({ folder }) => folder).filter(({ kind }) => kind === 'Component');
    variants.push({
      kind: 'application',
      applied: application,
      application,
      namespace,
      name,
      clusters: share.clusters,
      base,
      overlays: share.parts,
      folders: [...(baseFolder ? [baseFolder] : []), ...components],
      values,
      substitutes: application.spec.substitute,
    });
  }
  return variants.sort(by((variant) => variant.name));
}

/** Of the overlays that take the place of the base, the last in order wins. */
function keepOneBase({ parts, clusters }: Share<Overlay>): Share<Overlay> {
  const winner = parts.findLast((overlay) => overlay.folder.kind === 'Kustomization');
  if (!winner) return { parts, clusters };
  return { parts: [winner, ...parts.filter((overlay) => overlay.folder.kind === 'Component')], clusters };
}

function conflictFinding({ message, hint, overlay, clusters }: OverlayConflict, inventory: Inventory): Finding {
  return {
    rule: overlayConflict,
    message: `${message}, on ${listClusters(clusters, inventory)}`,
    hint,
    place: { file: overlay.folder.file, document: 0, path: ['metadata', 'name'] },
  };
}
