import type { LoadedFile } from '../../load/source-files.ts';
import { positionAt, TextLines } from '../../load/text.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Path, Place } from '../../model/place.ts';
import { textsIn } from '../../model/texts-in.ts';
import { lineAt, marksIn, type WrittenMark } from '../../render/written-expressions.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** Whether a text that people wrote is what is looked for; `path`: where it stands in its document. */
type TextTest = (text: string, path: Path) => boolean;

/** Finds where people wrote what Kustomize built. */
export interface TextSearch {
  /** The first text with a dollar in these files that a test takes, the better test first. */
  find(files: readonly string[], tests: readonly TextTest[]): Promise<Place | undefined>;
  /** Where an expression stands in these files: every place that is as good as the best. */
  findMark(files: readonly string[], mark: WrittenMark): Promise<readonly Place[]>;
  /** The first place of a text in these files, whatever they are. */
  findText(files: readonly string[], text: string): Promise<Place | undefined>;
}

export function createTextSearch(state: FleetState): TextSearch {
  const contents = remember(async (path) =>
    new TextDecoder().decode((await state.contents([path])).get(path) ?? new Uint8Array()),
  );
  const loaded = new Map(state.files.map((file) => [file.path, file]));
  const texts = remember(async (path) => {
    const file = loaded.get(path);
    return file ? writtenTexts(file) : [];
  });
  const marks = remember(async (path) => marksByText(path, await contents(path)));
  return {
    async find(files, tests) {
      const all = (await Promise.all(files.map(texts))).flat();
      for (const test of tests) {
        const found = all.find(({ text, place }) => test(text, place.path));
        if (found) return found.place;
      }
      return undefined;
    },
    async findMark(files, mark) {
      const byFile = await Promise.all(files.map(marks));
      const same = byFile.flatMap((known) => known.get(mark.text) ?? []);
      return bestOf(same, mark).map(({ place }) => place);
    },
    async findText(files, text) {
      for (const file of files) {
        const content = await contents(file);
        const start = content.indexOf(text);
        if (start >= 0) return { file, position: positionAt(content, start, start + text.length) };
      }
      return undefined;
    },
  };
}

function remember<T>(make: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (path) => {
    const value = known.get(path) ?? make(path);
    known.set(path, value);
    return value;
  };
}

/** A text with a dollar in a document. */
interface WrittenText {
  readonly text: string;
  readonly place: Place & { readonly path: Path };
}

function writtenTexts({ path: file, parsed }: LoadedFile): readonly WrittenText[] {
  return parsed.documents.flatMap(({ index, value }) =>
    [...textsIn(value)]
      .filter(({ text }) => text.includes('$'))
      .map(({ text, path, isKey }) => ({
        text,
        place: { file, document: index, path, ...(isKey ? { key: true } : {}) },
      })),
  );
}

/** A mark in a line of a file. */
interface FileMark {
  /** The line, without the blanks around it. */
  readonly line: string;
  readonly isComment: boolean;
  readonly place: Place;
}

function marksByText(file: string, content: string): ReadonlyMap<string, readonly FileMark[]> {
  const isYaml = /\.ya?ml$/.test(file);
  const lines = new TextLines(content);
  const found = marksIn(content).map(({ text, start }) => {
    const line = lines.numberAt(start);
    const written = lineAt(content, start);
    const isComment = isYaml && /(?:^|\s)#/.test(written.before);
    const place = { file, position: { line, column: start - lines.startOf(line) + 1 } };
    return { text, line: written.line, isComment, place };
  });
  return groupBy(found, ({ text }) => text);
}

/** The line itself, then one that holds it behind its key, then one that holds it, then any; a comment last. */
function bestOf(found: readonly FileMark[], { line, path }: WrittenMark): readonly FileMark[] {
  const key = String(path.at(-1) ?? '');
  const ranks: ((found: FileMark) => boolean)[] = [
    (found) => found.line === line,
    (found) => !found.isComment && found.line.includes(line) && found.line.includes(key),
    (found) => !found.isComment && found.line.includes(line),
    (found) => !found.isComment,
    () => true,
  ];
  for (const rank of ranks) {
    const best = found.filter(rank);
    if (best.length > 0) return best;
  }
  return [];
}
