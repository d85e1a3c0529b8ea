import { checkRoom } from '../../admission/check-room.ts';
import { checkScope } from '../../admission/check-scope.ts';
import { fleetVariables } from '../../render/fleet-variables.ts';
import type { PlannedChange } from '../change/change-fleet.ts';
import { buildApplications } from '../validate/build-applications.ts';

/** What clusters would refuse of the applications in a namespace after a change, in sentences; nothing without Kustomize. */
export async function refusalsAfter({ after }: PlannedChange, namespace: string): Promise<string[]> {
  const { resolution } = await after.evaluated();
  if (!resolution) return [];
  const built = await buildApplications(after, resolution, ({ home }) => home.namespace.name === namespace);
  if (typeof built === 'string') return [];
  const admission = { applications: built.units, namespaces: [], variables: fleetVariables(resolution) };
  const findings = [...checkRoom(admission, resolution), ...checkScope(admission, resolution)];
  return [...built.failed.values(), ...findings.map(({ message }) => message)];
}
