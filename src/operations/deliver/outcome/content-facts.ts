import { saysDelete } from '../../../generate/content/word.ts';
import type { HashedFolder } from '../../../generate/contents.ts';
import type { Engine } from '../../../model/engine.ts';
import type { ContentFacts } from './set-facts.ts';

const variable = /\$\{#?\s*([A-Za-z_]\w*)/g;

/** The texts of a content, by their paths in it; undefined if it is not there. */
export type ContentTexts = (content: string) => ReadonlyMap<string, string> | undefined;

/** What is told from the files of contents, which are made now or were delivered before. */
export function contentFacts(textsOf: ContentTexts, { removal }: Pick<Engine, 'removal'>): ContentFacts {
  const variables = new Map<string, ReadonlySet<string>>();
  const namesIn = (content: string) => {
    const known = variables.get(content);
    if (known) return known;
    const texts = [...(textsOf(content)?.values() ?? [])];
    const found = new Set(texts.flatMap((text) => Array.from(text.matchAll(variable), ([, name = '']) => name)));
    variables.set(content, found);
    return found;
  };
  return {
    uses: (content, name) => namesIn(content).has(name),
    saysDelete: (content) => saysDelete(textsOf(content)?.get('namespace.yaml'), removal),
  };
}

/** The texts of a folder that is made now. */
export function textsOfFolder({ folder, files }: HashedFolder): ReadonlyMap<string, string> {
  const decoder = new TextDecoder();
  return new Map(
    files.map(({ path, content }) => [
      path.slice(folder.length + 1),
      typeof content === 'string' ? content : decoder.decode(content),
    ]),
  );
}
