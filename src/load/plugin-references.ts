import type { ParsedFile } from '../model/documents.ts';
import type { KustomizeFolder } from '../model/kustomize.ts';
import type { Path } from '../model/place.ts';
import { isRecord, recordsIn, toList } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import type { FolderIndex } from './folder-index.ts';
import { isInlineYaml } from './kustomization-references.ts';
import { mistakenKeys } from './letter-case.ts';
import { parseYaml } from './parse-yaml.ts';
import { followReference } from './reference-target.ts';

/** What a kustomization says in `generators`, `transformers` or `validators`. */
export interface PluginReferences {
  /** Files that plugins load, as they are written: paths that count from the kustomization's folder, or URLs. */
  readonly files: readonly WrittenFile[];
  /** Why a plugin is not let through. */
  readonly problems: readonly { readonly message: string; readonly hint: string; readonly path: Path }[];
}

interface WrittenFile {
  readonly text: string;
  /** In the kustomization, of what names the plugin. */
  readonly path: Path;
}

type Content = Readonly<Record<string, unknown>>;

/** The fields of a plugin that name files. Generators write them as `path` or `key=path`. */
const builtin: Readonly<Record<string, readonly string[]>> = {
  AnnotationsTransformer: [],
  ConfigMapGenerator: ['files', 'envs', 'env'],
  HashTransformer: [],
  IAMPolicyGenerator: [],
  ImageTagTransformer: [],
  LabelTransformer: [],
  LegacyOrderTransformer: [],
  NamespaceTransformer: [],
  PatchJson6902Transformer: ['path'],
  PatchStrategicMergeTransformer: ['paths'],
  PatchTransformer: ['path'],
  PrefixTransformer: [],
  ReplacementTransformer: ['replacements'],
  ReplicaCountTransformer: [],
  SecretGenerator: ['files', 'envs', 'env'],
  SortOrderTransformer: [],
  SuffixTransformer: [],
  ValueAddTransformer: [],
};

/**
 * What the plugins of a kustomization load. They are written in place, in files, or in folders that bring them; all
 * else that could load something is refused, since nothing but copies of what is known here is given to Kustomize.
 */
export function pluginReferences(content: Content, folder: string, index: FolderIndex): PluginReferences {
  const files: WrittenFile[] = [];
  const problems: PluginReferences['problems'][number][] = [];
  for (const field of ['generators', 'transformers', 'validators']) {
    for (const [at, text] of toList(content[field]).entries()) {
      if (typeof text !== 'string') continue;
      const path = [field, at];
      const plugins = readPlugins(text, folder, index);
      if (typeof plugins === 'string') problems.push({ message: plugins, hint: inAFile, path });
      else
        for (const plugin of plugins) {
          problems.push(...whyRefused(plugin).map((problem) => ({ ...problem, path })));
          if (isBuiltin(plugin)) files.push(...filesOf(plugin).map((file) => ({ text: file, path })));
        }
    }
  }
  return { files, problems };
}

const inAFile = 'Write the plugins in place, or in .yaml files that are named here.';

/** What one entry brings, or why that cannot be told. */
function readPlugins(text: string, folder: string, index: FolderIndex): Content[] | string {
  if (isInlineYaml(text)) return recordsOf(parseYaml(new TextEncoder().encode(text)));
  const target = followReference(folder, text);
  if (target.type !== 'path') return [];
  if (!index.file(target.path)) return pluginsOfFolder(index.load(target.path));
  const parsed = index.parsed(target.path);
  return parsed ? recordsOf(parsed) : `${text} is no .yaml file, so it cannot be told what its plugins load`;
}

function pluginsOfFolder(read: KustomizeFolder | undefined): Content[] | string {
  if (!read) return [];
  const { content, objects, file } = read;
  const more = Object.keys(content).find((field) => !['apiVersion', 'kind', 'metadata', 'resources'].includes(field));
  if (more !== undefined) return `${file} changes plugins by ${more}, so it cannot be told what they load`;
  return objects.map(({ value }) => value);
}

function recordsOf({ documents, otherBreak }: ParsedFile): Content[] | string {
  if (otherBreak) return 'a line ends in them for Kustomize and not for others, so it cannot be told what plugins load';
  return documents.map(({ value }) => value).filter(isRecord);
}

function isBuiltin({ apiVersion, kind }: Content): boolean {
  return apiVersion === 'builtin' && typeof kind === 'string' && Object.hasOwn(builtin, kind);
}

function whyRefused(plugin: Content): { message: string; hint: string }[] {
  if (!isBuiltin(plugin)) return [unknownPlugin(plugin)];
  return mistakenKeys(plugin).map(({ key, field }) => ({
    message: `Kustomize takes ${key} of a ${plugin['kind']} for ${field}, and who else reads this does not`,
    hint: `Write ${field}.`,
  }));
}

function unknownPlugin({ apiVersion, kind }: Content) {
  return {
    message: `${textOf(kind)} of ${textOf(apiVersion)} is a plugin that clusters do not run`,
    hint: 'Write what it makes into manifests; of Helm charts, a HelmRelease.',
  };
}

function filesOf(plugin: Content): string[] {
  const fields = builtin[textOf(plugin['kind'])] ?? [];
  return fields
    .flatMap((field) => {
      if (field === 'replacements') return recordsIn(plugin[field]).flatMap(({ item }) => texts(item['path']));
      return texts(plugin[field]).filter((text) => field !== 'paths' || !isInlineYaml(text));
    })
    .map((text) => text.slice(text.indexOf('=') + 1));
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (text): text is string => typeof text === 'string' && text !== '',
  );
}
