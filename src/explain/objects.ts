import type { Item } from '../model/inventory.ts';
import type { Cluster } from '../model/kinds.ts';
import type { Resolution } from '../model/resolution.ts';
import { type AskedCluster, applicationOwner, laterThan } from './application-objects.ts';
import { namespaceOwners } from './namespace-objects.ts';
import { type AskedManifest, broughtBy, nameOnCluster } from './object-names.ts';
import type { Step } from './step.ts';
import { knownVariables } from './variables.ts';

/** Who brings an object to a cluster. */
export interface ObjectExplanation {
  /** `Deployment/imdb` */
  readonly object: string;
  readonly cluster: string;
  readonly placed: boolean;
  readonly steps: readonly Step[];
  /** All of it in one sentence, without a full stop. */
  readonly reason: string;
}

/** Finds all that bring an object to a cluster, or would if they were there; undefined if nothing knows the object. */
export function explainObject(on: AskedCluster, asked: AskedManifest): ObjectExplanation | undefined {
  const { resolution, index, cluster } = on;
  const owners = [
    ...resolution.applications.flatMap((placement) => applicationOwner(on, placement, asked) ?? []),
    ...namespaceOwners(resolution, index, asked),
  ];
  if (owners.length === 0) return undefined;
  const object = `${asked.kind}/${asked.name}`;
  const there = owners.filter(({ placed }) => placed);
  const placed = there.length > 0;
  const reason = placed
    ? `${object} on ${cluster.name} comes from ${there.map((owner) => owner.reason).join(', and from ')}`
    : `${object} is not on ${cluster.name}: ${owners.map((owner) => owner.reason).join('; ')}`;
  const steps = owners.flatMap((owner) => owner.steps).map((step) => (placed ? { ...step, decides: false } : step));
  return { object, cluster: cluster.name, placed, steps, reason };
}

/** `Deployment/till` for every object that applications bring to a cluster. */
export function objectNamesOn(resolution: Resolution, index: number, cluster: Item<Cluster>): string[] {
  const namespaces = resolution.profileOf(index)?.namespaces ?? [];
  return namespaces.flatMap(({ variant: home, applications }) =>
    applications.flatMap((variant) => {
      const variables = knownVariables(resolution, index, cluster, { variant, home });
      const components = variant.overlays.map(({ folder }) => folder).filter(({ kind }) => kind === 'Component');
      return variant.folders.flatMap((folder) =>
        broughtBy(folder).brought.map(({ object }) => {
          const name = nameOnCluster(object, variables, laterThan(folder, components));
          return `${object.kind}/${name}`;
        }),
      );
    }),
  );
}
