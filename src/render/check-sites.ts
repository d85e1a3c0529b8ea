import { ClusterSet } from '../model/cluster-set.ts';
import type { Combination, FleetVariables } from './fleet-variables.ts';
import { losesText } from './lost-text.ts';
import { readSite } from './read-site.ts';
import type { Site } from './sites.ts';
import type { Variables } from './variables.ts';

/** What a scalar becomes on some clusters, other than text. */
export interface Outcome {
  /** `a number`, `true`, `nothing`, `a list`, `a name`; or why it is no YAML any more. */
  readonly becomes: string;
  /** What it becomes on the first of the clusters, as JSON; empty where it is no YAML. */
  readonly example: string;
  /** What stands in the text on that cluster, with its quotes. */
  readonly text: string;
  /** It is no YAML any more: nothing of its Kustomization can be applied. */
  readonly isBroken: boolean;
  /** The variables that it reads. */
  readonly names: readonly string[];
  readonly clusters: ClusterSet;
}

/** Says what becomes of scalars on all active clusters; the same scalar with the same variables is looked at once. */
export interface SiteChecker {
  /** Clusters where the scalar is not text once variables are replaced; those that lack one are left out. */
  notText(site: Site, own: Variables): readonly Outcome[];
  /** Clusters where something else comes of the text, that it cannot be told from. */
  lossy(site: Site, own: Variables, forHelm: boolean): readonly Outcome[];
  /** Clusters where the text does not pass. */
  failing(site: Site, own: Variables, passes: (text: string) => boolean): readonly Outcome[];
}

/** What a scalar becomes that matters, by its value and the text that it is read from. */
type Judge = (value: unknown, text: string) => string | undefined;

/** Words that are no text, and the beginnings of numbers. */
const mayChange = /^(?:[-+.~0-9]|$)/;
const words = ['y', 'yes', 'n', 'no', 'true', 'false', 'on', 'off', 'null'];

export function createSiteChecker(fleet: FleetVariables, size: number): SiteChecker {
  const known = new Map<string, readonly Outcome[]>();

  function look(site: Site, own: Variables, judge: Judge): readonly Outcome[] {
    const template = fleet.templateOf(site.source);
    if ('message' in template) return [];
    const names = template.names.filter((name) => !own.has(name));
    const outcomes = new Map<
      string,
      { example: string; text: string; isBroken: boolean; combinations: Combination[] }
    >();
    for (const combination of fleet.combinations(names)) {
      const texts = new Map(names.map((name, index) => [name, combination.texts[index]]));
      const read = readSite(site, (name) => own.get(name) ?? texts.get(name), fleet.templateOf);
      if (!read.ok && read.missing !== undefined) continue;
      const becomes = read.ok ? judge(read.value, read.text) : read.message;
      if (becomes === undefined) continue;
      const example = read.ok ? JSON.stringify(read.value ?? null) : '';
      const text = read.ok ? read.text : '';
      const outcome = outcomes.get(becomes) ?? { example, text, isBroken: !read.ok, combinations: [] };
      outcome.combinations.push(combination);
      outcomes.set(becomes, outcome);
    }
    return Array.from(outcomes, ([becomes, { combinations, ...outcome }]) => ({
      ...outcome,
      becomes,
      names: template.names,
      clusters: unionOf(combinations, size),
    }));
  }

  function remembered(kind: string, site: Site, own: Variables, work: () => readonly Outcome[]): readonly Outcome[] {
    const template = fleet.templateOf(site.source);
    const names = 'message' in template ? [] : template.names;
    const key = JSON.stringify([kind, site.role, site.source, names.map((name) => own.get(name) ?? null)]);
    const found = known.get(key) ?? work();
    known.set(key, found);
    return found;
  }

  return {
    notText(site, own) {
      return remembered('type', site, own, () => (staysText(site, own, fleet) ? [] : look(site, own, describeValue)));
    },
    lossy(site, own, forHelm) {
      const judge: Judge = (value, text) => (losesText(value, text, forHelm) ? describeValue(value) : undefined);
      const kind = forHelm ? 'lost to Helm' : 'lost';
      return remembered(kind, site, own, () => (staysText(site, own, fleet) ? [] : look(site, own, judge)));
    },
    failing(site, own, passes) {
      const judge = (value: unknown) => (typeof value === 'string' && !passes(value) ? 'a name' : undefined);
      return remembered('name', site, own, () => look(site, own, judge));
    },
  };
}

function unionOf(combinations: readonly Combination[], size: number): ClusterSet {
  const all = ClusterSet.none(size);
  for (const { clusters } of combinations) all.addAll(clusters);
  return all;
}

/** Whether it can be told from the beginning of a scalar, or its quotes, that it stays text whatever the clusters say. */
function staysText({ source }: Site, own: Variables, fleet: FleetVariables): boolean {
  const template = fleet.templateOf(source);
  if ('message' in template || !template.isSimple) return false;
  const fromClusters = template.names.filter((name) => !own.has(name));
  if (!fromClusters.every((name) => fleet.column(name)?.isPlain)) return false;
  const filled = template.fill((name) => own.get(name) ?? marker);
  if (!filled.ok) return false;
  const [start = ''] = filled.text.split(marker);
  if (/^'[^']*'$|^"[^"\\]*"$/.test(filled.text) && !filled.text.includes('\n')) return true;
  if (!harmless.test(filled.text) || mayChange.test(start)) return false;
  return !words.some((word) => word.startsWith(start.toLowerCase()));
}

/** Stands for a text that is not known. */
const marker = '\ue000';

/** What needs no quotes wherever it stands, apart from its beginning: no blank behind a colon, none before a #. */
const harmless = /^[A-Za-z][\w./@+,=%;\ue000-]*(?:(?: |:(?=[\w/]))[\w./@+,=%;\ue000-]*)*$/;

function describeValue(value: unknown): string | undefined {
  if (typeof value === 'string') return undefined;
  if (typeof value === 'number') return 'a number';
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'a map';
}
