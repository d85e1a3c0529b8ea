import { join } from 'node:path';
import type { AskedCluster } from '../../explain/application-objects.ts';
import { deliveryOfApplication, deliverySteps } from '../../explain/delivery.ts';
import type { AskedManifest } from '../../explain/object-names.ts';
import { explainObject, objectNamesOn } from '../../explain/objects.ts';
import { explainPlacement, type PlacementExplanation } from '../../explain/placement.ts';
import { decide, firstNo, type Step } from '../../explain/step.ts';
import { explainValue } from '../../explain/values.ts';
import { knownVariables, variableSources, variableUses } from '../../explain/variables.ts';
import type { ClusterDelivery, DeliveredUnit } from '../../model/cluster-delivery.ts';
import { UserError } from '../../model/errors.ts';
import type { Item } from '../../model/inventory.ts';
import type { Cluster } from '../../model/kinds.ts';
import { nearest } from '../../model/nearest.ts';
import type { ApplicationPlacement, Resolution } from '../../model/resolution.ts';
import type { Host } from '../../ports/host.ts';
import type { Repository } from '../../state/repository.ts';
import { createDescribing, type Describing } from '../kinds/facts/description.ts';

/** A step of an explanation, as it is shown. Fields are only ever added. */
export interface ToldStep {
  readonly step: string;
  readonly ok: boolean;
  readonly detail: string;
  /** Counted from the fleet root; null if nobody wrote it. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  /** 0, or one more than the step that it is a part of, which stands in front of it. */
  readonly depth: number;
  /** Whether the answer is no if this one is. */
  readonly decides: boolean;
}

/** The answer to a question about a cluster, with all steps that led to it. */
export interface Explanation {
  /** `application/till`, `value/region`, `Deployment/till` */
  readonly subject: string;
  readonly cluster: string;
  readonly placed: boolean;
  /** The first step because of which the answer is no: its place among the steps; null if it is yes. */
  readonly because: number | null;
  readonly reason: string;
  readonly steps: readonly ToldStep[];
}

/** Why an application is on a cluster, or is not. */
export interface ApplicationExplanation extends Explanation {
  readonly namespace: string | null;
  readonly variant: string | null;
  readonly overlays: readonly string[];
  readonly profile: string | null;
  /** What the cluster has of it; null: nothing, or nothing is known of it. */
  readonly delivered: ToldContent | null;
  /** Why and until when the cluster does not have what it should; null: nothing keeps it. */
  readonly waiting: string | null;
  /** What the manifests read; empty if the application is not there. */
  readonly variables: readonly ToldVariable[];
  /** Who refuses it if a variable is missing; for people alone. */
  readonly refusedBy: string;
}

/** A content of an application: its variant, and the folder that it lies in, counted from the fleet root. */
interface ToldContent {
  readonly variant: string;
  readonly folder: string;
}

interface ToldVariable {
  readonly name: string;
  /** Null if nothing sets it. */
  readonly value: string | null;
  /** Nothing sets it, and it has no default. */
  readonly missing: boolean;
  readonly file: string | null;
  readonly line: number | null;
}

/** Where a value of a cluster comes from: a step for each layer, the weakest first; `ok` is the one that wins. */
export interface ValueExplanation extends Explanation {
  readonly key: string;
  /** Null if no layer sets it. */
  readonly value: string | null;
}

/** A cluster that questions are asked about. */
interface Asked {
  readonly host: Host;
  readonly repository: Repository;
  readonly resolution: Resolution;
  readonly index: number;
  readonly cluster: Item<Cluster>;
}

/** Why an application is on a cluster, or is not, with lines and variables, and what the cluster has of it by now. */
export function tellPlacement(
  { host, repository, resolution, index, cluster }: Asked,
  placement: ApplicationPlacement,
  delivery?: ClusterDelivery,
): ApplicationExplanation {
  const describing = createDescribing(host, repository, resolution);
  const found = explainPlacement(resolution, placement, index, cluster);
  const variables = readVariables(host, repository.root, resolution, index, cluster, found);
  const { steps, ...delivered } = toldDelivery(found.application, delivery);
  return {
    ...told(`application/${found.application}`, { ...found, steps: [...found.steps, ...steps] }, describing),
    ...delivered,
    namespace: found.variant?.namespace.name ?? null,
    variant: found.variant?.name ?? null,
    overlays: found.variant?.overlays.map(({ name }) => name) ?? [],
    profile: found.variant ? (resolution.profileOf(index)?.name ?? null) : null,
    variables: variables.map(({ name, value, isMissing, place }) => ({
      name,
      value: value ?? null,
      missing: isMissing,
      ...(place ? describing.originOf(place) : { file: null, line: null }),
    })),
    refusedBy: resolution.engine.words.substitution,
  };
}

