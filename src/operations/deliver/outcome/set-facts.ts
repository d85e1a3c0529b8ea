import type { LineUp, SetFacts } from '../../../model/line-up.ts';
import type { SetModel, SetUnit } from '../../../model/sets.ts';

/** What decides about a set, with the set itself. */
export interface KnownSet extends SetFacts {
  readonly model: SetModel;
}

/** What has to be looked up in the contents of sets. */
export interface ContentFacts {
  /** Whether a content names a variable. */
  uses(content: string, variable: string): boolean;
  /** Whether the Namespace in a content goes with its set. */
  saysDelete(content: string): boolean;
}

/** Sets that a cluster has or should have, with what decides about them. */
type KnownLineUp = LineUp & { readonly sets: ReadonlyMap<string, KnownSet> };

/** Turns sets into what decides about them. The same model gives the same object, and so do the same ones together. */
export interface FactsMaker {
  lineUp(models: Iterable<SetModel>): KnownLineUp;
}

/** `models`: all sets that there are, since a set may depend on units of any other. */
export function factsMaker(models: Iterable<SetModel>, contents: ContentFacts): FactsMaker {
  const words = new Map<string, string>();
  for (const { namespace, units } of models) for (const unit of units) words.set(unit.id, wordsFor(namespace, unit));
  const byKey = new Map<string, KnownSet>();
  const byModel = new Map<SetModel, KnownSet>();
  const byModels = new Map<Iterable<SetModel>, KnownLineUp>();
  const lineUps = new Map<string, KnownLineUp>();
  const factsOf = (model: SetModel): KnownSet => {
    const known = byModel.get(model);
    if (known) return known;
    const key = model.missing ?? keyOf(model);
    const facts = byKey.get(key) ?? makeFacts(key, model, words, contents);
    byKey.set(key, facts);
    byModel.set(model, facts);
    return facts;
  };
  return {
    // Most clusters share what they have with many: to compare whole lists for each takes a second for 40,000.
    lineUp(models) {
      const same = byModels.get(models);
      if (same) return same;
      const sets = Array.from(models, factsOf);
      const key = sets.map((set) => set.key).join('\n');
      const known = lineUps.get(key) ?? { sets: new Map(sets.map((set) => [set.namespace, set])) };
      lineUps.set(key, known);
      byModels.set(models, known);
      return known;
    },
  };
}

function makeFacts(key: string, model: SetModel, words: ReadonlyMap<string, string>, contents: ContentFacts): KnownSet {
  const { namespace, units } = model;
  const substituted = units.filter(({ variables }) => variables !== undefined);
  const own = units.find(({ kind }) => kind === 'namespace');
  const used = new Map<string, boolean>();
  return {
    key,
    model,
    namespace,
    applications: units.flatMap(({ kind, name }) => (kind === 'application' ? [name] : [])),
    units: units.map((unit) => wordsFor(namespace, unit)),
    needs: units.flatMap(({ dependsOn }) => dependsOn.map((id) => words.get(id) ?? id)),
    get saysDelete() {
      return own !== undefined && contents.saysDelete(own.content);
    },
    uses(variable) {
      const known = used.get(variable) ?? substituted.some(({ content }) => contents.uses(content, variable));
      used.set(variable, known);
      return known;
    },
  };
}

/** Where an application is belongs to it: what depends on it in one namespace does not get it in another. */
function wordsFor(namespace: string, { kind, name }: SetUnit): string {
  return kind === 'namespace' ? `namespace ${name}` : `application ${namespace}/${name}`;
}

/** The same text for the same model. */
export function keyOf({ namespace, units }: SetModel): string {
  return JSON.stringify([
    namespace,
    units.map(({ variables, ...unit }) => [
      ...Object.entries(unit).sort(([a], [b]) => (a < b ? -1 : 1)),
      variables && [...variables].sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  ]);
}

/** Sets come out of the schedule as they were given to it. */
export function known(set: SetFacts): KnownSet {
  if (isKnown(set)) return set;
  throw new Error(`a set of ${set.namespace} from elsewhere`);
}

function isKnown(set: SetFacts): set is KnownSet {
  return 'model' in set;
}
