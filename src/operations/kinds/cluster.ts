import { agreementOf } from '../../explain/agreement.ts';
import { waysIntoGroups } from '../../explain/groups.ts';
import { ringOf } from '../../explain/rings.ts';
import { clusterFolder, formerFolders, layoutOf } from '../../generate/layout.ts';
import { at } from '../../model/at.ts';
import { leavingOf } from '../../model/cluster-delivery.ts';
import { deliveryOf } from '../../model/delivery.ts';
import type { Item } from '../../model/inventory.ts';
import type { Cluster, Fleet } from '../../model/kinds.ts';
import type { ProfileNamespace, Resolution } from '../../model/resolution.ts';
import { dayIn } from '../../model/time/zone-days.ts';
import { layersOf } from '../../resolve/layers.ts';
import { timingOf } from '../../resolve/timing.ts';
import type { Listed, Status, ToldKind } from './definition.ts';
import { capacityRows, quotaText } from './facts/capacity.ts';
import { type Describing, type Description, head } from './facts/description.ts';
import { freezeRows, windowRows } from './facts/timing.ts';

export const cluster: ToldKind = {
  isSelectable: true,
  status: clusterStatus,
  describe: (describing, index) =>
    describeCluster(describing, index, at(describing.resolution.inventory.clusters, index)),
};

/** Everything that concerns a cluster. Looks at no other cluster. */
function describeCluster(describing: Describing, index: number, cluster: Item<Cluster>): Description {
  const { resolution, originOf } = describing;
  const { inventory } = resolution;
  const { spec } = cluster;
  const layers = layersOf(inventory, resolution.groupsOf(index), cluster);
  const timing = timingOf(layers);
  const profile = resolution.profileOf(index);
  const namespaces = profile?.namespaces ?? [];
  const giverOf = new Map(layers.map(({ giver, item }) => [`${item.source.file} ${item.source.document}`, giver]));
  return {
    ...head(cluster, describing),
    state: spec.state,
    connectivity: spec.connectivity,
    hold: spec.hold
      ? {
          reason: spec.hold.reason,
          until: spec.hold.until ?? null,
          ended: isOver(spec.hold.until, describing, timing.timeZone?.value),
        }
      : null,
    ring: ringFacts(resolution, index),
    delivery: deliveryFacts(inventory.fleet),
    timeZone: timing.timeZone
      ? { name: timing.timeZone.value, from: timing.timeZone.giver, ...originOf(timing.timeZone.place) }
      : null,
    profile: profile ? { name: profile.name, clusters: profile.clusters.count() } : null,
    generated: profile ? `${clusterFolder(layoutOf(inventory.fleet), cluster.name)}/kustomization.yaml` : null,
    formerNames: spec.formerNames,
    formerPaths: profile ? formerFolders(inventory.fleet, cluster).map((folder) => `${folder}/kustomization.yaml`) : [],
    groups: groupRows(resolution, index, cluster),
    values: Array.from(resolution.valuesOf(index), ([key, { text, from }]) => ({
      key,
      value: text,
      from: giverOf.get(`${from.file} ${from.document}`) ?? null,
      ...originOf(from),
    })),
    capacity: capacityRows(resolution, index),
    namespaces: namespaces.map(({ variant }) => ({
      namespace: variant.namespace.name,
      variant: variant.name,
      quota: quotaText(variant.spec.quota),
    })),
    applications: namespaces.flatMap(applicationRows),
    pending: pendingRows(resolution, index),
    ...deliveredRows(describing, cluster.name),
    windows: windowRows(timing.windows, describing),
    namespaceWindows: namespaces.flatMap(({ variant }) => namespaceWindows(variant)),
    freezes: freezeRows(timing.freezes, timing.timeZone?.value, describing),
  };
}

function isOver(until: string | undefined, { now }: Describing, timeZone: string | undefined): boolean {
  return until !== undefined && until < dayIn(timeZone, now.getTime());
}

/** Every source holds back: who moves when is decided before anything is delivered. */
function deliveryFacts(fleet: Item<Fleet>) {
  return { source: deliveryOf(fleet).source, holdsBack: true };
}

function ringFacts(resolution: Resolution, index: number) {
  const found = ringOf(resolution, index);
  return found ? { name: found.ring.name, order: found.ring.spec.order, reason: found.reason } : null;
}

/** The groups of a cluster from shallow to deep, and how it comes to be in each. */
function groupRows(resolution: Resolution, index: number, cluster: Item<Cluster>) {
  return waysIntoGroups(resolution, index, cluster).map(({ group, how, expression }) => ({ group, how, expression }));
}

function applicationRows({ variant, applications }: ProfileNamespace) {
  return applications.map(({ application, name, overlays }) => ({
    application: application.name,
    namespace: variant.namespace.name,
    variant: name,
    overlays: overlays.map((overlay) => overlay.name),
  }));
}

/** What waits, why and until when; and what is there although it should not be any more. */
function deliveredRows({ deliveryTo, resolution: { inventory } }: Describing, cluster: string) {
  const delivery = deliveryTo(cluster);
  const known = (kind: 'applications' | 'namespaces', name: string) =>
    inventory[kind].some((item) => item.name === name);
  return {
    waits: (delivery?.waits ?? []).map(({ what, text }) => ({ what, reason: text })),
    stillThere: (delivery ? leavingOf(delivery) : []).map(({ namespace, application, variant }) => ({
      namespace,
      application: application ?? null,
      variant,
      state: (application === undefined ? known('namespaces', namespace) : known('applications', application))
        ? 'leaves'
        : 'no longer in the inventory',
    })),
  };
}

/** Applications that would be here, or elsewhere, if their namespace and they agreed. */
function pendingRows({ applications, namespaces, inventory }: Resolution, index: number) {
  const here = new Set(namespaces.filter(({ clusters }) => clusters.has(index)).map(({ namespace }) => namespace.name));
  return applications.flatMap((placement) => {
    const { wanted, state, reason } = agreementOf(placement, inventory);
    if (wanted === undefined || reason === null || !here.has(wanted)) return [];
    const missing = state === 'rejected' ? state : 'pending';
    return [{ application: placement.application.name, namespace: wanted, state: missing, reason }];
  });
}

function namespaceWindows({ namespace, spec }: ProfileNamespace['variant']) {
  return (spec.windows ?? []).map(({ schedule, duration }) => ({ namespace: namespace.name, schedule, duration }));
}

/** Values are put together when they are asked for: a table of 40,000 clusters shows none of them. */
function clusterStatus({ resolution, index, source }: Listed): Status {
  const profile = resolution.profileOf(index);
  return {
    groups: resolution.groupsOf(index),
    ring: resolution.ringOf(index) ?? null,
    timeZone: resolution.timeZoneOf(index) ?? null,
    get values() {
      const values = Array.from(resolution.valuesOf(index), ([key, value]) => [key, value.text]);
      return Object.fromEntries(values);
    },
    profile: profile?.name ?? null,
    namespaces: profile?.namespaces.map(({ variant }) => variant.namespace.name) ?? [],
    applications:
      profile?.namespaces.flatMap(({ applications }) => applications.map(({ application }) => application.name)) ?? [],
    source,
  };
}
