import type { EngineContext, EnginePart } from '../../model/engine.ts';
import type { GeneratedBuild, GeneratedFile } from '../../model/generated.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ApplicationVariant, NamespaceVariant } from '../../model/resolution.ts';
import { generatedFile } from '../header.ts';
import { toYaml, toYamlStream } from '../yaml.ts';
import { applicationKustomization } from './application-kustomization.ts';
import type { Marks } from './marks.ts';
import { namespaceKustomization } from './namespace-kustomization.ts';
import { policyFiles } from './policy-files.ts';

/** A build of Kustomize of which some files lie in the folder that is built; the others are shared by several. */
export interface ContentBuild extends GeneratedBuild {
  own(): readonly GeneratedFile[];
}

/** What Kustomize builds a variant of an application from. */
export function applicationBuild(variant: ApplicationVariant, { at }: EngineContext, marks: Marks): ContentBuild {
  const folder = at.content(variant);
  const object = applicationKustomization(variant, folder, marks);
  const files = () => [
    generatedFile(`${folder}/kustomization.yaml`, `application/${variant.application.name}`, toYaml(object)),
  ];
  return { folder, key: JSON.stringify([folder, object]), files, own: files };
}

/** What Kustomize builds a variant of a namespace from, with the folders of its policies. */
export function namespaceBuild(
  variant: NamespaceVariant,
  parts: readonly EnginePart[],
  context: EngineContext,
  marks: Marks,
): ContentBuild {
  const folder = context.at.content(variant);
  const byFile = groupBy(parts, ({ file }) => file);
  const kustomization = namespaceKustomization(variant, [...byFile.keys()], context, marks);
  const files = new Map<string, object[]>([['kustomization.yaml', [kustomization]]]);
  for (const [file, list] of byFile)
    files.set(
      file,
      list.map(({ value }) => value),
    );
  const policies = context.inventory.policies.filter(({ name }) => variant.spec.policies.includes(name));
  const own = () =>
    Array.from(files, ([name, objects]) =>
      generatedFile(`${folder}/${name}`, `namespace/${variant.namespace.name}`, toYamlStream(objects)),
    );
  return {
    folder,
    key: JSON.stringify([folder, ...files, policies.map(({ name, spec }) => [name, spec.substitute])]),
    own,
    files: () => [...own(), ...policies.flatMap((policy) => policyFiles(policy, context, marks))],
  };
}
