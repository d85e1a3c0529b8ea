import { at } from '../../model/at.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ManifestObject } from '../../model/kustomize.ts';
import { namesOf } from '../../model/patch-target.ts';
import type { Path, Place } from '../../model/place.ts';
import type { Variant } from '../../model/resolution.ts';
import type { ExpressionProblem, NameProblem, ObjectProblem, SiteProblem } from '../../render/object-problem.ts';
import { objectsOf } from '../../resolve/brought.ts';
import type { TextSearch } from './text-search.ts';

/** Where people wrote what is wrong: an expression at each of its places, anything else at one. Never empty. */
export async function placesOf(
  problem: ObjectProblem,
  variant: Variant,
  search: TextSearch,
): Promise<readonly Place[]> {
  const files = [...new Set(variant.folders.flatMap((folder) => folder.files))];
  if (problem.about === 'name') return [await placeOfName(problem, variant, { files, search })];
  if (problem.about === 'encoded' && writtenObject(problem, variant)) return [placeOfObject(problem, variant)];
  const found =
    problem.about === 'site'
      ? await search.find(files, siteTests(problem)).then((place) => (place ? [place] : []))
      : await placesOfMarks(problem, files, search);
  return found.length > 0 ? found : [placeOfObject(problem, variant)];
}

interface Sources {
  readonly files: readonly string[];
  readonly search: TextSearch;
}

/** A key may come from the name of a file that a generator takes in. */
async function placeOfName(problem: NameProblem, variant: Variant, { files, search }: Sources): Promise<Place> {
  const written = writtenObject(problem, variant);
  if (written) return { ...placeIn(written, problem.path), key: true };
  const last = String(problem.path.at(-1));
  return (await search.findText(files, last === 'name' ? problem.name : last)) ?? placeOfVariant(variant);
}

/** Of one variable in one object, no more places than these are told. */
const mostPlaces = 250;

async function placesOfMarks(
  { written }: ExpressionProblem,
  files: readonly string[],
  search: TextSearch,
): Promise<readonly Place[]> {
  const different = [...groupBy(written, ({ line, path }) => JSON.stringify([line, path])).values()].map((same) =>
    at(same, 0),
  );
  const places = await Promise.all(different.slice(0, mostPlaces).map((mark) => search.findMark(files, mark)));
  return [...new Set(places.flat())].slice(0, mostPlaces);
}

/** How the text that a scalar comes from is told from others: the surest way first. */
function siteTests({ site, variable }: SiteProblem) {
  const reads = new RegExp(`\\$\\{#?${variable}(?![A-Za-z0-9_])`);
  const isSameField = (text: string, path: Path) => reads.test(text) && path.at(-1) === site.path.at(-1);
  const isSameText = (text: string) => text === site.source.replace(/^(['"])(.*)\1$/s, '$2');
  const readsIt = (text: string) => reads.test(text);
  const isBoth = (text: string, path: Path) => isSameText(text) && isSameField(text, path);
  return [isBoth, isSameText, isSameField, readsIt];
}

function placeOfObject(problem: ObjectProblem, variant: Variant): Place {
  const written = writtenObject(problem, variant);
  if (!written) return placeOfVariant(variant);
  const path =
    problem.about === 'site' ? problem.site.path : 'written' in problem ? problem.written[0]?.path : undefined;
  return path ? placeIn(written, path) : written.place;
}

function placeIn({ place }: ManifestObject, path: Path): Place {
  return { ...place, path: [...(place.path ?? []), ...path] };
}

/** The object in a manifest that an object was built of; undefined for what a generator makes. */
function writtenObject({ object: { kind, name } }: ObjectProblem, variant: Variant): ManifestObject | undefined {
  return objectsOf(variant).find((written) => written.kind === kind && namesOf(written).includes(name));
}

function placeOfVariant({ kind, folders: [folder], namespace }: Variant): Place {
  return kind === 'application' && folder ? { file: folder.file } : namespace.source;
}
