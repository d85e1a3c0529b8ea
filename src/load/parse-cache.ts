import type { ParsedDocument, ParsedFile, ParseProblem } from '../model/documents.ts';
import { isListOf, isRecord, isTextOrAbsent, isTexts, jsonIn } from '../model/record.ts';

interface Entry {
  /** A flag for validity, then the file as JSON. */
  line: string;
  file: ParsedFile | undefined;
  used: boolean;
  /** Of a file that was not written yet. */
  draft: boolean;
}

const format = 'resedge parse cache 2';
const valid = '+';
const unknown = '-';

/**
 * What files hold, by the id that Git gives their content, so that a file is parsed once and not in every run. Also
 * remembers which files meet their schemas. An entry is a line that is decoded only when it is asked for.
 */
export class ParseCache {
  readonly #key: string;
  readonly #entries = new Map<string, Entry>();
  #added = false;
  #saved = false;

  /** `key` stands for all that the content depends on beside the bytes: the schemas, the version of the program. */
  constructor(key: string) {
    this.#key = key;
  }

  /** What `serialise` wrote. Written with another key, or broken: an empty cache. */
  static deserialise(text: string, key: string): ParseCache {
    const cache = new ParseCache(key);
    const header = cache.#header();
    if (!text.startsWith(header)) return cache;
    for (let start = header.length; start < text.length; ) {
      const space = text.indexOf(' ', start);
      const end = text.indexOf('\n', start);
      if (end < 0) break;
      cache.#entries.set(text.slice(start, space), {
        line: text.slice(space + 1, end),
        file: undefined,
        used: false,
        draft: false,
      });
      start = end + 1;
    }
    return cache;
  }

  get(id: string): ParsedFile | undefined {
    const entry = this.#entries.get(id);
    if (!entry) return undefined;
    entry.file ??= readFile(entry.line);
    entry.used = entry.file !== undefined && !entry.draft;
    return entry.file;
  }

  set(id: string, file: ParsedFile): void {
    this.#added = true;
    this.#entries.set(id, { line: unknown + JSON.stringify(file), file, used: true, draft: false });
  }

  /** Knows a file that may never be written: the next run finds it only after `keepDrafts`. */
  setDraft(id: string, file: ParsedFile): void {
    this.#entries.set(id, { line: unknown + JSON.stringify(file), file, used: false, draft: true });
  }

  /** These files were written. */
  keepDrafts(ids: Iterable<string>): void {
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (!entry?.draft) continue;
      this.#added = true;
      entry.draft = false;
      entry.used = true;
    }
  }

  /** Whether all documents of the file are known to meet their schemas. */
  isValid(id: string): boolean {
    return this.#entries.get(id)?.line.startsWith(valid) ?? false;
  }

  markValid(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (!entry.draft) this.#added = true;
    entry.line = valid + entry.line.slice(1);
  }

  /** Whether it is worth writing: it has something new, or more than a quarter of it was not used. */
  get changed(): boolean {
    if (this.#added || this.#saved) return this.#added;
    let unused = 0;
    for (const entry of this.#entries.values()) if (!entry.used) unused++;
    return unused * 4 > this.#entries.size;
  }

  /** It was written as it is now. */
  markSaved(): void {
    this.#added = false;
    this.#saved = true;
  }

  /** What was used in this run, as text. */
  serialise(): string {
    const lines = [this.#header()];
    for (const [id, entry] of this.#entries) if (entry.used) lines.push(id, ' ', entry.line, '\n');
    return lines.join('');
  }

  #header(): string {
    return `${format} ${this.#key}\n`;
  }
}

/** Undefined for what no run of this version wrote. */
function readFile(line: string): ParsedFile | undefined {
  const file = jsonIn(line.slice(1));
  return isParsedFile(file) ? file : undefined;
}

function isParsedFile(value: unknown): value is ParsedFile {
  if (!isRecord(value) || !(value['otherBreak'] === undefined || isProblem(value['otherBreak']))) return false;
  return isListOf(value['documents'], isDocument) && isListOf(value['problems'], isProblem);
}

function isDocument(value: unknown): value is ParsedDocument {
  if (!isRecord(value) || typeof value['index'] !== 'number') return false;
  return value['numbers'] === undefined || isTexts(value['numbers']);
}

function isProblem(value: unknown): value is ParseProblem {
  if (!isRecord(value)) return false;
  const { line, column, message, hint } = value;
  const isPlaced = typeof line === 'number' && typeof column === 'number';
  return isPlaced && typeof message === 'string' && isTextOrAbsent(hint);
}
