import { clusterFolder, formerFolders, layoutOf } from '../generate/layout.ts';
import type { Item } from '../model/inventory.ts';
import type { Cluster } from '../model/kinds.ts';
import type { ProfileNamespace, Resolution } from '../model/resolution.ts';
import { layersOf, timingOf } from '../resolve/timing.ts';
import { agreementOf } from './describe-agreement.ts';
import { capacityRows, quotaText } from './describe-capacity.ts';
import { dayIn, freezeRows, windowRows } from './describe-timing.ts';
import { type Describing, type Description, head } from './description.ts';

/** Everything that concerns a cluster. Looks at no other cluster. */
export function describeCluster(describing: Describing, index: number, cluster: Item<Cluster>): Description {
  const { resolution, originOf } = describing;
  const { inventory } = resolution;
  const { spec } = cluster.object;
  const layers = layersOf(inventory, resolution.groupsOf(index), cluster);
  const timing = timingOf(layers);
  const profile = resolution.profileOf(index);
  const namespaces = profile?.namespaces ?? [];
  const giverOf = new Map(layers.map(({ giver, item }) => [`${item.source.file} ${item.source.document}`, giver]));
  return {
    ...head('Cluster', cluster, describing),
    state: spec?.state ?? 'active',
    connectivity: spec?.connectivity ?? 'online',
    hold: spec?.hold
      ? {
          reason: spec.hold.reason,
          until: spec.hold.until ?? null,
          ended: isOver(spec.hold.until, describing, timing.timeZone?.value),
        }
      : null,
    ring: ringFacts(resolution, index),
    delivery: deliveryFacts(inventory.fleet.object.spec.delivery?.source ?? 'git'),
    timeZone: timing.timeZone
      ? { name: timing.timeZone.value, from: timing.timeZone.giver, ...originOf(timing.timeZone.place) }
      : null,
    profile: profile ? { name: profile.name, clusters: profile.clusters.count() } : null,
    generated: profile ? `${clusterFolder(layoutOf(inventory.fleet), cluster.name)}/kustomization.yaml` : null,
    formerNames: spec?.formerNames ?? [],
    formerPaths: profile ? formerFolders(inventory.fleet, cluster).map((folder) => `${folder}/kustomization.yaml`) : [],
    groups: groupRows(resolution, index, cluster),
    values: Array.from(resolution.valuesOf(index), ([key, { text, from }]) => ({
      key,
      value: text,
      from: giverOf.get(`${from.file} ${from.document}`) ?? null,
      ...originOf(from),
    })),
    capacity: capacityRows(
      spec?.capacity,
      spec?.reserved,
      namespaces.map(({ variant }) => variant.spec.quota),
    ),
    namespaces: namespaces.map(({ variant }) => ({
      namespace: variant.namespace.name,
      variant: variant.name,
      quota: quotaText(variant.spec.quota),
    })),
    applications: namespaces.flatMap(applicationRows),
    pending: pendingRows(resolution, index),
    windows: windowRows(timing.windows, describing),
    namespaceWindows: namespaces.flatMap(({ variant }) => namespaceWindows(variant)),
    freezes: freezeRows(timing.freezes, timing.timeZone?.value, describing),
  };
}

function isOver(until: string | undefined, { now }: Describing, timeZone: string | undefined): boolean {
  return until !== undefined && until < dayIn(timeZone, now);
}

/** `holdsBack`: whether windows, freezes and holds have an effect. */
function deliveryFacts(source: 'git' | 'oci') {
  return { source, holdsBack: source === 'oci' };
}

/** The ring of a cluster, and why it is in it. */
function ringFacts({ inventory: { rings }, ringOf }: Resolution, index: number) {
  const at = rings.findIndex(({ name }) => name === ringOf(index));
  const ring = rings[at];
  if (!ring) return null;
  const { order, clusters = 'all', percent = 100 } = ring.object.spec;
  const among = percent < 100 ? `, and a hash of its name puts it among the ${percent} %` : '';
  const reason =
    at === rings.length - 1 ? 'the last ring has all that the others leave' : `${clusters} selects it${among}`;
  return { name: ring.name, order, reason };
}

/** The groups of a cluster from shallow to deep, and how it comes to be in each. */
function groupRows({ groupsOf, inventory, select }: Resolution, index: number, { object }: Item<Cluster>) {
  const named = object.spec?.groups ?? [];
  const mine = new Set(groupsOf(index));
  const expressions = new Map(
    inventory.groups
      .filter(({ name }) => mine.has(name))
      .map((group) => [group.name, { ...group.source, text: group.object.spec?.clusters }]),
  );
  return groupsOf(index).map((group) => {
    const { text, ...source } = expressions.get(group) ?? { file: '', document: 0, text: undefined };
    const isSelected =
      text !== undefined && select(text, { ...source, path: ['spec', 'clusters'] }).clusters.has(index);
    const how = group === named[0] ? 'home' : named.includes(group) ? 'named' : isSelected ? 'expression' : 'above';
    return { group, how, expression: how === 'expression' ? (text ?? null) : null };
  });
}

function applicationRows({ variant, applications }: ProfileNamespace) {
  return applications.map(({ application, name, overlays }) => ({
    application: application.name,
    namespace: variant.namespace.name,
    variant: name,
    overlays: overlays.map((overlay) => overlay.name),
  }));
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
