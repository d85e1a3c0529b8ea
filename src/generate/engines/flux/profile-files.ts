import { deliveryOf } from '../../../model/delivery.ts';
import type { EngineContext } from '../../../model/engine.ts';
import type { GeneratedFile } from '../../../model/generated.ts';
import type { Profile } from '../../../model/resolution.ts';
import { generatedFile } from '../../header.ts';
import { toYaml, toYamlStream } from '../../yaml.ts';
import { type Applied, appliedIn } from './applied.ts';
import { kustomization } from './kustomization.ts';

/** The folders of profiles: for each namespace a file with the Kustomizations of it and of its applications. */
export function* profileFiles(profiles: readonly Profile[], context: EngineContext): IterableIterator<GeneratedFile> {
  const toText = memoise(toYamlStream);
  for (const profile of profiles) {
    const folder = context.at.profile(profile.name);
    const objects = profileObjects(profile, context);
    const resources = [...objects.keys()].map((namespace) => `${namespace}.yaml`);
    const list = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
    yield generatedFile(`${folder}/kustomization.yaml`, 'the inventory', toYaml(list));
    for (const [namespace, kustomizations] of objects)
      yield generatedFile(`${folder}/${namespace}.yaml`, `namespace/${namespace}`, toText(kustomizations));
  }
}

function profileObjects(profile: Profile, { inventory, at }: EngineContext): Map<string, object[]> {
  const { connectivity } = profile;
  const applied = appliedIn(profile);
  const awaited = new Set([...applied.values()].flat().flatMap(({ dependsOn }) => dependsOn));
  const { decryption } = deliveryOf(inventory.fleet);
  const objects = new Map<string, object[]>();
  for (const [namespace, list] of applied) {
    const toObject = (one: Applied) =>
      kustomization(one, { connectivity, at, decryption, isAwaited: awaited.has(one.name) });
    objects.set(namespace, list.map(toObject));
  }
  return objects;
}

/** Most profiles have namespaces that others have just so; their text is made once. */
function memoise(toText: (objects: readonly object[]) => string): (objects: readonly object[]) => string {
  const texts = new Map<string, string>();
  return (objects) => {
    const key = JSON.stringify(objects);
    const text = texts.get(key) ?? toText(objects);
    texts.set(key, text);
    return text;
  };
}
