import { checkRoom } from '../../admission/check-room.ts';
import { checkScope } from '../../admission/check-scope.ts';
import { type Admission, type AdmissionUnit, type ApplicationUnit, unitsToBuild } from '../../admission/unit.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { Resolution, Variant } from '../../model/resolution.ts';
import { titleOf } from '../../model/unit.ts';
import { createObjectChecker } from '../../render/check-objects.ts';
import { customSchemas } from '../../render/custom-schemas.ts';
import { describeUnseen } from '../../render/unseen.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { Renderer } from '../../state/renderer.ts';
import { buildFinding } from './build-finding.ts';
import { describeProblems, type PlacedProblem } from './problem-findings.ts';
import { placesOf } from './problem-places.ts';
import { renderUnits } from './render-units.ts';
import { createTextSearch } from './text-search.ts';

/** What is wrong with the manifests that clusters get, and what could not be looked into. */
export interface CheckedManifests {
  readonly findings: readonly Finding[];
  /** What could not be looked into, in sentences. */
  readonly notes: readonly string[];
}

/** Builds each variant, and checks its objects against the variables of all clusters that get it. */
export async function checkManifests(state: FleetState, renderer: Renderer): Promise<CheckedManifests> {
  const resolution = await state.resolution();
  const { errors } = await state.evaluated();
  const built = await renderUnits(renderer, unitsToBuild(resolution), state.progress);
  const all = new Set(built.flatMap(({ rendered }) => (rendered.ok ? rendered.objects : [])));
  const checker = createObjectChecker(resolution, customSchemas(all));
  const search = createTextSearch(state);
  const failed = new Set(errors.map(({ file }) => file));
  const problems: PlacedProblem[] = [];
  const findings: Finding[] = [];
  const applications: ApplicationUnit[] = [];
  const namespaces: AdmissionUnit[] = [];
  for (const { unit, rendered } of built) {
    const { variant } = unit;
    if (!rendered.ok) {
      if (!isSaid(variant, failed)) findings.push(buildFinding(variant, rendered.message));
      continue;
    }
    const { objects } = rendered;
    if (variant.kind === 'application') applications.push({ ...unit, variant, objects });
    else namespaces.push({ ...unit, objects });
    for (const problem of checker.check({ ...unit, objects }))
      for (const place of await placesOf(problem, variant, search))
        problems.push({ problem, unit: titleOf(variant), place });
  }
  const admission = { applications, namespaces, variables: checker.variables };
  return {
    findings: [
      ...findings,
      ...describeProblems(problems, resolution, checker.variables),
      ...(await checkAdmission(admission, resolution)),
    ],
    notes: describeUnseen(all),
  };
}

/** What clusters would refuse. The library for assertions is loaded only if there are some. */
async function checkAdmission(admission: Admission, resolution: Resolution): Promise<Finding[]> {
  const findings = [...checkScope(admission, resolution), ...checkRoom(admission, resolution)];
  if (!hasRules(admission, resolution)) return findings;
  const { checkPolicies } = await import('../../admission/check-policies.ts');
  return [...findings, ...checkPolicies(admission, resolution)];
}

function hasRules({ namespaces }: Admission, { inventory }: Resolution): boolean {
  const inForce = new Set(namespaces.flatMap(({ home }) => home.spec.policies));
  return inventory.policies.some(({ name, spec }) => inForce.has(name) && spec.rules.length > 0);
}

/** What is wrong with files that a variant is built from is said already. */
function isSaid({ folders }: Variant, failed: ReadonlySet<string>): boolean {
  return folders.some(({ files }) => files.some((file) => failed.has(file)));
}
