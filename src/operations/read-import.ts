import { resolve } from 'node:path';
import type { ImportFormat } from '../import/formats.ts';
import { recognise } from '../import/formats.ts';
import type { Table } from '../import/table.ts';
import { decodeText } from '../load/text.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../ports/host.ts';

/** A file of clusters that was read. */
export interface ImportFile {
  /** What it is called in messages. */
  readonly name: string;
  readonly text: string;
  readonly table: Table;
}

/** Reads a file of clusters, `-` for standard input. The readers are loaded on use: most runs need none of them. */
export async function readImport(host: Host, file: string, from: ImportFormat | undefined): Promise<ImportFile> {
  const name = file === '-' ? 'standard input' : file;
  const text = file === '-' ? (await host.terminal.readInput()).replace(/^\ufeff/, '') : readText(host, file);
  const { syntax, only } = recognise(text, file, from);
  if (syntax === 'csv') return { name, text, table: (await import('../import/csv.ts')).readCsv(text) };
  if (syntax === 'json') return { name, text, table: (await import('../import/json.ts')).readJson(text, only) };
  return { name, text, table: (await import('../import/yaml.ts')).readYaml(text, only) };
}

function readText({ fs, cwd }: Host, file: string): string {
  const path = resolve(cwd, file);
  const type = fs.stat(path)?.type;
  if (type === undefined) throw new UserError(`there is no file ${file}`);
  if (type === 'folder') throw new UserError(`${file} is a folder`, 'Name a file, or - for standard input.');
  const text = decodeText(fs.read(path));
  if (typeof text === 'string') return text;
  throw new UserError(`${file}:${text.line}:${text.column}: ${text.message}`, text.hint);
}
