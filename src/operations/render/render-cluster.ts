import { by, compareText } from '../../model/compare.ts';
import { UserError } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import { type PlacedVariant, placedIn, titleOf, type Unit, unitOf } from '../../model/unit.ts';
import type { BuiltObject } from '../../render/built-object.ts';
import { fillObject } from '../../render/fill-object.ts';
import { readExactly } from '../../render/read-manifest.ts';
import { substitute } from '../../render/substitute.ts';
import type { TemplateOf } from '../../render/templates.ts';
import { type Variables, variablesOf } from '../../render/variables.ts';
import type { Renderer } from '../../state/renderer.ts';

/** An object as a cluster gets it. */
export interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Empty where it has none. */
  readonly namespace: string;
  /** `shop/Deployment/till`; without a namespace `ClusterRole/till`. */
  readonly identity: string;
  /** YAML. */
  readonly text: string;
  /** What the text says, as plain data; whole numbers that a double cannot hold are bigints. */
  value(): unknown;
  /** SOPS encrypted it: what is in it was not looked at. */
  readonly encrypted: boolean;
}

/** What of a cluster is rendered; all of it where nothing is named. */
export interface Choice {
  readonly namespace?: string | undefined;
  readonly application?: string | undefined;
  /** Flux's own objects as well. */
  readonly delivery?: boolean;
}

/** The objects of a cluster, and what Flux would refuse. */
export interface RenderedCluster {
  readonly objects: readonly RenderedObject[];
  /** One for each object that cannot be applied. */
  readonly problems: readonly string[];
}

/** What is applied on a cluster: namespaces by name, after each the applications in it. Nothing if it is retired. */
export function placedOn(resolution: Resolution, cluster: number): PlacedVariant[] {
  const profile = resolution.profileOf(cluster);
  return profile ? placedIn(profile) : [];
}

/** Renders what runs on a cluster, in the order of its namespaces and applications, within these by kind and name. */
export async function renderCluster(renderer: Renderer, cluster: number, choice: Choice): Promise<RenderedCluster> {
  const chosen = placedOn(renderer.resolution, cluster).filter(({ variant }) => isChosen(unitOf(variant), choice));
  const parts = await Promise.all(chosen.map((placed) => renderPlaced(renderer, cluster, placed)));
  const delivery = choice.delivery === true ? [await renderDelivery(renderer, cluster)] : [];
  const all = [...delivery, ...parts];
  return { objects: all.flatMap(({ objects }) => objects), problems: all.flatMap(({ problems }) => problems) };
}

/** A variant as one cluster gets it. Throws UserError where Kustomize refuses it. */
async function renderPlaced(renderer: Renderer, cluster: number, placed: PlacedVariant): Promise<RenderedCluster> {
  const { variant } = placed;
  const built = await renderer.variant(variant);
  if (!built.ok) throw refused(titleOf(variant), variant.name, built.message);
  const variables = variablesOf(renderer.resolution, cluster, placed);
  return fillBuilt({ title: titleOf(variant), objects: built.objects }, variables);
}

/** What a variant built. */
export interface BuiltUnit {
  /** What it is, for messages: `application till`. */
  readonly title: string;
  readonly objects: readonly BuiltObject[];
  /** Remembers templates, if the variables are replaced more than once. */
  readonly templateOf?: TemplateOf;
}

/** Replaces the variables in what a variant built. */
export function fillBuilt(
  { title, objects, templateOf }: BuiltUnit,
  variables: Variables | undefined,
): RenderedCluster {
  const rendered: RenderedObject[] = [];
  const problems: string[] = [];
  for (const object of objects) {
    const filled = fillObject(object, variables, templateOf);
    const names = fillNames(object, variables);
    if (filled.ok) rendered.push(toRendered(names, filled.text, object.left === 'encrypted'));
    else problems.push(`${title}: ${object.kind}/${names.name}: ${filled.message}`);
  }
  return { objects: rendered.sort(compareObjects), problems };
}

async function renderDelivery(renderer: Renderer, cluster: number): Promise<RenderedCluster> {
  const built = await renderer.delivery(cluster);
  if (!built.ok) throw refused("the cluster's own file", 'fleet', built.message);
  const objects = built.objects.map((object) => toRendered(object, object.text, false));
  return { objects: objects.sort(compareObjects), problems: [] };
}

type Names = Pick<BuiltObject, 'apiVersion' | 'kind' | 'name' | 'namespace'>;

function toRendered({ apiVersion, kind, name, namespace }: Names, text: string, encrypted: boolean): RenderedObject {
  const identity = [namespace, kind, name].filter((part) => part !== '').join('/');
  return { apiVersion, kind, name, namespace, identity, text, value: () => valueIn(text), encrypted };
}

function valueIn(text: string): unknown {
  const read = readExactly(text);
  return read.ok ? read.value : text;
}

/** Names and namespaces may hold variables, too. */
function fillNames(object: BuiltObject, variables: Variables | undefined): Names {
  const { apiVersion, kind, name, namespace, left } = object;
  const fill = (text: string) => {
    const filled = variables && left === undefined ? substitute(text, variables) : undefined;
    return filled?.ok ? filled.text : text;
  };
  return { apiVersion: fill(apiVersion), kind: fill(kind), name: fill(name), namespace: fill(namespace) };
}

/** Whether a namespace, or an application in one, is among what is rendered. */
export function isChosen(unit: Unit, { namespace, application }: Choice): boolean {
  if (application !== undefined) return unit.application === application;
  return namespace === undefined || unit.namespace === namespace;
}

function refused(what: string, variant: string, message: string): UserError {
  return new UserError(`Kustomize cannot build ${what}, variant ${variant}: ${message}`, 'See: resedge validate');
}

function compareObjects(a: RenderedObject, b: RenderedObject): number {
  return compareText(a.kind, b.kind) || compareText(a.namespace, b.namespace) || by(versionedName)(a, b);
}

function versionedName({ name, apiVersion }: RenderedObject): string {
  return `${name} ${apiVersion}`;
}
