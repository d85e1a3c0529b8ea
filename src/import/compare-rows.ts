import type { Finding } from '../model/diagnostic.ts';
import { jsonPointer } from '../model/json-pointer.ts';
import { valueAt } from '../model/record.ts';
import { duplicateName } from '../model/rules/re201-duplicate-name.ts';
import { unknownReference } from '../model/rules/re202-unknown-reference.ts';
import { textOf } from '../model/text-of.ts';
import { checkSecrets } from '../validate/check-secrets.ts';
import type { SchemaValidator } from '../validate/schema-validator.ts';
import { type ClusterObject, changedCluster, type Defaults, isSame, newCluster } from './cluster-object.ts';
import { type Cell, type ClusterRow, cellFor } from './cluster-rows.ts';
import type { KnownCluster, KnownFleet } from './known-fleet.ts';
import type { TableProblem } from './table.ts';

/** What a good row asks for. */
export type Decision =
  | { readonly action: 'create'; readonly row: number; readonly name: string; readonly object: ClusterObject }
  | {
      readonly action: 'change';
      readonly row: number;
      readonly name: string;
      readonly known: KnownCluster;
      /** The fields that differ, with what they become. */
      readonly cells: readonly Cell[];
    }
  | { readonly action: 'keep'; readonly row: number; readonly name: string };

export interface CompareOptions {
  readonly fleet: KnownFleet;
  readonly validator: SchemaValidator;
  readonly defaults: Defaults;
  /** Clusters that are there already may be changed. */
  readonly update: boolean;
  /** Groups that are not there will be. */
  readonly createGroups: boolean;
  /** Told of each row. */
  progress(done: number): void;
}

/** Compares the clusters of a file with those that are there: what to do for each good row, and what is wrong with the others. */
export function compareRows(
  rows: readonly ClusterRow[],
  options: CompareOptions,
): { decisions: Decision[]; problems: TableProblem[] } {
  const decisions: Decision[] = [];
  const problems: TableProblem[] = [];
  const owners = new Map<string, number>();
  for (const [done, row] of rows.entries()) {
    options.progress(done);
    const before = problems.length;
    const decision = decide(row, options, owners, problems);
    if (decision && problems.length === before) decisions.push(decision);
  }
  return { decisions, problems };
}

function decide(
  row: ClusterRow,
  options: CompareOptions,
  owners: Map<string, number>,
  problems: TableProblem[],
): Decision | undefined {
  const name = rowName(row);
  if (name === undefined) {
    problems.push({ place: { row: row.row, at: [] }, field: 'name', message: 'this cluster has no name' });
    return undefined;
  }
  const { fleet, defaults, validator } = options;
  const known = typeof name === 'string' ? fleet.cluster(name) : undefined;
  const cells = known ? differing(row.cells, known) : row.cells;
  if (known && cells.length > 0 && !options.update) problems.push(isThere(row, textOf(name), known));
  const object = known ? changedCluster(known.value, cells) : newCluster(cells, defaults);
  for (const { rule, message, hint, place, confidential = false } of cells.length === 0
    ? []
    : check(object, validator)) {
    const cell = cellFor(row, place.path ?? []);
    if (cell || !known) problems.push({ ...problemAt(row, cell, message, hint), rule, confidential });
  }
  problems.push(...groupProblems(row, cells, options));
  if (typeof name !== 'string') return undefined;
  const owner = owners.get(name);
  if (owner === undefined) owners.set(name, row.row);
  else problems.push(isTwice(row, name));
  if (known) return toChange(row, name, known, cells);
  const former = fleet.formerOwner(name);
  if (former !== undefined) problems.push(wasCalled(row, name, former));
  return { action: 'create', row: row.row, name, object };
}

/** What is wrong with an object on its own. What looks like a secret is said to be one and nothing else: other findings would print it. */
function check(object: ClusterObject, validator: SchemaValidator): Finding[] {
  const document = { index: 0, value: object };
  const secrets = checkSecrets(document, '');
  const others = validator.check(document, '');
  if (secrets.length === 0) return others;
  const places = new Set(secrets.map(({ place }) => JSON.stringify(place.path)));
  return [...secrets, ...others.filter(({ place }) => !places.has(JSON.stringify(place.path)))];
}

function toChange({ row }: ClusterRow, name: string, known: KnownCluster, cells: readonly Cell[]): Decision {
  return cells.length === 0 ? { action: 'keep', row, name } : { action: 'change', row, name, known, cells };
}

function rowName({ cells }: ClusterRow): unknown {
  return nameCell(cells)?.value;
}

function nameCell(cells: readonly Cell[]): Cell | undefined {
  return cells.find(({ path }) => path[0] === 'metadata' && path[1] === 'name');
}

/** The cells that say something else than the cluster does. */
function differing(cells: readonly Cell[], { value, numbers }: KnownCluster): Cell[] {
  return cells.filter((cell) => !isSame(valueAt(value, cell.path), cell.value, numbers?.[jsonPointer(cell.path)]));
}

/** Groups that are not there and will not be. */
function groupProblems(
  row: ClusterRow,
  cells: readonly Cell[],
  { fleet, createGroups }: CompareOptions,
): TableProblem[] {
  const cell = cells.find(({ path }) => path[1] === 'groups');
  if (createGroups || !cell || !Array.isArray(cell.value)) return [];
  return cell.value.flatMap((group: unknown, index) => {
    if (typeof group !== 'string' || fleet.isGroup(group)) return [];
    const near = fleet.nearGroup(group);
    const hint =
      near === undefined
        ? 'Add it with --create-groups.'
        : `Did you mean ${near}? If not, add it with --create-groups.`;
    const at = Array.isArray(cell.at) && typeof cell.at[0] === 'number' ? cell.at : [...cell.at, index];
    return [{ ...problemAt(row, { ...cell, at }, `there is no Group ${group}`, hint), rule: unknownReference }];
  });
}

function problemAt({ row }: ClusterRow, cell: Cell | undefined, message: string, hint?: string): TableProblem {
  const problem = { place: { row, at: cell?.at ?? [] }, message };
  return { ...problem, ...(cell && { field: cell.field }), ...(hint !== undefined && { hint }) };
}

function isThere(row: ClusterRow, name: string, { source }: KnownCluster): TableProblem {
  const message = `there is a Cluster ${name} already, in ${source.file}`;
  const hint = 'Change those that are there with --update.';
  return { ...problemAt(row, nameCell(row.cells), message, hint), rule: duplicateName };
}

function isTwice(row: ClusterRow, name: string): TableProblem {
  const hint = 'Take one of the two away.';
  return { ...problemAt(row, nameCell(row.cells), `${name} is there already, further up`, hint), rule: duplicateName };
}

function wasCalled(row: ClusterRow, name: string, owner: string): TableProblem {
  const message = `the cluster ${owner} was called ${name} before`;
  const hint = `Give this one another name, or take ${name} out of the formerNames of ${owner}.`;
  return { ...problemAt(row, nameCell(row.cells), message, hint), rule: duplicateName };
}
