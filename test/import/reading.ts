import { newCluster } from '../../src/import/cluster-object.ts';
import { toClusterRows } from '../../src/import/cluster-rows.ts';
import { readCsv } from '../../src/import/csv.ts';
import { type ImportFormat, recognise } from '../../src/import/formats.ts';
import { readJson } from '../../src/import/json.ts';
import { parseMapping } from '../../src/import/mapping.ts';
import type { Table } from '../../src/import/table.ts';
import { readYaml } from '../../src/import/yaml.ts';
import { positionIn, TextLines } from '../../src/load/text.ts';

interface Options {
  readonly file?: string;
  readonly from?: ImportFormat;
  /** What `--map` says. */
  readonly map?: readonly string[];
}

/** What is read from a text, as a test shows it. */
export interface Reading {
  /** Metadata and spec of each cluster. */
  readonly clusters: readonly { readonly metadata?: unknown; readonly spec?: unknown }[];
  /** `line:column [marked text] message (hint)`. */
  readonly problems: readonly string[];
  readonly leftOut: readonly string[];
}

/** Reads a text as `import clusters` does. */
export function read(text: string, { file = 'clusters', from, map = [] }: Options = {}): Reading {
  const table = tableOf(text, file, from);
  const { rows, problems, leftOut } = toClusterRows(table, map.map(parseMapping));
  const lines = new TextLines(text);
  const ranges = table.locate(problems.map(({ place }) => place));
  return {
    clusters: rows.map(({ cells }) => {
      const { metadata, spec } = newCluster(cells, { groups: [], timeZone: undefined });
      return spec === undefined ? { metadata } : { metadata, spec };
    }),
    problems: problems.map(({ message, hint }, index) => {
      const range = ranges[index] ?? { start: 0, end: 0 };
      const { line, column } = positionIn(lines, range.start, range.end);
      const marked = text.slice(range.start, range.end).replace(/\n.*/s, '…');
      return `${line}:${column} [${marked}] ${message}${hint === undefined ? '' : ` (${hint})`}`;
    }),
    leftOut,
  };
}

export function tableOf(text: string, file = 'clusters', from?: ImportFormat): Table {
  const { syntax, only } = recognise(text, file, from);
  if (syntax === 'csv') return readCsv(text);
  return syntax === 'json' ? readJson(text, only) : readYaml(text, only);
}
