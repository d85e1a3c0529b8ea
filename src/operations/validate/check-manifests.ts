import { checkRoom } from '../../admission/check-room.ts';
import { checkScope } from '../../admission/check-scope.ts';
import { type Admission, type AdmissionUnit, type ApplicationUnit, unitsToBuild } from '../../admission/unit.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { Path, Place } from '../../model/place.ts';
import type { Resolution, Variant } from '../../model/resolution.ts';
import { titleOf } from '../../model/unit.ts';
import type { BuiltObject } from '../../render/built-object.ts';
import { createObjectChecker, type ObjectProblem } from '../../render/check-objects.ts';
import { customSchemas } from '../../render/custom-schemas.ts';
import { compileTemplate } from '../../render/substitute.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { Renderer } from '../../state/renderer.ts';
import { buildFinding } from './build-finding.ts';
import { describeProblems, type PlacedProblem } from './problem-findings.ts';
import { renderUnits } from './render-units.ts';
import { createTextSearch, type TextSearch } from './text-search.ts';

/** What is wrong with the manifests that clusters get, and how many could not be looked into. */
export interface CheckedManifests {
  readonly findings: readonly Finding[];
  /** Objects that SOPS encrypted. */
  readonly encrypted: number;
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
  const encrypted = new Set<BuiltObject>();
  for (const { unit, rendered } of built) {
    const { variant } = unit;
    if (!rendered.ok) {
      if (!isSaid(variant, failed)) findings.push(buildFinding(variant, rendered.message));
      continue;
    }
    const { objects } = rendered;
    if (variant.kind === 'application') applications.push({ ...unit, variant, objects });
    else namespaces.push({ ...unit, objects });
    for (const object of objects) if (object.left === 'encrypted') encrypted.add(object);
    for (const problem of checker.check({ ...unit, objects }))
      problems.push({ ...problem, unit: titleOf(variant), place: await placeOf(problem, variant, search) });
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

async function placeOf(
  problem: ObjectProblem,
  { kind, folders, namespace }: Variant,
  search: TextSearch,
): Promise<Place> {
  const files = [...new Set(folders.flatMap((folder) => folder.files))];
  const found = await search.find(files, problemTests(problem));
  const [first] = folders;
  if (found) return found;
  return kind === 'application' && first ? { file: first.file } : namespace.source;
}

type IsSource = (text: string, path: Path) => boolean;

/** How the text that a problem comes from is told from others: the surest way first. */
function problemTests({ site, variable }: ObjectProblem): IsSource[] {
  if (variable === undefined) return [(text) => 'message' in compileTemplate(text)];
  const reads = new RegExp(`\\$\\{#?${variable}(?![A-Za-z0-9_])`);
  const isSameField: IsSource = (text, path) => reads.test(text) && path.at(-1) === site?.path.at(-1);
  const isSameText: IsSource = (text) => text === site?.source.replace(/^(['"])(.*)\1$/s, '$2');
  const readsIt: IsSource = (text) => reads.test(text);
  if (!site) return [readsIt];
  return [(text, path) => isSameText(text, path) && isSameField(text, path), isSameText, isSameField, readsIt];
}
