import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Place } from '../model/place.ts';
import { valueAt } from '../model/record.ts';
import type { Resolution, Value } from '../model/resolution.ts';
import { schemaRule } from '../model/rules/re102-schema.ts';
import { textOf } from '../model/text-of.ts';
import { Endless, foreignAjv, type Judge, judgeOf } from './foreign-schemas.ts';
import { explainErrors } from './schema-errors.ts';

type Values = Readonly<Record<string, string | number | boolean>>;

/** Something wrong with a merged value, on the clusters that have it. */
interface Problem {
  readonly finding: Finding;
  readonly clusters: ClusterSet;
}

/** Holds the merged values of every active cluster against `valuesSchema` of the Fleet: RE102 where the value stands. */
export function checkValues(resolution: Resolution): Finding[] {
  const { source, spec } = resolution.inventory.fleet;
  const place: Place = { file: source.file, document: source.document, path: ['spec', 'valuesSchema'] };
  const judge = judgeIn(spec.valuesSchema ?? {});
  if (typeof judge === 'string')
    return [{ rule: schemaRule, message: `this is no JSON Schema of draft 7: ${judge}`, place }];
  try {
    return holdValues(resolution, judge, place);
  } catch (error) {
    if (!(error instanceof Endless)) throw error;
    return [{ rule: schemaRule, message: `no values can be held against this: ${error.message}`, place }];
  }
}

/** A schema that is ready to be held against values, or why it is none. */
function judgeIn(schema: object): Judge | string {
  try {
    return judgeOf(foreignAjv(), schema);
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}

function holdValues(resolution: Resolution, judge: Judge, place: Place): Finding[] {
  const { active, inventory, valuesOf } = resolution;
  const { valuesSchema } = inventory.fleet.spec;
  const written = writtenValues(inventory);
  const problems = new Map<string, Problem>();
  const valid = new Set<ReadonlyMap<string, Value>>();
  for (const cluster of active) {
    const values = valuesOf(cluster);
    if (valid.has(values)) continue;
    const merged = Object.fromEntries(Array.from(values, ([key, value]) => [key, rawOf(key, value, written)]));
    const errors = judge(merged);
    if (errors.length === 0) {
      valid.add(values);
      continue;
    }
    for (const finding of explainErrors(errors, { index: 0, value: merged }, { file: '' })) {
      const key = finding.place.path?.[0];
      const from = key === undefined ? undefined : values.get(String(key))?.from;
      const hint = finding.hint ?? wanted(valuesSchema, key);
      const moved = { ...finding, ...(hint === undefined ? {} : { hint }), place: from ?? place };
      const id = JSON.stringify([moved.place, finding.message]);
      const known = problems.get(id) ?? { finding: moved, clusters: ClusterSet.none(active.size) };
      known.clusters.add(cluster);
      problems.set(id, known);
    }
  }
  return Array.from(problems.values(), (problem) => findingOf(problem, inventory));
}

/** What the schema says of a value, where that is short. */
function wanted(schema: unknown, key: unknown): string | undefined {
  const text = JSON.stringify(valueAt(schema, ['properties', textOf(key)]));
  return text === undefined || text.length > 120 ? undefined : `What valuesSchema wants: ${text}`;
}

/** The values as people wrote them, by the document that they stand in. */
function writtenValues({ fleet, groups, clusters }: Inventory): ReadonlyMap<string, Values> {
  const items = [fleet, ...groups, ...clusters];
  return new Map(items.map(({ source, spec }) => [`${source.file} ${source.document}`, spec.values]));
}

function rawOf(key: string, { text, from }: Value, written: ReadonlyMap<string, Values>): string | number | boolean {
  return written.get(`${from.file} ${from.document}`)?.[key] ?? text;
}

function findingOf({ finding, clusters }: Problem, { clusters: items }: Inventory): Finding {
  const first = at(clusters.first(1), 0);
  const count = clusters.count();
  const where = `${at(items, first).name}${count > 1 ? ` and ${count - 1} more` : ''}`;
  return { ...finding, message: `among the values of ${where}: ${finding.message}` };
}
