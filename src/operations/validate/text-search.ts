import type { LoadedFile } from '../../load/source-files.ts';
import type { Path, Place } from '../../model/place.ts';
import { isRecord } from '../../model/record.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** A text with a dollar in a file that people wrote. */
interface Found {
  readonly text: string;
  readonly place: Place;
}

/** Finds where people wrote what Kustomize built. */
export interface TextSearch {
  /** The first text in these files that a test takes, the better test first. */
  find(files: readonly string[], tests: readonly ((text: string, path: Path) => boolean)[]): Promise<Place | undefined>;
}

export function createTextSearch(state: FleetState): TextSearch {
  const loaded = new Map(state.files.map((file) => [file.path, file]));
  const known = new Map<string, Promise<readonly Found[]>>();
  const open = (path: string) => {
    const file = loaded.get(path);
    const texts = known.get(path) ?? (file ? Promise.resolve([...textsIn(file)]) : linesOf(path, state));
    known.set(path, texts);
    return texts;
  };
  return {
    async find(files, tests) {
      const texts = (await Promise.all(files.map(open))).flat();
      for (const test of tests) {
        const found = texts.find(({ text, place }) => test(text, place.path ?? []));
        if (found) return found.place;
      }
      return undefined;
    },
  };
}

function* textsIn({ path, parsed }: LoadedFile): Iterable<Found> {
  for (const { index, value } of parsed.documents) yield* textsBelow(value, { file: path, document: index, path: [] });
}

function* textsBelow(value: unknown, place: Place & { readonly path: Path }): Iterable<Found> {
  if (typeof value === 'string') {
    if (value.includes('$')) yield { text: value, place };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsBelow(item, { ...place, path: [...place.path, index] });
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) {
      const path = [...place.path, key];
      if (key.includes('$')) yield { text: key, place: { ...place, path, key: true } };
      yield* textsBelow(item, { ...place, path });
    }
  }
}

/** The lines of a file that is no YAML: a script that a generator takes into a ConfigMap. */
async function linesOf(path: string, state: FleetState): Promise<readonly Found[]> {
  const content = (await state.contents([path])).get(path);
  const lines = new TextDecoder().decode(content).split(/\r?\n/);
  return lines.flatMap((text, index) => {
    const column = text.indexOf('$') + 1;
    return column === 0 ? [] : [{ text, place: { file: path, position: { line: index + 1, column } } }];
  });
}
