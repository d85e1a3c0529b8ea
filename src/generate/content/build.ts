import type { EngineContext, EnginePart } from '../../model/engine.ts';
import type { ContentBuild } from '../../model/generated.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ApplicationVariant, NamespaceVariant, Variant } from '../../model/resolution.ts';
import { withHeader } from '../header.ts';
import { toYaml, toYamlStream } from '../yaml.ts';
import { applicationKustomization } from './application-kustomization.ts';
import type { Marks } from './marks.ts';
import { namespaceKustomization } from './namespace-kustomization.ts';
import { policyKustomizations } from './policy-kustomizations.ts';

/** What Kustomize builds a variant of an application from. */
export function applicationBuild(variant: ApplicationVariant, marks: Marks): ContentBuild {
  const origin = `application/${variant.application.name}`;
  const file = (drops: boolean) => ({
    path: 'kustomization.yaml',
    content: withHeader(origin, toYaml(applicationKustomization(variant, marks, drops))),
  });
  return { made: [file(true)], undropped: [file(false)], copied: filesOf(variant) };
}

/** What Kustomize builds a variant of a namespace from, with its policies. */
export function namespaceBuild(
  variant: NamespaceVariant,
  parts: readonly EnginePart[],
  { inventory }: EngineContext,
  marks: Marks,
): ContentBuild {
  const byFile = groupBy(parts, ({ file }) => file);
  const files = new Map<string, object[]>([
    ['kustomization.yaml', [namespaceKustomization(variant, [...byFile.keys()], inventory, marks)]],
  ]);
  for (const [file, list] of byFile)
    files.set(
      file,
      list.map(({ value }) => value),
    );
  const own = Array.from(files, ([path, objects]) => ({
    path,
    content: withHeader(`namespace/${variant.namespace.name}`, toYamlStream(objects)),
  }));
  return { made: [...own, ...policyKustomizations(variant, inventory, marks)], copied: filesOf(variant) };
}

/** All that its folders load, whatever it is. */
function filesOf({ folders }: Variant): string[] {
  return [...new Set(folders.flatMap(({ files }) => files))].sort();
}
