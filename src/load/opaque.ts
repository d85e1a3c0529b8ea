import type { KustomizeFolder, KustomizePatch, ManifestObject, Opaque } from '../model/kustomize.ts';
import { isRecord, recordsIn, toList, toRecord } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';

/** Fields that bring objects, or change any field of them, in ways that are known to Kustomize alone. */
const adding = ['generators', 'helmCharts', 'helmChartInflationGenerator', 'transformers'] as const;

/** Fields that change objects that are there, in ways that are known to Kustomize alone. */
const changing = ['configurations', 'crds', 'imageTags', 'openapi', 'validators', 'vars'] as const;

/** Fields that move or rename all objects that are there: those of the base as well, in a component. */
const renaming = ['namePrefix', 'namespace', 'nameSuffix'] as const;

type Own = Pick<KustomizeFolder, 'file' | 'kind' | 'content' | 'patches'>;

/**
 * Why it takes Kustomize to tell which objects a kustomization file makes of those that it loads; undefined if the file
 * itself tells it.
 *
 * @param written The objects of the files that it names itself.
 */
export function whyOpaque(
  { file, kind, content, patches }: Own,
  written: readonly ManifestObject[],
): Opaque | undefined {
  const says = (field: string) => !saysNothing(content[field]);
  const because = (what: string, adds: boolean) => ({ what: `${what} in ${file}`, adds });
  const field = adding.find(says);
  if (field !== undefined) return because(field, true);
  if (patches.some(changesKind)) return because('a patch of what an object is', true);
  const changed = changing.find(says) ?? (kind === 'Component' ? renaming.find(says) : undefined);
  if (changed !== undefined) return because(changed, false);
  if (patches.some(changesIdentity)) return because('a patch that removes, renames or changes subjects', false);
  if (toList(content['replacements']).some(replacesIdentity)) return because('replacements', false);
  if (marksForKustomize(toRecord(content['commonAnnotations']))) return because('commonAnnotations', false);
  const marked = written.find(({ value }) => marksForKustomize(annotationsOf(value)));
  return marked && { what: `annotations for Kustomize in ${marked.place.file}`, adds: false };
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) && value.length === 0;
}

/** Whether a patch makes another kind of object, which may be a Namespace. */
function changesKind({ operations, merge, options }: KustomizePatch): boolean {
  if (options !== undefined && merge) return true;
  return operations.some(({ path }) => typeof path !== 'string' || /^(|\/|\/kind|\/apiVersion)$/.test(path));
}

function changesIdentity({ operations, merge }: KustomizePatch): boolean {
  if (merge) {
    const isMeant = '$patch' in merge || '$patch' in toRecord(merge['metadata']) || 'subjects' in merge;
    return isMeant || marksForKustomize(annotationsOf(merge));
  }
  return operations.some(({ path, from }) => [path, from].some((at) => typeof at === 'string' && isIdentity(at)));
}

/**
 * Whether a JSON pointer leads to what tells an object from others, to annotations that Kustomize heeds, or to the
 * subjects of a binding: by their places in the list they are patched so that they follow an account.
 */
function isIdentity(pointer: string): boolean {
  const [, top = '', field, ...rest] = pointer.split('/');
  if (top !== 'metadata') return ['', 'kind', 'apiVersion', 'subjects'].includes(top);
  if (field === 'annotations') return rest.length === 0 || isForKustomize(rest.join('/'));
  return field === undefined || field === 'name' || field === 'namespace';
}

/** One in a file of its own is not looked at; one that names no field of its target replaces the name. */
function replacesIdentity(replacement: unknown): boolean {
  if (!isRecord(replacement) || 'path' in replacement) return true;
  return recordsIn(replacement['targets']).some(({ item }) => {
    const paths = toList(item['fieldPaths']);
    return paths.length === 0 || paths.some((path) => isIdentity(`/${textOf(path).replaceAll('.', '/')}`));
  });
}

function annotationsOf(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return toRecord(toRecord(value['metadata'])['annotations']);
}

function marksForKustomize(annotations: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(annotations).some(isForKustomize);
}

/** Such as `config.kubernetes.io/local-config`, by which an object is left out. */
function isForKustomize(annotation: string): boolean {
  return /config\.(kubernetes|k8s)\.io/.test(annotation);
}
