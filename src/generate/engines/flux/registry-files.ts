import type { PinnedSet, PublishedCluster, RegistryFiles, RegistryPlace } from '../../../model/engine.ts';
import type { MadeFile } from '../../../model/generated.ts';
import { liveTag, repositories } from '../../../model/registry.ts';
import type { Connectivity } from '../../../model/resolution.ts';
import type { SetModel } from '../../../model/sets.ts';
import { withHeader } from '../../header.ts';
import { quoted, toYaml, toYamlStream } from '../../yaml.ts';
import { intervals, sourceInterval } from './intervals.ts';
import { clusterConfigMap, fluxNamespace, root } from './names.ts';
import { inBundle, ociRepository } from './oci-source.ts';
import { setKustomization, setMetadata } from './profile-file.ts';
import { rootKustomization, rootMetadata } from './root-pair.ts';
import { setText } from './set-file.ts';

/** The folder of a bundle with the Kustomizations of its set. */
const setFolder = 'flux';

/**
 * The same objects as in Git, with other sources and paths. The Kustomization of a set never changes: a new spec would be
 * run on the content that is there still. What changes is the digest that its source is pinned to.
 */
export function registryFiles(place: RegistryPlace): RegistryFiles {
  const rootText = rootTexts(place);
  return {
    bundle: bundleFiles,
    pins: (sets, connectivity) => pinsOf(sets, connectivity, place),
    cluster: (output, pins) => clusterFiles(output, [rootText(output), variablesText(output.variables), pins]),
  };
}

function bundleFiles(model: SetModel, connectivity: Connectivity): MadeFile[] {
  const { namespace } = model;
  const origin = `namespace/${namespace}`;
  const text = setText(model, connectivity, (content) => inBundle(namespace, content));
  return [
    { path: `${setFolder}/kustomization.yaml`, content: withHeader(origin, kustomization('set.yaml')) },
    { path: `${setFolder}/set.yaml`, content: withHeader(origin, text) },
  ];
}

function pinsOf(sets: readonly PinnedSet[], connectivity: Connectivity, place: RegistryPlace): string {
  const interval = intervals[connectivity].source;
  return toYamlStream(
    sets.flatMap(({ namespace, digest }) => [
      ociRepository(
        setMetadata(namespace),
        { repository: repositories.set(namespace), ref: { digest }, interval },
        connectivity,
        place,
      ),
      setKustomization(namespace, connectivity, { ...inBundle(namespace, setFolder), account: place.account }),
    ]),
  );
}

/** All in one file: an archive has half a kilobyte and more for each, and there is one for each cluster. */
function clusterFiles({ name }: PublishedCluster, texts: readonly string[]): MadeFile[] {
  return [
    { path: 'kustomization.yaml', content: withHeader(`cluster/${name}`, kustomization('cluster.yaml')) },
    { path: 'cluster.yaml', content: texts.filter((text) => text !== '').join('---\n') },
  ];
}

/** The root pair of a cluster that starts from a registry. */
export function registryPair({ name, connectivity, isTimed }: RootOf, place: RegistryPlace): [object, object] {
  const artifact = {
    repository: repositories.cluster(name),
    ref: { tag: liveTag },
    interval: sourceInterval(connectivity, isTimed),
  };
  const folder = { sourceRef: { kind: 'OCIRepository', name: root }, path: './' };
  return [
    ociRepository(rootMetadata(), artifact, connectivity, place),
    rootKustomization(connectivity, folder, place.account),
  ];
}

type RootOf = Pick<PublishedCluster, 'name' | 'connectivity' | 'isTimed'>;

/** What no cluster is called. */
const nobody = '{cluster}';

/** Only the name differs between clusters: YAML is made once for all of them, since there may be tens of thousands. */
function rootTexts(place: RegistryPlace): (cluster: RootOf) => string {
  const known = new Map<string, string>();
  return ({ name, connectivity, isTimed }) => {
    const key = `${connectivity} ${isTimed}`;
    const text = known.get(key) ?? toYamlStream(registryPair({ name: nobody, connectivity, isTimed }, place));
    known.set(key, text);
    return text.replace(nobody, name);
  };
}

/** Written by hand, for the same reason; every text in it is quoted. */
function variablesText(variables: ReadonlyMap<string, string>): string {
  let data = '';
  for (const [name, value] of variables) data += `  ${name}: ${quoted(value)}\n`;
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${clusterConfigMap}
  namespace: ${fluxNamespace}
  labels:
    reconcile.fluxcd.io/watch: Enabled
data:
${data}`;
}

function kustomization(resource: string): string {
  return toYaml({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: [resource] });
}
