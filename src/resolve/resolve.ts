import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Profile, Resolution } from '../model/resolution.ts';
import { createSelection } from '../select/selection.ts';
import { placeApplications } from './applications.ts';
import { checkCapacity } from './check-capacity.ts';
import { checkLimits } from './check-limits.ts';
import { checkDelivery } from './delivery.ts';
import { checkDependencies } from './dependencies.ts';
import { placeNamespaces } from './namespaces.ts';
import { checkOwnership } from './ownership.ts';
import { checkPolicyTargets } from './policy-targets.ts';
import { findProfiles } from './profiles.ts';
import { findRequests } from './requests.ts';
import { resolveInheritance } from './values.ts';

/** Works out who gets what. Findings of severity error mean that nothing may be written from the result. */
export function resolve(inventory: Inventory): { resolution: Resolution; findings: Finding[] } {
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
    ...checkOwnership(inventory, namespaces, placed.applications),
    ...checkLimits(namespaces),
    ...checkPolicyTargets(namespaces),
    ...checkDelivery(inventory, selection, active, namespaces),
    ...findRequests(inventory),
  ];
  checkExpressions(inventory, selection);
  const profileOf = indexProfiles(profiles, inventory.clusters.length);
  const resolution: Resolution = {
    inventory,
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

/** Reads the expressions that placement does not ask for, so that what is wrong with them is found as well. */
function checkExpressions(inventory: Inventory, selection: ReturnType<typeof createSelection>): void {
  for (const group of inventory.groups) selection.group(group.name);
  for (const ring of inventory.rings) selection.ring(ring.name);
  const evaluate = (source: { file: string; document: number }, path: string[], expression: string | undefined) => {
    if (expression !== undefined) selection.evaluate(expression, { ...source, path });
  };
  evaluate(inventory.fleet.source, ['spec', 'guards', 'protected'], inventory.fleet.spec.guards.protected);
  for (const { spec, source } of inventory.expectations) {
    evaluate(source, ['spec', 'on'], spec.on);
    evaluate(source, ['spec', 'notOn'], spec.notOn);
  }
}

function indexProfiles(profiles: readonly Profile[], size: number): (Profile | undefined)[] {
  const byCluster = new Array<Profile | undefined>(size).fill(undefined);
  for (const profile of profiles) for (const index of profile.clusters) byCluster[index] = profile;
  return byCluster;
}
