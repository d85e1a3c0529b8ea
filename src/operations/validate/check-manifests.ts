import { checkRoom } from '../../admission/check-room.ts';
import { checkScope } from '../../admission/check-scope.ts';
import type { Admission, AdmissionUnit, ApplicationUnit } from '../../admission/unit.ts';
import type { Diagnostic, Finding } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import type { Resolution } from '../../model/resolution.ts';
import { kustomizationInvalid } from '../../model/rules/re402-kustomization-invalid.ts';
import type { BuiltObject, Rendered } from '../../render/built-object.ts';
import { createObjectChecker, type ObjectProblem } from '../../render/check-objects.ts';
import type { FleetSources } from '../../state/fleet-sources.ts';
import { noProgress, type OnProgress } from '../../state/progress.ts';
import { foldersOf, type Renderer } from '../../state/renderer.ts';
import { type RenderedUnit, renderUnits, unitsOf } from './admission-units.ts';
import { describeProblems, type PlacedProblem } from './problem-findings.ts';
import { problemTests } from './problem-tests.ts';
import { createTextSearch, type TextSearch } from './text-search.ts';

/** What is wrong with the manifests that clusters get, and how many could not be looked into. */
export interface CheckedManifests {
  readonly findings: readonly Finding[];
  /** Objects that SOPS encrypted. */
  readonly encrypted: number;
}

/** Builds each variant, and checks its objects against the variables of all clusters that get it. */
export async function checkManifests(
  sources: FleetSources,
  resolution: Resolution,
  renderer: Renderer,
  known: readonly Diagnostic[],
  progress: OnProgress = noProgress,
): Promise<CheckedManifests> {
  const units = unitsOf(resolution);
  const built = await renderUnits(renderer, units, progress);
  const checker = createObjectChecker(resolution);
  const search = createTextSearch(sources);
  const failed = new Set(known.filter(({ severity }) => severity === 'error').map(({ file }) => file));
  const problems: PlacedProblem[] = [];
  const findings: Finding[] = [];
  const applications: ApplicationUnit[] = [];
  const namespaces: AdmissionUnit[] = [];
  const encrypted = new Set<BuiltObject>();
  for (const [index, unit] of units.entries()) {
    const rendered: Rendered | undefined = built[index];
    if (!rendered) continue;
    if (!rendered.ok) {
      const finding = buildFinding(unit, rendered.message, resolution, failed);
      if (finding) findings.push(finding);
      continue;
    }
    const { variant, home } = unit;
    const { objects } = rendered;
    if (!('application' in variant)) namespaces.push({ ...unit, application: undefined, home: variant, objects });
    else if (home) applications.push({ ...unit, application: variant, home, objects });
    for (const object of rendered.objects) if (object.left === 'encrypted') encrypted.add(object);
    for (const problem of checker.check({ ...unit, objects: rendered.objects }))
      problems.push({ ...problem, unit: unit.name, place: await placeOf(problem, unit, resolution, search) });
  }
  const admission = { applications, namespaces, variables: checker.variables };
  return {
    findings: [
      ...findings,
      ...describeProblems(problems, resolution, checker.variables),
      ...(await checkAdmission(admission, resolution)),
    ],
    encrypted: encrypted.size,
  };
}

/** What clusters would refuse. The library for assertions is loaded only where there are some. */
async function checkAdmission(admission: Admission, resolution: Resolution): Promise<Finding[]> {
  const findings = [...checkScope(admission, resolution), ...checkRoom(admission, resolution)];
  if (!hasRules(admission, resolution)) return findings;
  const { checkPolicies } = await import('../../admission/check-policies.ts');
  return [...findings, ...checkPolicies(admission, resolution)];
}

function hasRules({ namespaces }: Admission, { inventory }: Resolution): boolean {
  const inForce = new Set(namespaces.flatMap(({ home }) => home.spec.policies ?? []));
  return inventory.policies.some(({ name, object }) => inForce.has(name) && (object.spec?.rules ?? []).length > 0);
}

/** What Kustomize says; nothing where the files that it read have errors already. */
function buildFinding(
  { name, variant }: RenderedUnit,
  message: string,
  resolution: Resolution,
  failed: ReadonlySet<string>,
): Finding | undefined {
  const folders = foldersOf(variant, resolution).flatMap((folder) => folder ?? []);
  if (folders.some(({ files }) => files.some((file) => failed.has(file)))) return undefined;
  const named = folders.findLast(({ folder }) => message.includes(folder)) ?? folders[0];
  const lines = message.split('\n').slice(0, 5).join('\n  ');
  return {
    rule: kustomizationInvalid,
    message: `Kustomize cannot build variant ${variant.name} of ${name}: ${lines}`,
    place: named ? { file: named.file } : variant.namespace.source,
  };
}

async function placeOf(
  problem: ObjectProblem,
  { variant }: RenderedUnit,
  resolution: Resolution,
  search: TextSearch,
): Promise<Place> {
  const folders = foldersOf(variant, resolution).flatMap((folder) => folder ?? []);
  const files = [...new Set(folders.flatMap((folder) => folder.files))];
  const found = await search.find(files, problemTests(problem));
  const [first] = folders;
  if (found) return found;
  return 'application' in variant && first ? { file: first.file } : variant.namespace.source;
}
