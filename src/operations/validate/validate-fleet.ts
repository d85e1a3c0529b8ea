import { firstOf } from '../../model/counts.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { InvalidInventory } from '../../model/errors.ts';
import type { Resolution } from '../../model/resolution.ts';
import { titleOf } from '../../model/unit.ts';
import { opaqueVariants } from '../../resolve/brought.ts';
import { diagnoseOnDisk } from '../../state/diagnose-on-disk.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { buildFinding } from './build-finding.ts';
import { checkGenerated } from './check-generated.ts';
import { type CheckedManifests, checkManifests } from './check-manifests.ts';
import { findClosedTogether } from './closed-together.ts';

/** All that is wrong with one state of a fleet. */
export interface Validation {
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many files of YAML were read. */
  readonly files: number;
  /** What was not looked at, in sentences. */
  readonly notes: readonly string[];
}

/** Validates what is in the work tree, or staged, and looks for what must not be in the generated folders. */
export async function validateHere(
  copy: WorkingCopy,
  { staged, render }: { readonly staged: boolean; readonly render: boolean },
): Promise<Validation> {
  const { host, repository } = copy;
  const state = await copy.open({ staged });
  const validation = await validateState(state, render);
  const { resolution } = await state.evaluated();
  if (!resolution) return validation;
  const { findings, notes } = await checkGenerated(copy, resolution, staged);
  return {
    ...validation,
    diagnostics: merged(validation.diagnostics, diagnoseOnDisk(host, repository, findings)),
    notes: [...validation.notes, ...notes],
  };
}

/**
 * Validates one state with what clusters would get from it. Throws InvalidInventory if there are errors; `outcome`: what
 * became of whatever was to be done.
 */
export async function requireSound(
  state: FleetState,
  outcome = 'nothing was done',
): Promise<{ resolution: Resolution; notes: readonly string[] }> {
  const { diagnostics, notes } = await validateState(state, true);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidInventory(errors, `the inventory has errors, so ${outcome}`);
  return { resolution: await state.valid(), notes };
}

/** Validates one state; if there is a Kustomize, and `render` says so, also what clusters would get from it. */
export async function validateState(state: FleetState, render: boolean): Promise<Validation> {
  const { resolution, diagnostics: evaluated } = await state.evaluated();
  const closed = resolution ? await findClosedTogether(state, resolution) : [];
  const diagnostics = merged(evaluated, await state.diagnose(closed));
  const validation = { diagnostics, files: state.files.length, notes: [] };
  const hasManifests = resolution && (resolution.namespaces.length > 0 || resolution.applications.length > 0);
  if (!hasManifests) return validation;
  if (!render) return { ...validation, notes: unjudged(opaqueVariants(resolution).map(titleOf)) };
  const owners = await state.owners();
  const renderer = await state.renderer();
  const { findings, notes: unseen } = renderer ? await checkManifests(state, renderer) : nothingChecked;
  const found = await state.diagnose([...owners.findings, ...findings]);
  const notes = renderer ? unseen : [noKustomize, ...unjudged(owners.unjudged)];
  return { ...validation, diagnostics: merged(diagnostics, found), notes };
}

const nothingChecked: CheckedManifests = { findings: [], notes: [] };

/** Says of what Kustomize alone can tell which objects it brings. */
function unjudged(titles: readonly string[]): string[] {
  if (titles.length === 0) return [];
  return [
    `Not checked without Kustomize: which objects ${firstOf([...new Set(titles)])} bring, and whether others own them.`,
  ];
}

/**
 * Throws InvalidInventory where Kustomize alone can tell who owns what, and it is wrong or cannot be told; `outcome`: what
 * became of whatever was to be done.
 */
export async function requireOwners(state: FleetState, outcome: string): Promise<void> {
  const { findings, failed } = await state.owners();
  const refused = Array.from(failed, ([variant, message]) => buildFinding(variant, message));
  const errors = (await state.diagnose([...findings, ...refused])).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidInventory(errors, `the inventory has errors, so ${outcome}`);
}

const noKustomize =
  'Manifests were not checked: there is neither kustomize (5.5 or later) nor kubectl (1.32 or later) on the PATH.';

/** Two lists that are sorted by file, as one. */
function merged(a: readonly Diagnostic[], b: readonly Diagnostic[]): readonly Diagnostic[] {
  if (b.length === 0) return a;
  return [...a, ...b].sort((one, other) =>
    one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line,
  );
}
