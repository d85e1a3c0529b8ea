import { parentOf } from '../model/paths.ts';
import { toRecords, toText } from '../model/record.ts';
import type { ApplicationVariant, Resolution } from '../model/resolution.ts';

/** Fields of a kustomization that generate objects, and their kinds. */
const generators = { configMapGenerator: 'ConfigMap', secretGenerator: 'Secret' } as const;

/**
 * Variants of different applications that generate an object of one name into one namespace of one cluster. Kustomize puts
 * a hash of the content behind it: so they are one object only if it holds the same.
 */
export function generatingAlike({
  inventory,
  applications,
}: Pick<Resolution, 'inventory' | 'applications'>): ReadonlySet<ApplicationVariant> {
  const byName = new Map<string, ApplicationVariant[]>();
  for (const variant of applications.flatMap(({ variants }) => variants))
    for (const name of new Set(generatedNames(variant, inventory))) {
      const others = byName.get(name) ?? [];
      others.push(variant);
      byName.set(name, others);
    }
  const alike = new Set<ApplicationVariant>();
  for (const variants of byName.values())
    for (const [index, one] of variants.entries())
      for (const other of variants.slice(0, index))
        if (one.application !== other.application && !one.clusters.and(other.clusters).isEmpty())
          alike.add(one).add(other);
  return alike;
}

function generatedNames(variant: ApplicationVariant, { manifests }: Resolution['inventory']): string[] {
  const { folders, application, namespace } = variant;
  const loaded = new Set(folders.flatMap(({ files }) => files.map(parentOf)));
  return [...loaded].flatMap((folder) => {
    const content = manifests.kustomization(folder)?.content ?? {};
    return Object.entries(generators).flatMap(([field, kind]) =>
      toRecords(content[field])
        .filter(({ behavior }) => behavior === undefined || behavior === 'create')
        .map((item) => {
          const written = toText(content['namespace']) ?? toText(item['namespace']) ?? 'default';
          return [kind, application.spec.setNamespace ? namespace.name : written, toText(item['name'])].join(' ');
        }),
    );
  });
}
