import { deliveryOf } from '../model/delivery.ts';
import type { Engine } from '../model/engine.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Profile, ProfileNamespace, Value, Variant } from '../model/resolution.ts';
import type { SetModel, SetUnit } from '../model/sets.ts';

/** What sets are made from, beside what they are about. */
interface SetContext {
  readonly engine: Engine;
  readonly inventory: Inventory;
  /** The folder of a variant's content, counted from the fleet root. */
  contentOf(variant: Variant): string;
}

/** The sets of a profile, by namespace: each with its applications, in the variants that the clusters have. */
export function setModels({ namespaces }: Pick<Profile, 'namespaces'>, context: SetContext): SetModel[] {
  const homes = new Map<string, string>();
  for (const { variant, applications } of namespaces)
    for (const { application } of applications) homes.set(application.name, variant.namespace.name);
  const byName = new Map(namespaces.map((entry) => [entry.variant.namespace.name, entry]));
  const { engine } = context;
  const idOf = (namespace: string, application?: string) => engine.unitId(namespace, application);
  const neededBy = ({ variant }: ProfileNamespace) => variant.spec.dependsOn.flatMap((name) => readyIn(name));
  const readyIn = (namespace: string): string[] => {
    const entry = byName.get(namespace);
    if (!entry) return [];
    const all = entry.applications.map(({ application }) => idOf(namespace, application.name));
    return all.length > 0 ? all : [idOf(namespace)];
  };
  const dependencies = (application: string, needed: readonly string[]) => {
    const home = homes.get(application);
    const others = needed.flatMap((name) => {
      const other = homes.get(name);
      return other === undefined ? [] : [idOf(other, name)];
    });
    return home === undefined ? others : [idOf(home), ...others];
  };
  const models = namespaces.map((entry): SetModel => {
    const units = unitsOf(entry, context, neededBy(entry), dependencies);
    return { namespace: entry.variant.namespace.name, units };
  });
  const awaited = new Set(models.flatMap(({ units }) => units.flatMap(({ dependsOn }) => dependsOn)));
  return models.map(({ namespace, units }) => ({
    namespace,
    units: units.map((unit) => ({ ...unit, isAwaited: awaited.has(unit.id) })),
  }));
}

function unitsOf(
  { variant, applications }: ProfileNamespace,
  { engine, inventory, contentOf }: SetContext,
  needed: readonly string[],
  dependencies: (application: string, needed: readonly string[]) => readonly string[],
): SetUnit[] {
  const { name } = variant.namespace;
  const variables = new Map([['namespace_name', name], ...prefixed('namespace', variant.values)]);
  const { decryption, serviceAccount } = deliveryOf(inventory.fleet);
  const common = { isAwaited: false, decryption };
  const account = variant.spec.access === 'cluster' ? serviceAccount : engine.account(name);
  return [
    {
      ...common,
      kind: 'namespace',
      name,
      id: engine.unitId(name),
      content: contentOf(variant),
      dependsOn: needed,
      account: serviceAccount,
      variables,
    },
    ...applications.map((one): SetUnit => {
      const { name: application, spec } = one.application;
      return {
        ...common,
        kind: 'application',
        name: application,
        id: engine.unitId(name, application),
        content: contentOf(one),
        dependsOn: dependencies(application, spec.dependsOn),
        account,
        variables: one.substitutes
          ? new Map([['app_name', application], ...prefixed('app', one.values), ...variables])
          : undefined,
      };
    }),
  ];
}

function prefixed(prefix: string, values: ReadonlyMap<string, Value>): [string, string][] {
  return [...values].map(([key, value]) => [`${prefix}_${key}`, value.text]);
}
