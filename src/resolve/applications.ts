import { ClusterSet } from '../model/cluster-set.ts';
import { by } from '../model/compare.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Application, Namespace } from '../model/kinds.ts';
import type {
  Agreement,
  ApplicationPlacement,
  ApplicationVariant,
  NamespacePlacement,
  Overlay,
} from '../model/resolution.ts';
import { overlayConflict } from '../model/rules/re404-overlay-conflict.ts';
import type { Selection } from '../select/selection.ts';
import { findConflicts } from './overlay-conflicts.ts';
import { findOverlays } from './overlays.ts';
import { ownValues } from './values.ts';
import { mergeShares, type Share, shareOut } from './variants.ts';
import { isVersion } from './versions.ts';
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
    const placement = byName.get(application.object.spec.namespace ?? '');
    const namespace = placement?.namespace;
    const overlays = overlaysOf(application.object.spec.path).filter(
      (overlay) => overlay.applications?.includes(application.name) ?? true,
    );
    const agreement = agree(application, namespace);
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

/** How far an application and the namespace that it names have agreed. */
export function agree(application: Item<Application>, namespace: Item<Namespace> | undefined): Agreement {
  const { namespace: named, requests } = application.object.spec;
  if (named === undefined) return requests === undefined ? 'unassigned' : 'pending';
  const spec = namespace?.object.spec;
  if (spec?.rejected?.some((request) => request.application === application.name)) return 'rejected';
  const admitted = spec?.applications?.some((name) => name === '*' || name === application.name) ?? false;
  return admitted ? 'placed' : 'pending';
}

function variantsOf(
  application: Item<Application>,
  namespace: Item<Namespace>,
  clusters: ClusterSet,
  overlays: readonly Overlay[],
  inventory: Inventory,
  findings: Finding[],
): ApplicationVariant[] {
  const shares = shareOut(clusters, overlays).map((share) => keepOneBase(share, application, inventory, findings));
  const variants: ApplicationVariant[] = [];
  const values = ownValues(application, application.object.spec.values);
  for (const [name, share] of mergeShares(shares, (overlay) => overlay.name)) {
    const first = share.parts[0];
    const base = first?.folder.kind === 'Kustomization' ? first.folder.folder : `${application.object.spec.path}/base`;
    variants.push({ application, namespace, name, clusters: share.clusters, base, overlays: share.parts, values });
    for (const conflict of findConflicts(share.parts)) {
      findings.push(conflictFinding(conflict.message, conflict.overlay, share.clusters, inventory));
    }
  }
  return variants.sort(by((variant) => variant.name));
}

/** Of the overlays that take the place of the base, the last in order wins; two that nothing decides between are RE404. */
function keepOneBase(
  share: Share<Overlay>,
  application: Item<Application>,
  inventory: Inventory,
  findings: Finding[],
): Share<Overlay> {
  const bases = share.parts.filter((overlay) => overlay.folder.kind === 'Kustomization');
  const components = share.parts.filter((overlay) => overlay.folder.kind === 'Component');
  const winner = bases.at(-1);
  const runnerUp = bases.at(-2);
  if (!winner) return share;
  if (runnerUp && runnerUp.priority === winner.priority && !areVersions(runnerUp, winner)) {
    const message = `overlays ${runnerUp.name} and ${winner.name} both take the place of the base of ${application.name}, with the same priority`;
    findings.push(conflictFinding(message, winner, share.clusters, inventory));
  }
  return { parts: [winner, ...components], clusters: share.clusters };
}

function conflictFinding(message: string, overlay: Overlay, clusters: ClusterSet, inventory: Inventory): Finding {
  return {
    rule: overlayConflict,
    message: `${message}, on ${listClusters(clusters, inventory)}`,
    hint: 'Give one of them a higher resedge.dev/priority, or make their resedge.dev/clusters select different clusters.',
    place: { file: overlay.folder.file, document: 0, path: ['metadata', 'name'] },
  };
}

function areVersions(a: Overlay, b: Overlay): boolean {
  return isVersion(a.name) && isVersion(b.name);
}
