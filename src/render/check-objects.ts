import type { ClusterSet } from '../model/cluster-set.ts';
import type { Rule } from '../model/diagnostic.ts';
import type { Resolution } from '../model/resolution.ts';
import { undefinedVariable } from '../model/rules/re403-undefined-variable.ts';
import { variableChangesType } from '../model/rules/re408-variable-changes-type.ts';
import { invalidName } from '../model/rules/re411-invalid-name.ts';
import type { BuiltObject } from './built-object.ts';
import { createSiteChecker, type Outcome, type SiteChecker } from './check-sites.ts';
import type { CustomSchemas } from './custom-schemas.ts';
import { type FleetVariables, fleetVariables } from './fleet-variables.ts';
import { isHelmValue } from './lost-text.ts';
import type { Site } from './sites.ts';
import { compileTemplate, isTemplate } from './substitute.ts';
import type { Variables } from './variables.ts';
import { wantedAt } from './wanted-type.ts';

/** Objects that some clusters get with the same variables of namespace and application. */
export interface CheckedObjects {
  readonly objects: readonly BuiltObject[];
  readonly clusters: ClusterSet;
  /** Undefined where Flux leaves variables alone. */
  readonly own: Variables | undefined;
}

/** What is wrong with an object once variables are replaced. */
export interface ObjectProblem {
  readonly rule: Rule;
  readonly object: BuiltObject;
  /** The scalar; undefined if a variable is missing, or an expression cannot be read: that is about the whole object. */
  readonly site: Site | undefined;
  /** The variable it is about; undefined where an expression cannot be read. */
  readonly variable: string | undefined;
  /** What the scalar becomes, or what Flux says. */
  readonly detail: string;
  /** What it becomes on the first of the clusters, as JSON; empty where it is no YAML. */
  readonly example: string;
  /** What stood there before it was read, where Kubernetes takes what it becomes and the text is lost. */
  readonly lost?: string;
  /** It is no YAML any more. */
  readonly isBroken?: boolean;
  readonly clusters: ClusterSet;
}

/** Checks objects against the variables of all clusters at once. */
export interface ObjectChecker {
  readonly variables: FleetVariables;
  check(checked: CheckedObjects): ObjectProblem[];
}

/** `schemas`: of the custom resources that are defined in the fleet. */
export function createObjectChecker(resolution: Resolution, schemas: CustomSchemas = new Map()): ObjectChecker {
  const variables = fleetVariables(resolution);
  const size = resolution.inventory.clusters.length;
  const sites = createSiteChecker(variables, size);
  return {
    variables,
    check({ objects, clusters, own }) {
      if (!own) return [];
      const subject = { clusters, own, variables, sites, schemas };
      return objects.flatMap((object) => {
        if (object.left !== undefined || !isTemplate(object.text)) return [];
        return [
          ...undefinedIn(object, subject),
          ...(object.sites ?? []).flatMap((site) => changedAt(site, object, subject)),
        ];
      });
    },
  };
}

interface Subject {
  readonly clusters: ClusterSet;
  readonly own: Variables;
  readonly variables: FleetVariables;
  readonly sites: SiteChecker;
  readonly schemas: CustomSchemas;
}

function undefinedIn(object: BuiltObject, { clusters, own, variables }: Subject): ObjectProblem[] {
  const template = object.sites === undefined ? compileTemplate(object.text) : undefined;
  if (template && 'message' in template)
    return [
      {
        rule: undefinedVariable,
        object,
        site: undefined,
        variable: undefined,
        detail: template.message,
        example: '',
        clusters,
      },
    ];
  const required = template ? template.required : requiredBy(object.sites ?? [], variables);
  return required.flatMap((variable) => {
    if (own.has(variable)) return [];
    const column = variables.column(variable);
    const missing = column ? column.missing.and(clusters) : clusters;
    if (missing.isEmpty()) return [];
    return [{ rule: undefinedVariable, object, site: undefined, variable, detail: '', example: '', clusters: missing }];
  });
}

function requiredBy(sites: readonly Site[], { templateOf }: FleetVariables): string[] {
  const names = sites.flatMap(({ source }) => {
    const template = templateOf(source);
    return 'message' in template ? [] : template.required;
  });
  return [...new Set(names)].sort();
}

function changedAt(site: Site, object: BuiltObject, subject: Subject): ObjectProblem[] {
  const { clusters, own, sites } = subject;
  const misnamed = isName(object, site) ? sites.failing(site, own, fits).filter(({ isBroken }) => !isBroken) : [];
  const problem = (rule: Rule) => (outcome: Changed) => {
    const affected = outcome.clusters.and(clusters);
    if (affected.isEmpty()) return [];
    const { becomes, example, isBroken, lost } = outcome;
    const facts = { detail: becomes, example, isBroken, ...(lost === undefined ? {} : { lost }) };
    return [{ rule, object, site, variable: outcome.names[0], ...facts, clusters: affected }];
  };
  return [
    ...changesOf(site, object, subject).flatMap(problem(variableChangesType)),
    ...misnamed.flatMap(problem(invalidName)),
  ];
}

type Changed = Outcome & Pick<ObjectProblem, 'lost'>;

/** What a scalar becomes that the cluster refuses, or that is not what stood there. A key becomes text in any case. */
function changesOf(site: Site, object: BuiltObject, { own, sites, schemas }: Subject): Changed[] {
  const wanted = site.role === 'key' ? 'anything' : wantedAt(object, site.path, schemas);
  if (wanted === 'anything') {
    const outcomes = sites.lossy(site, own, site.role !== 'key' && isHelmValue(object, site.path));
    return outcomes.map((outcome) => (outcome.isBroken ? outcome : { ...outcome, lost: outcome.text }));
  }
  const outcomes = sites.notText(site, own);
  if (wanted === 'text') return [...outcomes];
  return outcomes.filter(
    ({ isBroken, becomes }) => isBroken || (wanted === 'text or nothing' && becomes !== 'nothing'),
  );
}

/** Names of roles and bindings may be almost anything. */
function isName({ apiVersion }: BuiltObject, { path, role }: Site): boolean {
  const field = path.join('/');
  return role === 'value' && /^metadata\/(name|namespace)$/.test(field) && !apiVersion.startsWith('rbac.');
}

/** A DNS subdomain (RFC 1123). */
function fits(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
}
