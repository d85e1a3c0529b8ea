import { withWord } from '../../../generate/content/word.ts';
import { type HashedFolder, hashedFolder } from '../../../generate/contents.ts';
import { mustGet } from '../../../model/at.ts';
import type { Engine } from '../../../model/engine.ts';
import type { HashedFile } from '../../../model/hashed-folder.ts';
import type { SetModel } from '../../../model/sets.ts';
import type { Placed, Word } from '../../../schedule/decision.ts';
import { notThere } from './not-there.ts';
import { known } from './set-facts.ts';

/** Sets with other words than they were delivered with, and the contents that are made for that and for nothing else. */
export function wordedContents(
  { removal }: Engine,
  made: ReadonlyMap<string, HashedFolder>,
  delivered: ReadonlyMap<string, readonly HashedFile[]>,
) {
  const folders = new Map<string, HashedFolder>();
  const worded = new Map<string, SetModel>();
  const filesOf = (content: string): readonly HashedFile[] => {
    const folder = made.get(content);
    if (!folder) return mustGet(delivered, content);
    return folder.files.map(({ path, content: bytes }) => ({
      path: path.slice(folder.folder.length + 1),
      content: bytes,
    }));
  };
  const contentFor = (content: string, word: Word): string => {
    const parent = content.slice(0, content.lastIndexOf('/'));
    const folder = hashedFolder(parent, withWord(filesOf(content), word, removal.keep));
    if (!made.has(folder.folder)) folders.set(folder.folder, folder);
    return folder.folder;
  };
  return {
    made: () => folders.values(),
    place({ set, word }: Placed): SetModel {
      const { model } = known(set);
      if (model.missing !== undefined) throw notThere(model.missing);
      if (word === undefined) return model;
      const key = `${word} ${set.key}`;
      const made = worded.get(key) ?? {
        ...model,
        units: model.units.map((unit) => ({ ...unit, content: contentFor(unit.content, word) })),
      };
      worded.set(key, made);
      return made;
    },
  };
}
