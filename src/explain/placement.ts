import { refusalOf, requested } from '../model/agreement.ts';
import { at } from '../model/at.ts';
import { grouped } from '../model/counts.ts';
import type { Item } from '../model/inventory.ts';
import type { Application, Cluster, Namespace } from '../model/kinds.ts';
import type { Path } from '../model/place.ts';
import type { ApplicationPlacement, ApplicationVariant, Resolution } from '../model/resolution.ts';
import { rejectionOf } from './agreement.ts';
import { culprit, expressionSteps } from './expression-steps.ts';
import { overlaySteps } from './overlays.ts';
import { ringSteps } from './rings.ts';
import { decide, firstNo, type Step, tell } from './step.ts';

/** Why an application is on a cluster, or is not. */
export interface PlacementExplanation {
  readonly application: string;
  readonly cluster: string;
  readonly placed: boolean;
  /** What the cluster has; undefined if it does not have the application. */
  readonly variant: ApplicationVariant | undefined;
  readonly steps: readonly Step[];
  /** All of it in one sentence, without a full stop. */
  readonly reason: string;
}

/** Follows an application on its way to a cluster, from the inventory to its overlays. */
export function explainPlacement(
  resolution: Resolution,
  placement: ApplicationPlacement,
  index: number,
  cluster: Item<Cluster>,
): PlacementExplanation {
  const { application } = placement;
  const variant = placement.variants.find(({ clusters }) => clusters.has(index));
  const { namespace, requests } = application.spec;
  const wanted = resolution.inventory.namespaces.find(({ name }) => name === (namespace ?? requests));
  const selection = wanted ? selectionSteps(resolution, index, wanted) : [];
  const way = [
    stateStep(cluster),
    holdStep(cluster),
    namespaceStep(application, wanted),
    ...requestStep(application, resolution),
    ...(wanted ? [admissionStep(application, wanted), ...proposalStep(wanted)] : []),
    ...selection,
  ];
  const placed = variant !== undefined;
  const steps = variant
    ? [
        ...way,
        ...overrideSteps(resolution, index, variant.namespace),
        ...ringSteps(resolution, index),
        ...overlaySteps(resolution, index, placement, variant),
        variantStep(variant, resolution),
        ...variablesStep(variant),
      ]
    : way;
  const names = { application: application.name, cluster: cluster.name };
  const reason = variant ? whyYes(variant, cluster) : whyNo(names, way, selection);
  return { ...names, placed, variant, steps, reason };
}

function stateStep({ object, source }: Item<Cluster>): Step {
  const state = object.spec?.state;
  const place = { ...source, path: state === undefined ? ['metadata', 'name'] : ['spec', 'state'] };
  return decide('state', state !== 'retired', state === 'retired' ? 'the cluster is retired' : 'active', place);
}

function holdStep({ spec: { hold }, source }: Item<Cluster>): Step {
  if (!hold) return tell('hold', true, 'none');
  const until = hold.until === undefined ? '' : ` until ${hold.until}`;
  return tell('hold', false, `the cluster is held${until}: ${hold.reason}`, { ...source, path: ['spec', 'hold'] });
}

function namespaceStep({ spec, source }: Item<Application>, wanted: Item<Namespace> | undefined): Step {
  const { namespace, requests } = spec;
  const at = (field: string) => ({ ...source, path: ['spec', field] });
  if (namespace !== undefined) {
    if (wanted) return decide('namespace', true, `it names ${namespace}`, at('namespace'));
    return decide('namespace', false, `it names ${namespace}, which has errors`, at('namespace'));
  }
  if (requests !== undefined)
    return decide('namespace', false, `it names no namespace, and asks for ${requests}`, at('requests'));
  return decide('namespace', false, 'it names no namespace', { ...source, path: ['metadata', 'name'] });
}

