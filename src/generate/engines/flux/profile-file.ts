import type { Connectivity } from '../../../model/resolution.ts';
import type { PlacedSet } from '../../../model/sets.ts';
import type { Whereabouts } from '../../../model/whereabouts.ts';
import { labels } from '../../content/labels.ts';
import { toYamlStream } from '../../yaml.ts';
import { inSource } from './git-source.ts';
import { intervals } from './intervals.ts';
import { applyAs, fluxNamespace, setName } from './names.ts';

/** What clusters with the same sets apply: a Kustomization for each set, so that each succeeds or fails for itself. */
export function profileFile(sets: readonly PlacedSet[], connectivity: Connectivity, at: Whereabouts): string {
  const every = intervals[connectivity];
  return toYamlStream(
    sets.map(({ namespace, folder }) => ({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: {
        name: setName(namespace),
        namespace: fluxNamespace,
        labels: { [labels.namespace]: namespace },
      },
      spec: {
        interval: every.apply,
        retryInterval: every.retry,
        timeout: every.timeout,
        ...inSource(at, folder),
        prune: true,
        ...applyAs(at.account),
      },
    })),
  );
}
