import type { ClusterSet } from '../model/cluster-set.ts';
import type { Rule } from '../model/diagnostic.ts';
import type { Resolution } from '../model/resolution.ts';
import { variableChangesType } from '../model/rules/re408-variable-changes-type.ts';
import { invalidName } from '../model/rules/re411-invalid-name.ts';
import type { BuiltObject } from './built-object.ts';
import { checkEncoded, checkExpressions } from './check-expressions.ts';
import { checkNames, nameRule } from './check-names.ts';
import { createSiteChecker, type Outcome, type SiteChecker } from './check-sites.ts';
import type { CustomSchemas } from './custom-schemas.ts';
import { type FleetVariables, fleetVariables } from './fleet-variables.ts';
import { isHelmValue } from './lost-text.ts';
import type { ObjectProblem, SiteProblem } from './object-problem.ts';
import type { Site } from './sites.ts';
import { isTemplate } from './substitute.ts';
import type { Variables } from './variables.ts';
import { wantedAt } from './wanted-type.ts';

/** Objects that some clusters get with the same variables of namespace and application. */
export interface CheckedObjects {
  readonly objects: readonly BuiltObject[];
  readonly clusters: ClusterSet;
  /** Undefined where Flux leaves variables alone. */
  readonly own: Variables | undefined;
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
      return objects.flatMap((object) => {
        const isLeft = !own || object.left !== undefined;
        const names = checkNames(object, clusters, !isLeft);
        if (isLeft) return names;
        const always = [...names, ...checkEncoded(object, clusters)];
        if (!isTemplate(object.text)) return always;
        const subject = { clusters, own, variables, sites, schemas };
        return [
          ...always,
          ...checkExpressions(object, subject),
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

function changedAt(site: Site, object: BuiltObject, subject: Subject): SiteProblem[] {
  const { clusters, own, sites } = subject;
  const fits = nameRule(object, site);
  const misnamed = fits ? sites.failing(site, own, fits).filter(({ isBroken }) => !isBroken) : [];
  const problem =
    (rule: Rule) =>
    (outcome: Changed): SiteProblem[] => {
      const affected = outcome.clusters.and(clusters);
      if (affected.isEmpty()) return [];
      const { becomes, example, isBroken, lost } = outcome;
      const facts = { detail: becomes, example, isBroken, ...(lost === undefined ? {} : { lost }) };
      return [{ about: 'site', rule, object, site, variable: outcome.names[0], ...facts, clusters: affected }];
    };
  return [
    ...changesOf(site, object, subject).flatMap(problem(variableChangesType)),
    ...misnamed.flatMap(problem(invalidName)),
  ];
}

type Changed = Outcome & Pick<SiteProblem, 'lost'>;

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
