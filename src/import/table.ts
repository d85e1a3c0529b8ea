import type { Rule } from '../model/diagnostic.ts';
import type { Path, Span } from '../model/place.ts';

/** A field of a row, as the file has it. */
export interface RawField {
  /** The header of its column, or its path such as `spec.capacity.cpu`. Labels of other systems: `label:KEY`. */
  readonly name: string;
  /** Plain data. */
  readonly value: unknown;
  /** Where it is, counted from its row: an index of a column, or keys and indices. */
  readonly at: Path;
}

/** A cluster, as the file has it. */
export interface RawRow {
  /** Where it is: the index of a record, or the number of a document with keys and indices. */
  readonly at: Path;
  readonly fields: readonly RawField[];
}

/** Something in a file of clusters: a row or, with `at`, what is in it. */
export interface CellPlace {
  /** The index of the row; absent for the header, and for what is in no row. */
  readonly row?: number;
  /** Counted from the row; without a row, from the beginning of the file. */
  readonly at: Path;
}

/** A place in the text, and the number that people give its row. */
export interface CellRange extends Span {
  /** From 1. In a table the header is row 1, and empty lines count, as spreadsheets do it. */
  readonly row?: number;
}

/** What is wrong in a file of clusters. */
export interface TableProblem {
  /** RE102 unless given. */
  readonly rule?: Rule;
  /** Without a row it is about the file as a whole: then none of it can be used. */
  readonly place: CellPlace;
  /** The field or the header of the column, if it is about one. */
  readonly field?: string;
  readonly message: string;
  readonly hint?: string;
  /** What stands at the place is not to be shown. */
  readonly confidential?: boolean;
}

/** The clusters of a file, before the names of their fields mean anything. */
export interface Table {
  readonly rows: readonly RawRow[];
  /** The columns, if the file has a line that names them. */
  readonly header: readonly string[] | undefined;
  readonly problems: readonly TableProblem[];
  /** Objects that are no clusters and were passed over, by kind. */
  readonly passedOver: ReadonlyMap<string, number>;
  /** Whether credentials may stand in its lines, so that none may be shown. */
  readonly isSecret: boolean;
  /** Where places are. Goes through the text once, so ask for all at the same time. */
  locate(places: readonly CellPlace[]): readonly CellRange[];
}
