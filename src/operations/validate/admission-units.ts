import type { ClusterSet } from '../../model/cluster-set.ts';
import type { ApplicationVariant, NamespaceVariant, Resolution } from '../../model/resolution.ts';
import type { Rendered } from '../../render/built-object.ts';
import {
  applicationVariables,
  namespaceVariables,
  substitutes,
  toVariables,
  type Variables,
} from '../../render/variables.ts';
import { noProgress, type OnProgress } from '../../state/progress.ts';
import type { Renderer } from '../../state/renderer.ts';

/** A variant on the clusters that have it with the same variables of namespace and application. */
export interface RenderedUnit {
  readonly name: string;
  readonly variant: ApplicationVariant | NamespaceVariant;
  /** The variant of its namespace, of an application. */
  readonly home?: NamespaceVariant;
  readonly clusters: ClusterSet;
  readonly own: Variables | undefined;
}

/** All namespaces and applications, in each variant, with the variables that they get there. */
export function unitsOf({ namespaces, applications }: Resolution): RenderedUnit[] {
  const own: RenderedUnit[] = namespaces.flatMap(({ variants }) =>
    variants.map((variant) => ({
      name: `namespace ${variant.namespace.name}`,
      variant,
      clusters: variant.clusters,
      own: toVariables(namespaceVariables(variant)),
    })),
  );
  const inside = applications.flatMap(({ variants, namespace }) => {
    const homes = namespaces.find((one) => one.namespace === namespace)?.variants ?? [];
    return variants.flatMap((variant) =>
      homes.map((home) => ({
        name: `application ${variant.application.name}`,
        variant,
        home,
        clusters: variant.clusters.and(home.clusters),
        own: substitutes(variant)
          ? toVariables([...applicationVariables(variant), ...namespaceVariables(home)])
          : undefined,
      })),
    );
  });
  return [...own, ...inside.filter(({ clusters }) => !clusters.isEmpty())];
}

/** Builds what units consist of, at the same time; the results are in the order of the units. */
export function renderUnits(
  renderer: Renderer,
  units: readonly RenderedUnit[],
  progress: OnProgress = noProgress,
): Promise<Rendered[]> {
  let done = 0;
  return Promise.all(
    units.map(async ({ variant }) => {
      const rendered = await ('application' in variant ? renderer.application(variant) : renderer.namespace(variant));
      progress(++done, units.length, 'variants built');
      return rendered;
    }),
  );
}
