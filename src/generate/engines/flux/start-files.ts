import type { EngineContext } from '../../../model/engine.ts';
import type { GeneratedFile } from '../../../model/generated.ts';
import { generatedFile } from '../../header.ts';
import { toYaml, toYamlStream } from '../../yaml.ts';
import { rootPair } from './root-pair.ts';

/** The root pair without what is a cluster's own, for each kind of line: generated too, so that it keeps itself up to date. */
export function* startFiles({ inventory: { fleet }, at }: EngineContext): IterableIterator<GeneratedFile> {
  const list = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: ['fleet.yaml'] };
  for (const connectivity of ['online', 'intermittent', 'offline'] as const) {
    const folder = at.start(connectivity);
    yield generatedFile(`${folder}/kustomization.yaml`, `fleet/${fleet.name}`, toYaml(list));
    yield generatedFile(`${folder}/fleet.yaml`, `fleet/${fleet.name}`, toYamlStream(rootPair(at, connectivity)));
  }
}
