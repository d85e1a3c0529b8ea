import { nearest } from '../model/nearest.ts';
import type { Path } from '../model/place.ts';
import { columnNames, foreignTarget, type Target, targetOf } from './columns.ts';
import type { Mapping } from './mapping.ts';
import type { CellPlace, RawField, Table, TableProblem } from './table.ts';

/** A value that a file gives for a field of a cluster. */
export interface Cell {
  /** Where it goes in a Cluster. */
  readonly path: Path;
  readonly value: unknown;
  /** What its column is called. */
  readonly field: string;
  /** Where it stands, counted from the row. */
  readonly at: Path;
}

/** A cluster that a file describes: no more than what it says. */
export interface ClusterRow {
  /** The index of the row in its table. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

export interface ClusterRows {
  readonly rows: readonly ClusterRow[];
  readonly problems: readonly TableProblem[];
  /** False if no column holds the names: then there is nothing to be said about rows. */
  readonly haveNames: boolean;
  /** The keys of labels that other systems keep for themselves and that were left out. */
  readonly leftOut: readonly string[];
}

/** Finds out what the fields of a table stand for. A field that nobody knows is a problem, reported at the first row that has it. */
export function toClusterRows(table: Table, mappings: readonly Mapping[]): ClusterRows {
  const problems: TableProblem[] = [...table.problems];
  const targets = new Map<string, Target | undefined>();
  const leftOut = new Set<string>();
  const seen = new Map(mappings.map((mapping) => [mapping.header, mapping]));

  function learn(field: string, place: CellPlace): Target | undefined {
    if (targets.has(field)) return targets.get(field);
    const mapping = seen.get(field);
    const foreign = mapping ? undefined : foreignTarget(field);
    if (foreign === 'left out') leftOut.add(field.slice(field.indexOf(':') + 1));
    const isForeign = foreign === 'left out' || foreign === 'ignored';
    const target = mapping ? mapping.target : isForeign ? undefined : (foreign ?? targetOf(field));
    targets.set(field, target);
    if (!target && !mapping && !isForeign) problems.push(unknownField(field, place, table.header !== undefined));
    return target;
  }

  for (const [column, header] of table.header?.entries() ?? []) learn(header, { at: [0, column] });
  const haveNames = !table.header || table.header.some((header) => isName(targets.get(header)));
  problems.push(...headerProblems(table.header ?? [], targets));
  if (table.header && !haveNames) problems.push(noNames(table.header));
  const rows = table.rows.map(({ at, fields }, row) => ({
    row,
    cells: fields.flatMap((field) => {
      const target = learn(field.name, { at: [...at, ...field.at] });
      return target ? [toCell(field, target)] : [];
    }),
  }));
  for (const { header } of mappings) if (!targets.has(header)) problems.push(unusedMapping(header, targets.keys()));
  return { rows, problems, haveNames, leftOut: [...leftOut].sort() };
}

function toCell({ name, value, at }: RawField, { path, list }: Target): Cell {
  const separator = list === 'names' ? /[\s;|,]+/ : /\s*[;|,]\s*/;
  const isText = list !== undefined && typeof value === 'string';
  return { path, value: isText ? value.split(separator).filter((item) => item !== '') : value, field: name, at };
}

function unknownField(field: string, place: CellPlace, isTable: boolean): TableProblem {
  const name = JSON.stringify(field);
  const message = isTable ? `there is no field for the column ${name}` : `clusters have no field ${name}`;
  if (field === '') return { place, message: 'this column has no name', hint: 'Give it one, or take the column away.' };
  const near = nearest(field, columnNames);
  const map = (target: string) => `--map ${JSON.stringify(`${field}=${target}`)}`;
  const hint =
    near === undefined || near.endsWith('.')
      ? `Say what it is with ${map('values.KEY')}, or ignore it with ${map('-')}.`
      : `Did you mean ${near}? Say so with ${map(near)}.`;
  return { place, field, message, hint };
}

function isName(target: Target | undefined): boolean {
  return target?.path.join('.') === 'metadata.name';
}

function noNames(header: readonly string[]): TableProblem {
  const map = `--map ${JSON.stringify(`${header[0]}=name`)}`;
  return {
    place: { at: [0] },
    field: 'name',
    message: 'there is no column name',
    hint: `The columns are ${header.join(', ')}. Say which one holds the name: ${map}.`,
  };
}

/** Two columns for one field. */
function headerProblems(header: readonly string[], targets: ReadonlyMap<string, Target | undefined>): TableProblem[] {
  const owners = new Map<string, string>();
  return header.flatMap((name, column) => {
    const key = targets.get(name)?.path.join('.');
    if (key === undefined) return [];
    const owner = owners.get(key);
    owners.set(key, owner ?? name);
    if (owner === undefined) return [];
    const message = `the columns ${JSON.stringify(owner)} and ${JSON.stringify(name)} are for one field, ${key}`;
    const hint =
      owner === name
        ? 'Take one away, or give it another name.'
        : `Take one away, or ignore it with --map ${JSON.stringify(`${name}=-`)}.`;
    return [{ place: { at: [0, column] }, field: name, message, hint }];
  });
}

function unusedMapping(header: string, there: Iterable<string>): TableProblem {
  const names = [...there];
  const near = nearest(header, names);
  const shown = names.slice(0, 20).join(', ');
  return {
    place: { at: [0] },
    field: header,
    message: `--map names ${JSON.stringify(header)}, and nothing is called so here`,
    hint:
      near === undefined
        ? `There are ${shown}${names.length > 20 ? ' and others' : ''}.`
        : `Did you mean ${JSON.stringify(near)}?`,
  };
}

/** The cell that a place in a Cluster comes from: the one with the longest path that leads there, or holds it. */
export function cellFor({ cells }: ClusterRow, path: Path): Cell | undefined {
  let best: Cell | undefined;
  let depth = 0;
  for (const cell of cells) {
    const common = commonSteps(cell.path, path);
    const isOnWay = common === cell.path.length || common === path.length;
    if (!isOnWay || common <= depth) continue;
    best = cell;
    depth = common;
  }
  return best;
}

function commonSteps(a: Path, b: Path): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
