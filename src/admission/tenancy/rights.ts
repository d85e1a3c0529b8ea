import { toRecords } from '../../model/record.ts';

/** A rule of a Role or ClusterRole: all of these verbs on all of these resources. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  /** `pods`, or `pods/log` for a part of one. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Empty: whatever they are called. */
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** One verb on one resource, or on one URL of the API server. */
interface Right {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** Undefined: whatever it is called. */
  readonly name: string | undefined;
  readonly url: string | undefined;
}

/** The rules of a Role or ClusterRole as somebody wrote it. */
export function rulesOf(rules: unknown): RoleRule[] {
  return toRecords(rules).map((rule) => ({
    apiGroups: texts(rule['apiGroups']),
    resources: texts(rule['resources']),
    verbs: texts(rule['verbs']),
    resourceNames: texts(rule['resourceNames']),
    nonResourceURLs: texts(rule['nonResourceURLs']),
  }));
}

/**
 * The rights of some rules that others do not hold, by which the API server refuses to hand them out: it looks at each
 * verb on each resource by itself, and `*` is held by `*` alone.
 */
export function missingRights(wanted: readonly RoleRule[], held: readonly RoleRule[]): Right[] {
  return wanted.flatMap(rightsOf).filter((right) => !held.some((rule) => isHeldBy(rule, right)));
}

/** `delete nodes`, `* certificates.cert-manager.io`, `get /metrics` */
export function rightText({ verb, group, resource, name, url }: Right): string {
  if (url !== undefined) return `${verb} ${url}`;
  return `${verb} ${resource}${group === '' ? '' : `.${group}`}${name === undefined ? '' : ` ${name}`}`;
}

function rightsOf({ apiGroups, resources, verbs, resourceNames, nonResourceURLs }: RoleRule): Right[] {
  const names = resourceNames.length === 0 ? [undefined] : resourceNames;
  const objects = apiGroups.flatMap((group) =>
    resources.flatMap((resource) => names.map((name) => ({ group, resource, name, url: undefined }))),
  );
  const urls = nonResourceURLs.map((url) => ({ group: '', resource: '', name: undefined, url }));
  return verbs.flatMap((verb) => [...objects, ...urls].map((what) => ({ verb, ...what })));
}

function isHeldBy(rule: RoleRule, { verb, group, resource, name, url }: Right): boolean {
  if (!holds(rule.verbs, verb)) return false;
  if (url !== undefined) return rule.nonResourceURLs.some((held) => isUrlIn(url, held));
  const [, part] = resource.split('/');
  return (
    holds(rule.apiGroups, group) &&
    (holds(rule.resources, resource) || (part !== undefined && rule.resources.includes(`*/${part}`))) &&
    (rule.resourceNames.length === 0 || (name !== undefined && rule.resourceNames.includes(name)))
  );
}

function holds(list: readonly string[], word: string): boolean {
  return list.includes('*') || list.includes(word);
}

function isUrlIn(url: string, held: string): boolean {
  return url === held || (held.endsWith('*') && url.startsWith(held.slice(0, -1)));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
