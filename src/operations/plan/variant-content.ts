import { generateBuild } from '../../generate/generate.ts';
import { sha256 } from '../../model/hash.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { ApplicationVariant, Resolution, Variant } from '../../model/resolution.ts';
import type { FleetSources } from '../../state/fleet-sources.ts';

/** What the variants of one state of a fleet are built from, known without building them. */
export interface VariantContents {
  /** The same for two variants, of this state or another, that are built from the same. */
  key(variant: Variant): string;
  readonly inventory: Inventory;
  /** The files that people wrote, with their ids. */
  files(variant: Variant): ReadonlyMap<string, string>;
  /** The variables that what it is built from may read: some of them perhaps where it makes no difference. */
  variables(variant: Variant): Promise<ReadonlySet<string>>;
}

const variable = /\$\{#?\s*([A-Za-z_]\w*)/g;

export function variantContents(sources: FleetSources, resolution: Resolution): VariantContents {
  const ids = new Map(sources.entries.map(({ path, id }) => [path, id]));
  const parsed = new Map(sources.files.map((file) => [file.path, file.parsed]));
  const keys = new Map<Variant, string>();
  const names = new Map<string, ReadonlySet<string>>();

  /** What is generated, without the folders: the name of a variant makes no difference to what it builds. */
  function generatedFor(variant: Variant): string[] {
    return generateBuild(variant, resolution)
      .files()
      .flatMap(({ path, text }) => [path.slice(path.lastIndexOf('/')), text]);
  }

  function files(variant: Variant): ReadonlyMap<string, string> {
    const paths = new Set(variant.folders.flatMap((folder) => folder.files));
    return new Map(Array.from(paths, (path) => [path, ids.get(path) ?? '']));
  }

  async function namesIn(path: string): Promise<ReadonlySet<string>> {
    const known = names.get(path);
    if (known) return known;
    const documents = parsed.get(path)?.documents;
    const text = documents ? JSON.stringify(documents) : await readText(sources, path);
    const found = variablesIn(text);
    names.set(path, found);
    return found;
  }

  return {
    inventory: resolution.inventory,
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

/** Whether a variant of one state is built from the same as a variant of another. */
export function sameContent(was: VariantContents, before: Variant, is: VariantContents, after: Variant): boolean {
  const isSame = sameMakers(before, after) && was.inventory.policies === is.inventory.policies;
  if (isSame && sameFiles(was.files(before), is.files(after))) return true;
  return was.key(before) === is.key(after);
}

/** Whether both are made from the very same objects and overlays: most are, and then no text has to be made to see it. */
function sameMakers(before: Variant, after: Variant): boolean {
  if (before.namespace !== after.namespace) return false;
  if (before.kind === 'namespace') return after.kind === 'namespace' && before.name === after.name;
  if (after.kind === 'namespace') return false;
  const overlaysOf = ({ overlays }: ApplicationVariant) =>
    overlays.map(({ folder }) => `${folder.kind} ${folder.folder}`).join('\n');
  return (
    before.application === after.application && before.base === after.base && overlaysOf(before) === overlaysOf(after)
  );
}

function sameFiles(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): boolean {
  return before.size === after.size && [...before].every(([path, id]) => after.get(path) === id);
}

async function readText({ tree, entries }: FleetSources, path: string): Promise<string> {
  const wanted = entries.filter((entry) => entry.path === path && entry.problem === undefined);
  return new TextDecoder().decode((await tree.read(wanted)).get(path));
}

function variablesIn(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(variable), ([, name = '']) => name));
}
