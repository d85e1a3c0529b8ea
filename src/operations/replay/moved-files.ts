import { basename, dirname, extname } from 'node:path/posix';
import type { Git, TreeEntry } from '../../ports/git.ts';
import { textsOf } from './file-states.ts';

/** Where files went from one set of files to another. */
export interface Moves {
  /** The new path of a file that is not at its old one any more; undefined if it is nowhere for certain. */
  of(path: string): Promise<string | undefined>;
  /** Where a file belongs that is new in a folder all of whose files went to another one. */
  ofNew(path: string): Promise<string | undefined>;
}

/** This share of the lines of both files must be the same for them to be one file under two names. */
const enough = 0.5;

/** Finds moves as Git does: by equal contents, else by lines that are the same. Each is looked for once, when it is asked for. */
export function findMoves(git: Git, from: ReadonlyMap<string, TreeEntry>, to: ReadonlyMap<string, TreeEntry>): Moves {
  const known = new Map<string, Promise<string | undefined>>();
  let added: TreeEntry[] | undefined;
  const newFiles = () => {
    added ??= [...to.values()].filter(({ path }) => !from.has(path));
    return added;
  };
  function of(path: string): Promise<string | undefined> {
    const before = from.get(path);
    if (!before || to.has(path)) return Promise.resolve(undefined);
    const found = known.get(path) ?? nearest(git, before, newFiles());
    known.set(path, found);
    return found;
  }
  async function ofNew(path: string): Promise<string | undefined> {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      const isInside = (other: string) => other.startsWith(`${folder}/`);
      const old = [...from.keys()].filter(isInside);
      if (old.length === 0) continue;
      if ([...to.keys()].some(isInside)) return undefined;
      const folders = new Set<string>();
      for (const file of old) {
        const place = await of(file);
        const rest = file.slice(folder.length);
        if (place?.endsWith(rest)) folders.add(place.slice(0, -rest.length));
      }
      const [only] = folders;
      return only === undefined || folders.size > 1 ? undefined : `${only}${path.slice(folder.length)}`;
    }
    return undefined;
  }
  return { of, ofNew };
}

async function nearest(git: Git, file: TreeEntry, candidates: readonly TreeEntry[]): Promise<string | undefined> {
  const isNamesake = ({ path }: TreeEntry) => basename(path) === basename(file.path);
  const same = candidates.filter(({ id, mode }) => id === file.id && mode === file.mode);
  if (same.length > 0) return only(same) ?? only(same.filter(isNamesake));
  const alike = candidates.filter(({ path }) => extname(path) === extname(file.path));
  const texts = await textsOf(git, [file, ...alike]);
  const text = texts.get(file);
  if (text === undefined) return undefined;
  const rated = alike.flatMap((candidate) => {
    const rate = likeness(text, texts.get(candidate) ?? '');
    return rate < enough ? [] : [{ path: candidate.path, rate: rate + (isNamesake(candidate) ? 1 : 0) }];
  });
  const best = Math.max(...rated.map(({ rate }) => rate));
  return only(rated.filter(({ rate }) => rate === best));
}

function only(files: readonly { readonly path: string }[]): string | undefined {
  return files.length === 1 ? files[0]?.path : undefined;
}

/** The share of lines that two texts have in common. */
function likeness(a: string, b: string): number {
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  const left = new Map<string, number>();
  const [here, there] = [lines(a), lines(b)];
  for (const line of here) left.set(line, (left.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of there) {
    const count = left.get(line) ?? 0;
    if (count > 0) common += 1;
    left.set(line, count - 1);
  }
  return (2 * common) / Math.max(here.length + there.length, 1);
}
