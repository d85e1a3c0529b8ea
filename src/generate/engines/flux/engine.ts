import type { Engine, EngineContext } from '../../../model/engine.ts';
import type { Variant } from '../../../model/resolution.ts';
import { applicationBuild, type ContentBuild, namespaceBuild } from '../../content/build.ts';
import { namespaceParts } from '../../content/parts.ts';
import { policyFiles } from '../../content/policy-files.ts';
import { toYamlStream } from '../../yaml.ts';
import { accessParts } from './access.ts';
import { clusterFile } from './cluster-file.ts';
import { marks, removal } from './marks.ts';
import { profileFiles } from './profile-files.ts';
import { readBack } from './read-back.ts';
import { clusterPaths, rootPair } from './root-pair.ts';
import { startFiles } from './start-files.ts';

/** Flux: the kustomize-controller builds folders of a source, replaces variables and applies what comes out. */
export const flux: Engine = {
  words: { name: 'Flux', substitution: 'Flux' },
  parts,
  build,
  content: (variant, context) => build(variant, context).own(),
  *shared(context) {
    yield* startFiles(context);
    for (const policy of context.inventory.policies) yield* policyFiles(policy, context, marks);
  },
  profiles: profileFiles,
  cluster: (output, { at }) => clusterFile(output, at),
  bootstrap: ({ name, spec }, { at }) => toYamlStream(rootPair(at, spec.connectivity, clusterPaths(at, name))),
  readBack,
  removal,
};

function parts(...[variant, inventory]: Parameters<Engine['parts']>): ReturnType<Engine['parts']> {
  return namespaceParts(variant, marks, accessParts(variant, inventory));
}

function build(variant: Variant, context: EngineContext): ContentBuild {
  if (variant.kind === 'application') return applicationBuild(variant, context, marks);
  return namespaceBuild(variant, parts(variant, context.inventory), context, marks);
}
