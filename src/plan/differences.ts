import { at } from '../model/at.ts';
import { ClusterSet } from '../model/cluster-set.ts';
import { compareText } from '../model/compare.ts';
import { grouped } from '../model/counts.ts';
import { groupBy } from '../model/group-by.ts';
import type { PlanDifference } from '../model/plan.ts';
import { toRecord } from '../model/record.ts';
import { maskBoth, replaceInObject } from '../model/secrets.ts';
import type { BuiltObject } from '../render/built-object.ts';
import { stemOf } from './generated-names.ts';
import { maskedTexts } from './masked-texts.ts';
import { objectTitle } from './object-title.ts';

/** Lines that begin with `+`, `-` or a blank, and `@@` between parts that lie apart. */
export type DiffLines = (before: string, after: string) => string[];

/** A variable that has other values on some clusters, on which something reads it. */
export interface VariableUse {
  readonly variable: string;
  readonly unit: string;
  readonly clusters: ClusterSet;
  before(at: number): string | undefined;
  after(at: number): string | undefined;
}

/** Differences as they are found; each is kept once, with all units and clusters that it stands for. */
export interface Differences {
  object(unit: string, before: BuiltObject | undefined, after: BuiltObject | undefined, clusters: ClusterSet): void;
  /** The same was built, and Flux replaces variables in it on one side alone. */
  replacing(unit: string, object: BuiltObject, isReplaced: boolean, clusters: ClusterSet): void;
  variable(use: VariableUse): void;
  file(unit: string, path: string, clusters: ClusterSet): void;
  /** Those of the most clusters first. */
  list(): PlanDifference[];
}

/** At most this many changes of one variable are told apart. */
const mostValues = 5;

interface Found {
  readonly what: string;
  readonly kind: PlanDifference['kind'];
  readonly lines: readonly string[];
  readonly units: Set<string>;
  clusters: ClusterSet;
}

export function collectDifferences(diffLines: DiffLines): Differences {
  const found = new Map<string, Found>();
  const uses: VariableUse[] = [];

  function add(unit: string, difference: Omit<Found, 'units'>): void {
    const changed = difference.lines.filter((line) => /^[+-]/.test(line));
    const key = [difference.kind, difference.what, ...changed].join('\n');
    const known = found.get(key) ?? { ...difference, units: new Set<string>() };
    found.set(key, known);
    known.units.add(unit);
    known.clusters = known.clusters.or(difference.clusters);
  }

  return {
    object(unit, before, after, clusters) {
      const object = after ?? before;
      if (!object) return;
      const what = objectTitle({ ...object, name: stemOf(object) }, unit);
      add(unit, { what, kind: 'object', lines: objectLines(before, after, diffLines), clusters });
    },
    replacing(unit, object, isReplaced, clusters) {
      const lines = [`${isReplaced ? '+' : '-'} variables in it are replaced`];
      add(unit, { what: objectTitle(object, unit), kind: 'object', lines, clusters });
    },
    file(unit, path, clusters) {
      add(unit, { what: path, kind: 'file', lines: [], clusters });
    },
    variable(use) {
      uses.push(use);
    },
    list() {
      for (const group of byVariable(uses)) addVariable(group, add);
      const list = Array.from(found.values(), ({ units, ...rest }) => ({
        ...rest,
        units: [...units].sort(compareText),
      }));
      const counted = list.map((difference) => ({ difference, count: difference.clusters.count() }));
      counted.sort((a, b) => b.count - a.count || compareText(a.difference.what, b.difference.what));
      return counted.map(({ difference }) => difference);
    },
  };
}

/** Secrets are nobody's business in a pull request: Kustomize prints them as they are. */
function objectLines(
  before: BuiltObject | undefined,
  after: BuiltObject | undefined,
  diffLines: DiffLines,
): readonly string[] {
  if (!before) return ['+ it is new'];
  if (!after) return ['- it goes'];
  const lines = diffLines(...maskedTexts(before, after));
  return lines.length > 0 ? lines : ['+ what is in it differs, and is not shown'];
}

/** Uses of one variable with the same values: those of clusters are the same everywhere. */
function byVariable(uses: readonly VariableUse[]): VariableUse[][] {
  const keyOf = ({ variable, unit }: VariableUse) => {
    const scope = variable.startsWith('cluster_') ? '' : unit.split('/')[variable.startsWith('app_') ? 1 : 0];
    return `${variable} ${scope}`;
  };
  return [...groupBy(uses, keyOf).values()];
}

function addVariable(uses: readonly VariableUse[], add: (unit: string, found: Omit<Found, 'units'>) => void): void {
  const first = at(uses, 0);
  const all = uses.reduce((set, { clusters }) => set.or(clusters), first.clusters);
  const values = new Map<string, { readonly lines: readonly string[]; readonly clusters: ClusterSet }>();
  for (const at of all) {
    const [before, after] = [first.before(at), first.after(at)];
    if (before === after) continue;
    const key = JSON.stringify([before, after]);
    const value = values.get(key) ?? {
      lines: valueLines(first.variable, before, after),
      clusters: ClusterSet.none(all.size),
    };
    values.set(key, value);
    value.clusters.add(at);
  }
  const list = [...values.values()];
  const shown = list.slice(0, mostValues);
  const rest = list.length - shown.length;
  const merged = {
    lines: [...shown.flatMap(({ lines }) => lines), `@@ and ${grouped(rest)} other changes of it`],
    clusters: all,
  };
  for (const { lines, clusters } of rest > 0 ? [merged] : shown) {
    for (const { unit, variable } of uses) add(unit, { what: variable, kind: 'variable', lines, clusters });
  }
}

function valueLines(variable: string, before: string | undefined, after: string | undefined): string[] {
  const states = maskBoth({ [variable]: before }, { [variable]: after }, replaceInObject);
  const [was, is] = states.map((state) => toRecord(state)[variable]);
  return [
    ...(before === undefined ? [] : [`- ${JSON.stringify(was)}`]),
    ...(after === undefined ? [] : [`+ ${JSON.stringify(is)}`]),
  ];
}
