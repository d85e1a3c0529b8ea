import { engineOf } from '../generate/engines/index.ts';
import type { LoadedFile } from '../load/source-files.ts';
import { type Diagnostic, type Finding, isError } from '../model/diagnostic.ts';
import type { Manifests } from '../model/inventory.ts';
import type { Resolution } from '../model/resolution.ts';
import { unknownReference } from '../model/rules/re202-unknown-reference.ts';
import { overSubscribed } from '../model/rules/re501-over-subscribed.ts';
import { limitsContradict } from '../model/rules/re505-limits-contradict.ts';
import { resolve } from '../resolve/resolve.ts';
import { writtenWindows } from '../resolve/written-windows.ts';
import { buildInventory } from '../validate/build-inventory.ts';
import { checkSchemas, findUnchecked, type KnownFiles } from '../validate/check-schemas.ts';
import type { Schemas } from './schemas.ts';

/** What follows from what people wrote. */
export interface Evaluated {
  /** What follows from all that could be read; undefined if there is no usable resedge.yaml. */
  readonly resolution: Resolution | undefined;
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those of them that are errors. */
  readonly errors: readonly Diagnostic[];
  /** How many errors there are for which objects are left out. Those of quotas and limits leave none out. */
  readonly leftOut: number;
}

/** The files of a state that an inventory is made from. */
interface Written {
  readonly intent: readonly LoadedFile[];
  readonly manifests: Manifests;
}

/** Validates and resolves. What is wrong is in the findings; nothing is thrown for it. */
export async function evaluate(
  { intent, manifests }: Written,
  schemas: Schemas,
  known: KnownFiles,
): Promise<{ resolution: Resolution | undefined; findings: Finding[] }> {
  const unchecked = findUnchecked(intent, known);
  const schemaFindings = unchecked.length === 0 ? [] : checkSchemas(unchecked, await schemas.validator(), known);
  const built = buildInventory({ files: intent, schemaFindings, manifests });
  const resolved = built.inventory && resolve(built.inventory, engineOf(built.inventory));
  const findings = [
    ...built.findings,
    ...withoutEchoes(resolved?.findings ?? [], built.findings),
    ...(resolved ? await findWrongValues(resolved.resolution) : []),
    ...(resolved ? await findClosedWindows(resolved.resolution) : []),
  ];
  return { resolution: resolved?.resolution, findings };
}

/** The counts of what was found. */
export function toEvaluated(resolution: Resolution | undefined, diagnostics: readonly Diagnostic[]): Evaluated {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const leftOut = errors.filter(({ rule }) => rule !== overSubscribed && rule !== limitsContradict).length;
  return { resolution, diagnostics, errors, leftOut };
}

/** Loads the library only if the Fleet has a schema for values. */
async function findWrongValues(resolution: Resolution): Promise<readonly Finding[]> {
  if (resolution.inventory.fleet.spec.valuesSchema === undefined) return [];
  const { checkValues } = await import('../validate/check-values.ts');
  return checkValues(resolution);
}

/** Loads the library only if there are windows. */
async function findClosedWindows(resolution: Resolution): Promise<readonly Finding[]> {
  const written = writtenWindows(resolution.inventory);
  if (written.length === 0) return [];
  const { findNeverOpening } = await import('../resolve/never-opens.ts');
  return findNeverOpening(resolution, written);
}

/** Errors exclude their object from the inventory. That others then name what is not there says nothing new. */
function withoutEchoes(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const isLeftOut = before.some((finding) => isError(finding) && finding.rule !== unknownReference);
  return isLeftOut ? findings.filter(({ rule }) => rule !== unknownReference) : findings;
}