/** An application that has a namespace and asks for another one. */
function requestStep({ name, spec, source }: Item<Application>, { inventory }: Resolution): Step[] {
  const requests = requested(spec);
  if (spec.namespace === undefined || requests === undefined) return [];
  const place = { ...source, path: ['spec', 'requests'] };
  const refusal = rejectionOf(name, requests, inventory);
  const isOpen = inventory.namespaces.some((one) => one.name === requests && one.spec.proposed);
  const state = isOpen ? 'is only proposed' : 'has not approved that';
  const why = refusal === undefined ? state : `turned it down: ${refusal}`;
  return [tell('request', false, `it asks to move to ${requests}, which ${why}`, place)];
}

/** Said only of a namespace that nobody has decided on. */
function proposalStep({ name, spec, source }: Item<Namespace>): Step[] {
  if (!spec.proposed) return [];
  const place = { ...source, path: ['spec', 'proposed'] };
  return [decide('proposal', false, `${name} is only proposed, and on no cluster until it is approved`, place)];
}

function admissionStep({ name }: Item<Application>, namespace: Item<Namespace>): Step {
  const { applications } = namespace.spec;
  const within = (path: Path) => ({ ...namespace.source, path: ['spec', ...path] });
  const refused = refusalOf(namespace.spec, name);
  if (refused) {
    const { index, refusal } = refused;
    const why = `${namespace.name} turned it down: ${refusal.reason}`;
    return decide('admission', false, why, within(['rejected', index]));
  }
  const admitted = applications.indexOf(name);
  if (admitted >= 0)
    return decide('admission', true, `${namespace.name} admits it`, within(['applications', admitted]));
  const all = applications.indexOf('*');
  if (all >= 0)
    return decide('admission', true, `${namespace.name} admits all that ask`, within(['applications', all]));
  return decide('admission', false, `${namespace.name} does not admit it`, within(['applications']));
}

function selectionSteps(resolution: Resolution, index: number, { name, spec, source }: Item<Namespace>): Step[] {
  const place = { ...source, path: ['spec', 'clusters'] };
  const selects = resolution.select(spec.proposed ? spec.clusters : `/n/${name}`, place).clusters.has(index);
  const asked = { step: 'expression', text: spec.clusters, place, depth: 0, decides: true, selects };
  return expressionSteps(resolution, index, asked, [`namespace ${name}`]);
}

/** What the namespace changes for some of its clusters. */
function overrideSteps(resolution: Resolution, index: number, { spec, source }: Item<Namespace>): Step[] {
  return spec.overrides.flatMap(({ name, clusters: text }, number) => {
    const place = { ...source, path: ['spec', 'overrides', number, 'clusters'] };
    const steps = expressionSteps(resolution, index, { step: 'expression', text, place, depth: 1, decides: false });
    const { ok } = at(steps, 0);
    return [tell('override', ok, ok ? `${name} applies` : `${name} does not apply`, place), ...steps];
  });
}

function variantStep({ name, base, clusters }: ApplicationVariant, { inventory }: Resolution): Step {
  const count = clusters.count();
  const others = count === 1 ? 'this cluster alone has it' : `${grouped(count)} clusters have it`;
  const file = inventory.manifests.kustomization(base)?.file;
  return tell('variant', true, `${name}, made from ${base}; ${others}`, file === undefined ? undefined : { file });
}

/** Said only if variables are left alone. */
function variablesStep(variant: ApplicationVariant): Step[] {
  if (variant.substitutes) return [];
  const { source } = variant.application;
  return [tell('variables', false, 'they are left alone', { ...source, path: ['spec', 'substitute'] })];
}

function whyYes({ application, namespace, name }: ApplicationVariant, { name: on, spec }: Item<Cluster>): string {
  const held = spec.hold ? ', but the cluster is held and keeps what it has' : '';
  return `${application.name} is on ${on}, in namespace ${namespace.name} as variant ${name}${held}`;
}

function whyNo(
  { application, cluster }: { readonly application: string; readonly cluster: string },
  steps: readonly Step[],
  selection: readonly Step[],
): string {
  const no = firstNo(steps);
  const why =
    no && selection.includes(no) ? `its namespace does not select the cluster (${culprit(selection)})` : no?.detail;
  return `${application} is not on ${cluster}, because ${why ?? 'something on its way has errors'}`;
}
