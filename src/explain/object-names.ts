import type { KustomizeFolder, ManifestObject } from '../model/kustomize.ts';
import { isRecord, toText } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import type { KnownVariable } from './variables.ts';

/** An object of Kubernetes that somebody asks about; the kind in any case. */
export interface AskedManifest {
  readonly kind: string;
  readonly name: string;
}

/** An object that a kustomization brings: one that it loads, or one that it generates. */
export interface Brought {
  readonly object: ManifestObject;
  /** Kustomize puts a hash behind the name. */
  readonly isGenerated: boolean;
}

/** The objects that a folder brings; `changed` are those that it only adds to, since another one generates them. */
export function broughtBy(folder: KustomizeFolder): { readonly brought: Brought[]; readonly changed: Brought[] } {
  const generated = [
    ...generatedBy(folder, 'configMapGenerator', 'ConfigMap'),
    ...generatedBy(folder, 'secretGenerator', 'Secret'),
  ];
  const isChange = ({ object }: Brought) => ['merge', 'replace'].includes(textOf(object.value['behavior']));
  return {
    brought: [
      ...folder.objects.map((object) => ({ object, isGenerated: false })),
      ...generated.filter((one) => !isChange(one)),
    ],
    changed: generated.filter(isChange),
  };
}

function generatedBy(folder: KustomizeFolder, field: string, kind: string): Brought[] {
  const { content, file } = folder;
  const written = content[field];
  if (!Array.isArray(written)) return [];
  return written.flatMap((value: unknown, index) => {
    if (!isRecord(value) || typeof value['name'] !== 'string') return [];
    const place = { file, document: 0, path: [field, index] };
    return [
      {
        object: { apiVersion: 'v1', kind, name: around(value['name'], folder), namespace: '', place, value },
        isGenerated: true,
      },
    ];
  });
}

/** The name that an object has on a cluster: with the variables put in, and what later components put around it. */
export function nameOnCluster(
  { name }: ManifestObject,
  variables: ReadonlyMap<string, KnownVariable>,
  later: readonly KustomizeFolder[],
): string {
  const known = name.replace(
    /\$\{([A-Za-z_]\w*)\}/g,
    (whole, variable: string) => variables.get(variable)?.text ?? whole,
  );
  return later.reduce(around, known);
}

function around(name: string, { content }: KustomizeFolder): string {
  return [toText(content['namePrefix']), name, toText(content['nameSuffix'])].join('');
}

/** Whether an object is the one that was asked for; `name` is the one that it has on the cluster. */
export function isAsked({ object, isGenerated }: Brought, name: string, asked: AskedManifest): boolean {
  if (object.kind.toLowerCase() !== asked.kind.toLowerCase()) return false;
  if (name === asked.name || object.name === asked.name) return true;
  return isGenerated && asked.name.startsWith(`${name}-`) && /^[a-z0-9]{10}$/.test(asked.name.slice(name.length + 1));
}
