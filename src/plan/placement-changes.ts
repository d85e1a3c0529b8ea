import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import type { ApplicationVariant, Profile, Resolution } from '../model/resolution.ts';
import { compareUnits, placedIn, type Unit, unitName, unitNamed, unitOf } from '../model/unit.ts';
import type { ClusterPairs } from './cluster-pairs.ts';
import { nameAfter, type Renames } from './renames.ts';

/** How the clusters of a namespace, or of an application in it, change. All names are those after. */
export interface PlacementChange extends Unit {
  /** The sets are made by the positions of ClusterPairs. */
  readonly gained: ClusterSet;
  readonly lost: ClusterSet;
  /** Clusters that have it before and after, in different variants: other overrides, or another base or overlays. */
  readonly changed: ClusterSet;
}

/** What one cluster gets and does not get any more. */
interface Difference {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly changed: readonly string[];
}

const nothing: ReadonlyMap<string, string> = new Map();

/**
 * What runs elsewhere, or in another variant, after than before; sorted by namespace and application. A cluster that is
 * no longer delivered to, retired or deleted, loses nothing: what runs there stays. A new one gains all that it gets.
 * The work is done once for each pair of profiles; for each cluster it is one look-up.
 */
export function placementChanges(
  before: Resolution,
  after: Resolution,
  pairs: ClusterPairs,
  renames: Renames = {},
): PlacementChange[] {
  const differenceOf = memoiseDifferences(renames);
  const changes = new Map<string, PlacementChange>();

  function changeOf(unit: string): PlacementChange {
    const known = changes.get(unit);
    if (known) return known;
    const none = () => ClusterSet.none(pairs.names.length);
    const made = { ...unitNamed(unit), gained: none(), lost: none(), changed: none() };
    changes.set(unit, made);
    return made;
  }

  for (let position = 0; position < pairs.names.length; position++) {
    const [was, is] = [at(pairs.before, position), at(pairs.after, position)];
    const now = is < 0 ? undefined : after.profileOf(is);
    if (!now) continue;
    const { gained, lost, changed } = differenceOf(was < 0 ? undefined : before.profileOf(was), now);
    for (const unit of gained) changeOf(unit).gained.add(position);
    for (const unit of lost) changeOf(unit).lost.add(position);
    for (const unit of changed) changeOf(unit).changed.add(position);
  }
  return [...changes.values()].sort(compareUnits);
}

/** The difference between two profiles, worked out once for each pair. */
function memoiseDifferences(renames: Renames): (before: Profile | undefined, after: Profile) => Difference {
  const known = new Map<Profile | undefined, Map<Profile, Difference>>();
  const unitsAfter = memoiseUnits({});
  const unitsBefore = memoiseUnits(renames);
  return (before, after) => {
    const fromBefore = known.get(before) ?? new Map<Profile, Difference>();
    known.set(before, fromBefore);
    const found = fromBefore.get(after) ?? difference(before ? unitsBefore(before) : nothing, unitsAfter(after));
    fromBefore.set(after, found);
    return found;
  };
}

function difference(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Difference {
  const kept = [...after.keys()].filter((unit) => before.has(unit));
  return {
    gained: [...after.keys()].filter((unit) => !before.has(unit)),
    lost: [...before.keys()].filter((unit) => !after.has(unit)),
    changed: kept.filter((unit) => before.get(unit) !== after.get(unit)),
  };
}

/** The namespaces (`NAME`) and applications (`NAMESPACE/NAME`) of a profile, each with what tells its variant. */
function memoiseUnits(renames: Renames): (profile: Profile) => ReadonlyMap<string, string> {
  const known = new Map<Profile, ReadonlyMap<string, string>>();
  return (profile) => {
    const units = known.get(profile) ?? unitsOf(profile, renames);
    known.set(profile, units);
    return units;
  };
}

function unitsOf(profile: Profile, renames: Renames): ReadonlyMap<string, string> {
  return new Map(
    placedIn(profile).map(({ variant }) => {
      const { namespace, application } = unitOf(variant);
      const after = {
        namespace: nameAfter(renames, 'Namespace', namespace),
        application: application === undefined ? undefined : nameAfter(renames, 'Application', application),
      };
      return [unitName(after), variant.kind === 'namespace' ? variant.name : sourcesOf(variant)];
    }),
  );
}

/** The names of overlays may change; what is made from the same folders is the same. */
function sourcesOf({ base, overlays }: ApplicationVariant): string {
  return [base, ...overlays.map(({ folder }) => folder.folder)].join('\n');
}
