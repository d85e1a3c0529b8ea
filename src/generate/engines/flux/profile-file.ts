import type { Connectivity } from '../../../model/resolution.ts';
import type { PlacedSet } from '../../../model/sets.ts';
import type { Whereabouts } from '../../../model/whereabouts.ts';
import { labels } from '../../content/labels.ts';
import { toYamlStream } from '../../yaml.ts';
import { inSource } from './git-source.ts';
import { intervals } from './intervals.ts';
import { fluxKustomization } from './kustomization.ts';
import { applyAs, fluxNamespace, setName } from './names.ts';

/** What clusters with the same sets apply: a Kustomization for each set, so that each succeeds or fails for itself. */
export function profileFile(sets: readonly PlacedSet[], connectivity: Connectivity, at: Whereabouts): string {
  return toYamlStream(
    sets.map(({ namespace, folder }) =>
      setKustomization(namespace, connectivity, { ...inSource(at, folder), account: at.account }),
    ),
  );
}

/** Where a set lies, and whom it is applied as. */
interface AppliedFrom {
  readonly sourceRef: object;
  readonly path: string;
  readonly account: string | undefined;
}

/** The Kustomization of a set. */
export function setKustomization(namespace: string, connectivity: Connectivity, from: AppliedFrom): object {
  const { account, ...folder } = from;
  const spec = { ...folder, prune: true, ...applyAs(account) };
  return fluxKustomization(setMetadata(namespace), intervals[connectivity], spec);
}

export function setMetadata(namespace: string): object {
  return { name: setName(namespace), namespace: fluxNamespace, labels: { [labels.namespace]: namespace } };
}
