import { resolve } from 'node:path';
import type { ImportFormat } from '../../import/formats.ts';
import { recognise } from '../../import/formats.ts';
import type { Table } from '../../import/table.ts';
import { decodeText } from '../../load/text.ts';
import { UserError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';

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
  const text = importedText(name, file === '-' ? await host.terminal.readInput() : readBytes(host, file));
  const { syntax, only } = recognise(text, file, from);
  if (syntax === 'csv') return { name, text, table: (await import('../../import/csv.ts')).readCsv(text) };
  if (syntax === 'json') return { name, text, table: (await import('../../import/json.ts')).readJson(text, only) };
  return { name, text, table: (await import('../../import/yaml.ts')).readYaml(text, only) };
}

function readBytes({ fs, cwd }: Host, file: string): Uint8Array {
  const path = resolve(cwd, file);
  const type = fs.stat(path)?.type;
  if (type === undefined) throw new UserError(`there is no file ${file}`);
  if (type === 'folder') throw new UserError(`${file} is a folder`, 'Name a file, or - for standard input.');
  return fs.read(path);
}

function importedText(name: string, bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (typeof text !== 'string') throw new UserError(`${name}:${text.line}:${text.column}: ${text.message}`, inUtf8);
  if (text.includes('\0')) throw new UserError(`${name} is not text in UTF-8`, inUtf8);
  return text;
}

const inUtf8 = 'Save it in UTF-8; Excel calls this "CSV UTF-8".';
