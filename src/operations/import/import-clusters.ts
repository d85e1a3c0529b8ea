import type { Defaults } from '../../import/cluster-object.ts';
import { toClusterRows } from '../../import/cluster-rows.ts';
import { compareRows, type Decision } from '../../import/compare-rows.ts';
import type { ImportFormat } from '../../import/formats.ts';
import { type KnownFleet, knownFleet } from '../../import/known-fleet.ts';
import type { Mapping } from '../../import/mapping.ts';
import type { TableProblem } from '../../import/table.ts';
import { InvalidInventory, UserError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import { type ChangedObject, type PlannedChange, planChange } from '../change/change-fleet.ts';
import { reviewLeaving } from '../change/review-leaving.ts';
import { checkDefaults } from './import-defaults.ts';
import { draftImport } from './import-draft.ts';
import { type ImportProblem, locateProblems } from './import-problems.ts';
import { type ImportFile, readImport } from './read-import.ts';

export interface ImportRequest {
  /** `-` for standard input. */
  readonly file: string;
  /** Undefined: found out from the file. */
  readonly from: ImportFormat | undefined;
  readonly mappings: readonly Mapping[];
  readonly defaults: Defaults;
  /** Make the groups that are not there. */
  readonly createGroups: boolean;
  /** Change clusters that are there already. */
  readonly update: boolean;
  /** Leave bad rows out, and import the others. */
  readonly skipBad: boolean;
}

/** What an import does, in numbers of clusters. All zero if it may not be done. */
export interface ImportResult {
  /** How many clusters the file has. */
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Bad rows that were left out. */
  readonly skipped: number;
  /** The names of groups that are made, parents first. */
  readonly groups: { readonly created: readonly string[] };
  /** In the order of the file. */
  readonly problems: readonly ImportProblem[];
}

export interface ImportPlan {
  /** What the file is called in messages. */
  readonly file: string;
  readonly result: ImportResult;
  /** How many rows are bad; 0 if it is the file as a whole that cannot be used. */
  readonly badRows: number;
  /** Undefined if something is wrong and nothing may be written. */
  readonly planned: PlannedChange | undefined;
  readonly objects: readonly ChangedObject[];
  /** What leaves clusters that are there already, in sentences. */
  readonly leaving: readonly string[];
  /** The keys of labels of other systems that were left out, sorted. */
  readonly leftOut: readonly string[];
  /** Objects that are no clusters and were passed over, by kind. */
  readonly passedOver: ReadonlyMap<string, number>;
}

/** Works out what it takes to bring the clusters of a file into the inventory. Writes nothing. */
export async function planImport(host: Host, state: FleetState, request: ImportRequest): Promise<ImportPlan> {
  const fleet = knownFleet(state.intent);
  const validator = await state.schemas.validator();
  checkDefaults(request, fleet, validator);
  const file = await readImport(host, request.file, request.from);
  const { rows, problems, haveNames, leftOut } = toClusterRows(file.table, request.mappings);
  if (rows.length === 0 && problems.length === 0)
    throw new UserError(`there is no cluster in ${file.name}`, passedOverHint(file));
  const progress = (done: number) => state.progress(done, rows.length, 'rows checked');
  const compared = compareRows(haveNames ? rows : [], { ...request, fleet, validator, progress });
  const found = [...problems, ...compared.problems];
  const bad = rowsOf(found);
  const decisions = compared.decisions.filter(({ row }) => !bad.has(row));
  const isReadable = found.every(({ place }) => place.row !== undefined);
  const checked =
    found.length === 0 || (request.skipBad && isReadable)
      ? await check(state, fleet, decisions, found, request)
      : { decisions: [], problems: found, groups: [], objects: [], planned: undefined };
  const count = (action: Decision['action']) => checked.decisions.filter((one) => one.action === action).length;
  const result = {
    rows: rows.length,
    created: count('create'),
    changed: count('change'),
    unchanged: count('keep'),
    skipped: checked.planned ? rows.length - checked.decisions.length : 0,
    groups: { created: checked.groups },
    problems: locateProblems(file, checked.problems),
  };
  const { planned, objects } = checked;
  const badRows = isReadable ? rowsOf(checked.problems).size : 0;
  const leaving = planned ? await reviewLeaving(planned) : [];
  return { file: file.name, result, badRows, planned, objects, leaving, leftOut, passedOver: file.table.passedOver };
}

interface Checked {
  readonly decisions: readonly Decision[];
  readonly problems: readonly TableProblem[];
  readonly groups: readonly string[];
  readonly objects: readonly ChangedObject[];
  readonly planned: PlannedChange | undefined;
}

/** Looks at the fleet as a whole with the new clusters in it. Rows that bring errors are bad too. */
async function check(
  state: FleetState,
  fleet: KnownFleet,
  decisions: readonly Decision[],
  known: readonly TableProblem[],
  request: ImportRequest,
): Promise<Checked> {
  const problems = [...known];
  for (let good = decisions; ; ) {
    const draft = await draftImport(state, fleet, good);
    const { groups, objects } = draft;
    try {
      const planned = await planChange(state, draft);
      return { decisions: good, problems, groups, objects, planned };
    } catch (error) {
      if (!(error instanceof InvalidInventory)) throw error;
      const brought = error.diagnostics.map(({ file, rule, message, hint }) => {
        const row = draft.rowOf(file);
        return row === undefined
          ? undefined
          : { rule, place: { row, at: [] }, message, ...(hint !== undefined && { hint }) };
      });
      const inRows = brought.filter((problem) => problem !== undefined);
      if (inRows.length < brought.length) throw error;
      problems.push(...inRows);
      if (!request.skipBad) return { decisions: [], problems, groups: [], objects: [], planned: undefined };
      const bad = rowsOf(inRows);
      good = good.filter(({ row }) => !bad.has(row));
    }
  }
}

function rowsOf(problems: readonly TableProblem[]): Set<number> {
  return new Set(problems.flatMap(({ place }) => (place.row === undefined ? [] : [place.row])));
}

function passedOverHint({ table }: ImportFile): string | undefined {
  const secrets = table.passedOver.get('Secret');
  return secrets === undefined
    ? undefined
    : `It holds ${secrets} Secrets. Those of clusters have the label argocd.argoproj.io/secret-type: cluster.`;
}