/** What a cluster has of an application that is not in the inventory any more; undefined: it does not have it. */
export function tellFormerPlacement(
  { host, repository, resolution, cluster }: Asked,
  application: string,
  delivery: ClusterDelivery | undefined,
): ApplicationExplanation | undefined {
  const { steps, ...delivered } = toldDelivery(application, delivery);
  if (!delivered.delivered) return undefined;
  const gone = decide('inventory', false, `application ${application} is no longer in the inventory`);
  const why = delivered.waiting ?? 'it leaves with the next deploy';
  const reason = `${cluster.name} still has ${application}, which is no longer in the inventory: ${why}`;
  const explained = { cluster: cluster.name, placed: false, steps: [gone, ...steps], reason };
  return {
    ...told(`application/${application}`, explained, createDescribing(host, repository, resolution)),
    ...delivered,
    namespace: delivery?.has.find((unit) => unit.application === application)?.namespace ?? null,
    variant: null,
    overlays: [],
    profile: null,
    variables: [],
    refusedBy: resolution.engine.words.substitution,
  };
}

function toldDelivery(application: string, delivery: ClusterDelivery | undefined) {
  const found = delivery && deliveryOfApplication(application, delivery);
  return {
    steps: found ? deliverySteps(found) : [],
    delivered: found?.has ? toldContent(found.has) : null,
    waiting: found?.wait ?? null,
  };
}

function toldContent({ variant, content }: DeliveredUnit): ToldContent {
  return { variant, folder: content };
}

/** Where an object on a cluster comes from. Throws UserError if nothing brings it there. */
export function tellObject(on: Asked & AskedCluster, asked: AskedManifest): Explanation {
  const { host, repository, resolution, index, cluster } = on;
  const found = explainObject(on, asked);
  if (!found) throw notThere(asked, cluster.name, objectNamesOn(resolution, index, cluster));
  return told(found.object, found, createDescribing(host, repository, resolution));
}

function notThere({ kind, name: asked }: AskedManifest, cluster: string, names: readonly string[]): UserError {
  const object = `${kind}/${asked}`;
  const near = nearest(object, names);
  const alike = [...new Set(names.filter((name) => name.toLowerCase().startsWith(`${kind.toLowerCase()}/`)))].sort();
  const others = alike.length > 0 ? `There are ${alike.slice(0, 10).join(', ')}.` : undefined;
  const look = `What runs there: resedge get placements --cluster ${cluster}`;
  return new UserError(`nothing brings ${object} to ${cluster}`, near ? `Did you mean ${near}?` : (others ?? look));
}

/** Who sets a value of a cluster. */
export function tellValue({ host, repository, resolution, index, cluster }: Asked, key: string): ValueExplanation {
  const describing = createDescribing(host, repository, resolution);
  const layers = explainValue(resolution, key, index, cluster);
  const winner = layers.find(({ wins }) => wins);
  const steps = layers.map(({ layer, value, wins, isUndecided, place }): Step => {
    const lost = isUndecided ? 'undecided: RE407' : 'overridden';
    const detail = value === undefined ? 'not set' : wins ? value : `${value} (${lost})`;
    return { step: layer, ok: wins, detail, place, depth: 0, decides: false };
  });
  const reason = winner
    ? `${key} is ${JSON.stringify(winner.value)} on ${cluster.name}, from ${winner.layer}`
    : `nothing sets ${key} on ${cluster.name}`;
  const explained = { cluster: cluster.name, placed: winner !== undefined, steps, reason };
  return { ...told(`value/${key}`, explained, describing), key, value: winner?.value ?? null };
}

interface Explained {
  readonly cluster: string;
  readonly placed: boolean;
  readonly steps: readonly Step[];
  readonly reason: string;
}

function told(subject: string, { cluster, placed, steps, reason }: Explained, { originOf }: Describing): Explanation {
  const no = firstNo(steps);
  return {
    subject,
    cluster,
    placed,
    because: no && !placed ? steps.indexOf(no) : null,
    reason,
    steps: steps.map(({ step, ok, detail, place, depth, decides }) => {
      const origin = place ? originOf(place) : { file: null, line: null };
      return { step, ok, detail, ...origin, depth, decides };
    }),
  };
}

function readVariables(
  { fs }: Host,
  root: string,
  resolution: Resolution,
  index: number,
  cluster: Item<Cluster>,
  { variant }: PlacementExplanation,
) {
  const entry = resolution.profileOf(index)?.namespaces.find((one) => one.variant.namespace === variant?.namespace);
  if (!variant || !entry) return [];
  const { texts, files } = variableSources(variant, resolution.inventory.manifests);
  const loaded = files.map((file) => new TextDecoder().decode(fs.read(join(root, file))));
  return variableUses(
    [...texts, ...loaded],
    knownVariables(resolution, index, cluster, { variant, home: entry.variant }),
  );
}
