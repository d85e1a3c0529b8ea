import type { EngineContext } from '../../model/engine.ts';
import type { GeneratedFile } from '../../model/generated.ts';
import type { Item } from '../../model/inventory.ts';
import type { Policy } from '../../model/kinds.ts';
import { generatedFile } from '../header.ts';
import { relativeFolder } from '../layout.ts';
import { toYaml } from '../yaml.ts';
import type { Marks } from './marks.ts';
import { annotationsTransformer } from './transformers.ts';

/** The folder of a policy whose manifests are delivered with variables left alone; nothing for any other policy. */
export function policyFiles({ name, spec }: Item<Policy>, { at }: EngineContext, { verbatim }: Marks): GeneratedFile[] {
  if (spec.path === undefined || spec.substitute) return [];
  const folder = at.policy(name);
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [relativeFolder(folder, spec.path)],
    transformers: [annotationsTransformer(verbatim)],
  };
  return [generatedFile(`${folder}/kustomization.yaml`, `policy/${name}`, toYaml(kustomization))];
}
