import { generateBuild } from '../../generate/generate.ts';
import { isFetched } from '../../load/remote-bases.ts';
import { mustGet } from '../../model/at.ts';
import { sha256 } from '../../model/hash.ts';
import type { ApplicationVariant, Resolution, Variant } from '../../model/resolution.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** What the variants of one state of a fleet are built from, known without building them. */
export interface VariantContents {
  /** The same for two variants, of this state or another, that are built from the same. */
  key(variant: Variant): string;
  /** The files that people wrote, with their ids. */
  files(variant: Variant): ReadonlyMap<string, string>;
  /** The variables that what it is built from may read: some of them perhaps where it makes no difference. */
  variables(variant: Variant): Promise<ReadonlySet<string>>;
}

const variable = /\$\{#?\s*([A-Za-z_]\w*)/g;

export function variantContents(state: FleetState, resolution: Resolution): VariantContents {
  const ids = new Map(state.entries.map(({ path, id }) => [path, id]));
  const parsed = new Map(state.files.map((file) => [file.path, file.parsed]));
  const keys = new Map<Variant, string>();
  const names = new Map<string, ReadonlySet<string>>();

  /** What is generated, without the folders: the name of a variant makes no difference to what it builds. */
  function generatedFor(variant: Variant): string[] {
    return generateBuild(variant, resolution).made.flatMap(({ path, content }) => [path, content]);
  }

  function files(variant: Variant): ReadonlyMap<string, string> {
    const paths = new Set(variant.folders.flatMap((folder) => folder.files));
    return new Map(Array.from(paths, (path) => [path, isFetched(path) ? path : mustGet(ids, path)]));
  }

  async function namesIn(path: string): Promise<ReadonlySet<string>> {
    const known = names.get(path);
    if (known) return known;
    const documents = parsed.get(path)?.documents;
    const text = documents ? JSON.stringify(documents) : await contentText(state, path);
    const found = variablesIn(text);
    names.set(path, found);
    return found;
  }

  return {
    files,
    key(variant) {
      const known = keys.get(variant);
      if (known !== undefined) return known;
      const key = sha256(JSON.stringify([variant.substitutes, generatedFor(variant), [...files(variant)]]));
      keys.set(variant, key);
      return key;
    },
    async variables(variant) {
      if (!variant.substitutes) return new Set();
      const inFiles = await Promise.all([...files(variant).keys()].map(namesIn));
      return new Set([...inFiles, variablesIn(generatedFor(variant).join('\n'))].flatMap((found) => [...found]));
    },
  };
}

/** Two states of a fleet. */
interface ComparedContents {
  readonly before: { readonly contents: VariantContents };
  readonly after: { readonly contents: VariantContents };
  /** People wrote the same inventory in both, so what has the same name in it is the same. */
  readonly isSameIntent: boolean;
}

/** Whether a variant of one state is built from the same as a variant of another. */
export function sameContent({ before, after, isSameIntent }: ComparedContents, was: Variant, is: Variant): boolean {
  const isSame = isSameIntent && sameMakers(was, is);
  if (isSame && sameFiles(before.contents.files(was), after.contents.files(is))) return true;
  return before.contents.key(was) === after.contents.key(is);
}

/** Whether both are made from objects and overlays of the same names: most are, and then no text has to be made to see it. */
function sameMakers(was: Variant, is: Variant): boolean {
  if (was.namespace.name !== is.namespace.name) return false;
  if (was.kind === 'namespace') return is.kind === 'namespace' && was.name === is.name;
  if (is.kind === 'namespace') return false;
  const overlaysOf = ({ overlays }: ApplicationVariant) =>
    overlays.map(({ folder }) => `${folder.kind} ${folder.folder}`).join('\n');
  return was.application.name === is.application.name && was.base === is.base && overlaysOf(was) === overlaysOf(is);
}

function sameFiles(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): boolean {
  return before.size === after.size && [...before].every(([path, id]) => after.get(path) === id);
}

async function contentText(state: FleetState, path: string): Promise<string> {
  return new TextDecoder().decode((await state.contents([path])).get(path));
}

function variablesIn(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(variable), ([, name = '']) => name));
}
