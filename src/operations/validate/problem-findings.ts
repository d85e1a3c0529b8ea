import { at } from '../../model/at.ts';
import type { ClusterSet } from '../../model/cluster-set.ts';
import type { Finding } from '../../model/diagnostic.ts';
import type { EngineWords } from '../../model/engine.ts';
import { nearest } from '../../model/nearest.ts';
import type { Place } from '../../model/place.ts';
import type { Resolution } from '../../model/resolution.ts';
import { variableChangesType } from '../../model/rules/re408-variable-changes-type.ts';
import { leftAlone } from '../../model/variable-language.ts';
import type { ObjectProblem } from '../../render/check-objects.ts';
import type { FleetVariables } from '../../render/fleet-variables.ts';
import { listClusters } from '../../resolve/wording.ts';

/** A problem with the place that people wrote it at. */
export interface PlacedProblem extends ObjectProblem {
  /** `application till` */
  readonly unit: string;
  readonly place: Place;
}

/** Problems with one cause, on all clusters that have it. */
interface Cause {
  readonly first: PlacedProblem;
  readonly clusters: ClusterSet;
  /** `ConfigMap/till of application till` */
  readonly objects: ReadonlySet<string>;
}

/** Findings for problems: one for each cause, however many objects and variants it is in. */
export function describeProblems(
  problems: readonly PlacedProblem[],
  resolution: Resolution,
  variables: FleetVariables,
): Finding[] {
  const causes = new Map<string, Cause>();
  for (const problem of problems) {
    const { rule, place, variable, detail, object, unit, clusters } = problem;
    const key = JSON.stringify([rule.id, place, variable, detail]);
    const known = causes.get(key) ?? { first: problem, clusters, objects: new Set<string>() };
    const objects = new Set([...known.objects, `${object.kind}/${object.name} of ${unit}`]);
    causes.set(key, { ...known, clusters: known.clusters.or(clusters), objects });
  }
  return Array.from(causes.values(), (cause) => findingOf(cause, resolution, variables));
}

function findingOf(
  { first, clusters, objects }: Cause,
  { inventory, engine }: Resolution,
  variables: FleetVariables,
): Finding {
  const { substitution } = engine.words;
  const { rule, place, variable, detail, example, site } = first;
  const where = listClusters(clusters, inventory);
  const what = firstObject([...objects]);
  if (!site) {
    if (variable === undefined) {
      const message = `${substitution} cannot read an expression in ${what}: ${detail}`;
      return { rule, place, message, hint: escapeHint('${', engine.words) };
    }
    const message = `\${${variable}} has no value on ${where}: ${what} cannot be applied there`;
    return { rule, place, message, hint: undefinedHint(variable, variables, engine.words) };
  }
  const field = `${what}, ${site.path.join('.')}`;
  if (rule === variableChangesType)
    return { rule, place, message: `${changed(first)}: ${field}, on ${where}`, hint: quoteHint(site.source) };
  return {
    rule,
    place,
    message: `\${${variable}} makes the name ${example}, which Kubernetes refuses: ${field}, on ${where}`,
    hint: 'A name has lower-case letters, digits, dashes and dots. Change the value there, or use ${cluster_name}.',
  };
}

function changed({ variable, detail, example, isBroken, lost, site }: PlacedProblem): string {
  if (isBroken) return `\${${variable}} breaks the YAML (${detail})`;
  const becomes = detail === 'a number' ? `the number ${example}` : detail;
  if (lost === undefined) return `\${${variable}} makes ${becomes}, and Kubernetes wants text`;
  if (lost === example) return `\${${variable}} makes ${becomes}, which charts print with an exponent`;
  const what = site?.role === 'key' ? 'the key ' : '';
  return `\${${variable}} makes ${what}${becomes} of the text ${lost}`;
}

const owners = new Map([
  ['cluster', 'resedge.yaml, a group or the cluster'],
  ['namespace', 'the namespace'],
  ['app', 'the application'],
]);

function undefinedHint(variable: string, variables: FleetVariables, words: EngineWords): string {
  const [, scope = '', key = ''] = /^(cluster|namespace|app)_(\w+)$/.exec(variable) ?? [];
  if (scope === '') return escapeHint(`\${${variable}}`, words);
  const keys = variables.names().map((name) => name.slice('cluster_'.length));
  const near = scope === 'cluster' ? nearest(key, keys) : undefined;
  const meant = near === undefined ? '' : `Did you mean \${cluster_${near}}? `;
  const owner = owners.get(scope);
  return `${meant}Give it a value in ${owner} (spec.values.${key}), or a default: \${${variable}:=…}.`;
}

function escapeHint(expression: string, { substitution }: EngineWords): string {
  return `Where a script or another program is to read it, write $${expression}: ${substitution} turns $$ into $. Or annotate the object with ${leftAlone.key}: ${leftAlone.value}.`;
}

function quoteHint(source: string): string {
  const inner = source.replace(/^(['"])(.*)\1$/s, '$2');
  const text = inner.length > 60 || inner.includes('\n') ? '…' : inner;
  return `Put quotes there that Kustomize does not drop: \${quote:="}${text}\${quote:="}.`;
}

function firstObject(objects: readonly string[]): string {
  const more = objects.length - 1;
  return more > 0 ? `${at(objects, 0)} (and ${more} more)` : at(objects, 0);
}
