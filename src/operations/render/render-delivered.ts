import { newestDelivery } from '../../deliver/branch-tip.ts';
import { contentReader, type ReadContent } from '../../deliver/content-files.ts';
import { deliveriesOf } from '../../deliver/open-deliveries.ts';
import type { DeliveredCluster } from '../../model/delivered.ts';
import { UserError } from '../../model/errors.ts';
import type { SetUnit } from '../../model/sets.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { Renderer } from '../../state/renderer.ts';
import { gitOf } from '../../state/repository.ts';
import { type Choice, fillBuilt, isChosen, type RenderedCluster } from './render-cluster.ts';

/** What a cluster has, as the files say that it reads. */
export interface DeliveredManifests {
  readonly cluster: DeliveredCluster;
  /** The name of the commit that they were read from, such as `origin/main`. */
  readonly ref: string;
  readonly filesIn: ReadContent;
}

/**
 * Looks for what was delivered to a cluster, under its name or a former one, whether or not it is in the inventory.
 * Undefined: nothing was, as far as it is known here. Throws UserError outside of a Git repository, and
 * where the branch that clusters read was not fetched, if that is one of its own.
 */
export async function deliveredManifests(state: FleetState, name: string): Promise<DeliveredManifests | undefined> {
  const git = gitOf(state.repository);
  const resolution = await state.resolution();
  const deliveries = deliveriesOf(git, state.repository.prefix, resolution);
  const newest = await newestDelivery(git, resolution.inventory.fleet);
  if (!newest) return undefined;
  const known = resolution.inventory.clusters.find((item) => item.name === name);
  const names = [name, ...(known?.spec.formerNames ?? [])];
  const delivered = deliveries.at(newest.commit).narrowed(new Set(names));
  const clusters = await delivered.clusters();
  const [cluster] = names.flatMap((one) => clusters.get(one) ?? []);
  if (!cluster) return undefined;
  return { cluster, ref: newest.ref, filesIn: contentReader(git, [delivered]) };
}

/** Renders what a cluster has: namespaces by name, after each the applications in it, within these by kind and name. */
export async function renderDelivered(
  renderer: Renderer,
  delivered: DeliveredManifests,
  choice: Choice,
): Promise<RenderedCluster> {
  const chosen = unitsIn(delivered.cluster).filter(({ unit, ...placed }) => isChosen(placed, choice));
  const parts = await Promise.all(chosen.map(({ unit }) => renderUnit(renderer, delivered, unit)));
  return { objects: parts.flatMap(({ objects }) => objects), problems: parts.flatMap(({ problems }) => problems) };
}

/** What a cluster has, each with its namespace and, unless it is the namespace itself, its name as an application. */
export function unitsIn({ lineUp }: Pick<DeliveredCluster, 'lineUp'>) {
  return [...lineUp.sets.values()].flatMap(({ namespace, units }) =>
    units.map((unit) => ({ unit, namespace, application: unit.kind === 'application' ? unit.name : undefined })),
  );
}

/** Variables of the unit win over those of the cluster, as for the engine. */
async function renderUnit(
  renderer: Renderer,
  { cluster, filesIn }: DeliveredManifests,
  { kind, name, content, variables }: SetUnit,
): Promise<RenderedCluster> {
  const title = `${kind} ${name}`;
  const built = await renderer.content(content, await filesIn(content));
  if (!built.ok) throw new UserError(`Kustomize cannot build ${title} from ${content}: ${built.message}`);
  const known = variables && new Map([...cluster.variables(), ...variables]);
  return fillBuilt({ title, objects: built.objects }, known);
}
