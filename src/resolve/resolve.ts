import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Engine } from '../model/engine.ts';
import { type Inventory, itemsOf } from '../model/inventory.ts';
import { kinds } from '../model/kinds/index.ts';
import { referencesIn } from '../model/kinds/references.ts';
import type { Profile, Resolution } from '../model/resolution.ts';
import { createSelection, type Selection } from '../select/selection.ts';
import { placeApplications } from './applications.ts';
import { checkCapacity } from './check-capacity.ts';
import { checkLimits } from './check-limits.ts';
import { checkDependencies } from './dependencies.ts';
import { checkRings } from './empty-rings.ts';
import { checkWidth } from './folder-width.ts';
import { placeNamespaces } from './namespaces.ts';
import { checkOwnership } from './ownership.ts';
import { checkPolicyTargets } from './policy-targets.ts';
import { findProfiles } from './profiles.ts';
import { findRequests } from './requests.ts';
import { resolveInheritance } from './values.ts';

/** Works out who gets what. Findings of severity error mean that nothing may be written from the result. */
export function resolve(inventory: Inventory, engine: Engine): { resolution: Resolution; findings: Finding[] } {
  const selection = createSelection(inventory);
  const active = ClusterSet.of(
    inventory.clusters.length,
    [...inventory.clusters.keys()].filter((index) => at(inventory.clusters, index).spec.state !== 'retired'),
  );
  const namespaces = placeNamespaces(inventory, selection, active);
  const placed = placeApplications(inventory, selection, namespaces);
  const inheritance = resolveInheritance(inventory, selection);
  const profiles = findProfiles(inventory, active, namespaces, placed.applications);
  const findings = [
    ...placed.findings,
    ...inheritance.findings,
    ...checkDependencies(inventory, namespaces, placed.applications),
    ...checkOwnership({ inventory, engine, active, namespaces, applications: placed.applications }),
    ...checkLimits(namespaces),
    ...checkPolicyTargets(engine, namespaces),
    ...checkWidth(inventory, active),
    ...checkRings(inventory, selection, active),
    ...findRequests(inventory),
  ];
  checkExpressions(inventory, selection);
  const profileOf = indexProfiles(profiles, inventory.clusters.length);
  const resolution: Resolution = {
    inventory,
    engine,
    active,
    namespaces,
    applications: placed.applications,
    profiles,
    profileOf: (cluster) => profileOf[cluster],
    ringOf: (cluster) => selection.ringOf(cluster),
    ring: (name) => selection.ring(name),
    group: (name) => selection.group(name),
    select(expression, place) {
      const before = selection.findings.length;
      const clusters = selection.evaluate(expression, place);
      return { clusters, findings: selection.findings.slice(before) };
    },
    groupsOf: (cluster) => selection.groupsOf(cluster),
    valuesOf: inheritance.valuesOf,
    timeZoneOf: inheritance.timeZoneOf,
  };
  return { resolution, findings: [...selection.findings, ...findings, ...checkCapacity(resolution)] };
}

/** Reads all expressions, those too that placement does not ask for, so that what is wrong with them is found. */
function checkExpressions(inventory: Inventory, selection: Selection): void {
  for (const { kind, references } of Object.values(kinds)) {
    const expressions = references.filter(({ how }) => how === 'expression');
    for (const { object, source } of expressions.length === 0 ? [] : itemsOf(inventory, kind))
      for (const { path, text } of referencesIn(object, expressions)) selection.evaluate(text, { ...source, path });
  }
}

function indexProfiles(profiles: readonly Profile[], size: number): (Profile | undefined)[] {
  const byCluster = new Array<Profile | undefined>(size).fill(undefined);
  for (const profile of profiles) for (const index of profile.clusters) byCluster[index] = profile;
  return byCluster;
}
