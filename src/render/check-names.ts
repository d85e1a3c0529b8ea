import type { ClusterSet } from '../model/cluster-set.ts';
import type { Path } from '../model/place.ts';
import { toRecord } from '../model/record.ts';
import { invalidName } from '../model/rules/re411-invalid-name.ts';
import type { BuiltObject } from './built-object.ts';
import type { NameProblem } from './object-problem.ts';
import type { Site } from './sites.ts';
import { isTemplate } from './substitute.ts';

/** Names and keys that the API server refuses as they stand; `substituted`: those with variables are looked at apart. */
export function checkNames(object: BuiltObject, clusters: ClusterSet, substituted: boolean): NameProblem[] {
  const isFinal = ({ name }: NamedPath) => !substituted || !isTemplate(name);
  return namesIn(object)
    .filter(isFinal)
    .flatMap(({ path, name }) => {
      const fits = ruleAt(object, path);
      if (!fits || fits(name)) return [];
      return [{ about: 'name', rule: invalidName, object, path, name, clusters }];
    });
}

/** What a name or a key with variables has to be like once they are replaced; undefined if it is none. */
export function nameRule(object: BuiltObject, { path, role }: Site): ((name: string) => boolean) | undefined {
  return (role === 'key') === isKeyPath(path) ? ruleAt(object, path) : undefined;
}

interface NamedPath {
  readonly path: Path;
  readonly name: string;
}

function namesIn({ name, value }: BuiltObject): NamedPath[] {
  const keys = dataFields.flatMap((field) =>
    Object.keys(toRecord(value[field])).map((key) => ({ path: [field, key], name: key })),
  );
  return name === '' ? keys : [{ path: ['metadata', 'name'], name }, ...keys];
}

const dataFields = ['binaryData', 'data', 'stringData'];

function isKeyPath([field, , more]: Path): boolean {
  return typeof field === 'string' && dataFields.includes(field) && more === undefined;
}

function ruleAt(object: BuiltObject, path: Path): ((name: string) => boolean) | undefined {
  if (isKeyPath(path)) return hasData(object) ? isDataKey : undefined;
  const isName = /^metadata\/(name|namespace)$/.test(path.join('/'));
  return isName && !namedFreely.test(object.apiVersion) ? isSubdomain : undefined;
}

function hasData({ apiVersion, kind }: BuiltObject): boolean {
  return apiVersion === 'v1' && (kind === 'ConfigMap' || kind === 'Secret');
}

/** Groups whose names are path segments: almost anything. */
const namedFreely =
  /^(?:apiregistration|rbac\.authorization|flowcontrol\.apiserver|certificates|internal\.apiserver)\.k8s\.io\//;

/** A DNS subdomain (RFC 1123). */
function isSubdomain(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
}

/** https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object; `..` is for the links of a volume. */
function isDataKey(key: string): boolean {
  return key.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(key) && key !== '.' && !key.startsWith('..');
}
