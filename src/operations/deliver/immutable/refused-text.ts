import { writtenPlace } from '../../../admission/written-place.ts';
import { pathText } from '../../../edit/field-edit.ts';
import { by } from '../../../model/compare.ts';
import { countOf, listWords, someOf } from '../../../model/counts.ts';
import type { Finding } from '../../../model/diagnostic.ts';
import type { Updates } from '../../../model/engine.ts';
import { groupBy } from '../../../model/group-by.ts';
import type { Resolution } from '../../../model/resolution.ts';
import { immutableChange } from '../../../model/rules/re412-immutable-change.ts';
import { unitName } from '../../../model/unit.ts';
import type { FleetState } from '../../../state/fleet-state.ts';
import type { RefusedChange } from './find-refused.ts';

/** What is refused, a sentence each that begins with the id of the rule: what on most clusters is refused first. */
export async function refusedTexts(found: readonly RefusedChange[], state: FleetState): Promise<string[]> {
  const resolution = await state.valid();
  const { updates } = resolution.engine;
  const texts = await Promise.all(
    merged(found).map(async (refused) => {
      const place = await placeOf(refused, resolution, state);
      return `${immutableChange.id} ${place}${messageOf(refused)} (${waysOut(refused, updates)})`;
    }),
  );
  return texts;
}

function messageOf({ object, fields, clusters, ...unit }: RefusedChange): string {
  const names = clusters.map(({ name }) => name).sort();
  const what = `${listWords(fields.map(pathText))} of ${object.kind}/${object.name}`;
  const where = `${countOf(names.length, 'cluster')} (${someOf(names)})`;
  return `${what} cannot be changed, so ${where} would refuse all of ${unitName(unit)}`;
}

function waysOut({ fields }: RefusedChange, { anew }: Updates): string {
  const isStrategy = fields.some((path) => /^spec\.(strategy|updateStrategy)\.type$/.test(path.join('.')));
  const first = isStrategy ? 'say rollingUpdate: null beside it, ' : '';
  return `${first}give the object another name, or put ${anew} on it; see resedge rule ${immutableChange.id}`;
}

/** Variants in which the same is refused of an object count as one. */
function merged(found: readonly RefusedChange[]): RefusedChange[] {
  const keyOf = ({ object, fields, ...unit }: RefusedChange) =>
    JSON.stringify([unitName(unit), object.apiVersion, object.kind, object.namespace, object.name, fields]);
  const all = [...groupBy(found, keyOf).values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, clusters: [first, ...others].flatMap(({ clusters }) => clusters) }] : [],
  );
  return all.sort(by((refused) => unitName(refused))).sort((a, b) => b.clusters.length - a.clusters.length);
}

/** `apps/till/base/job.yaml:7: `, where people wrote it; nothing where that is not known. */
async function placeOf(
  { variant, object, fields, namespace }: RefusedChange,
  { namespaces }: Resolution,
  state: FleetState,
): Promise<string> {
  const home = namespaces.find((one) => one.namespace.name === namespace)?.variants[0];
  if (!variant || !home) return '';
  const place = writtenPlace({ variant, home }, object, fields[0] ?? []);
  const finding: Finding = { rule: immutableChange, message: '', place };
  const [known] = await state.diagnose([finding]);
  return known ? `${known.file}:${known.line}: ` : '';
}
