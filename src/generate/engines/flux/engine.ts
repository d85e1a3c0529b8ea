import { registryRead } from '../../../model/delivery.ts';
import type { Engine } from '../../../model/engine.ts';
import { applicationBuild, namespaceBuild } from '../../content/build.ts';
import { namespaceParts } from '../../content/parts.ts';
import { toYamlStream } from '../../yaml.ts';
import { accessParts } from './access.ts';
import { clusterFile } from './cluster-file.ts';
import { leadOf } from './intervals.ts';
import { marks, removal, updates } from './marks.ts';
import { serviceAccount, unitId } from './names.ts';
import { objectsOf } from './own-objects.ts';
import { profileFile } from './profile-file.ts';
import { readCluster } from './read-cluster.ts';
import { readProfile } from './read-profile.ts';
import { readSet } from './read-set.ts';
import { readSource } from './read-source.ts';
import { registryFiles, registryPair } from './registry-files.ts';
import { clusterPaths, rootPair } from './root-pair.ts';
import { setFile } from './set-file.ts';
import { startFiles } from './start-files.ts';
import { tenancy } from './tenancy.ts';

/** Flux: the kustomize-controller builds folders of a source, replaces variables and applies what comes out. */
export const flux: Engine = {
  words: { name: 'Flux', substitution: 'Flux' },
  parts: partsOf,
  objects: objectsOf,
  build: (variant, context) =>
    variant.kind === 'application'
      ? applicationBuild(variant, marks)
      : namespaceBuild(variant, partsOf(variant), context, marks),
  unitId,
  account: serviceAccount,
  set: setFile,
  profile: profileFile,
  shared: startFiles,
  cluster: clusterFile,
  bootstrap: ({ name, spec: { connectivity } }, { inventory, at }) => {
    const registry = registryRead(inventory.fleet);
    return toYamlStream(
      registry
        ? registryPair({ name, connectivity, isTimed: false }, registry)
        : rootPair(at, connectivity, clusterPaths(at, at.cluster(name))),
    );
  },
  readBack: (prefix) => ({
    cluster: (text) => readCluster(text, prefix),
    source: readSource,
    profile: readProfile,
    set: (text, namespace) => readSet(text, namespace, prefix),
  }),
  registry: registryFiles,
  removal,
  tenancy,
  updates,
  lead: leadOf,
};

function partsOf(...[variant]: Parameters<Engine['parts']>): ReturnType<Engine['parts']> {
  return namespaceParts(variant, marks, accessParts(variant));
}
