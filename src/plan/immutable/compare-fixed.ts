import type { Updates } from '../../model/engine.ts';
import type { Path } from '../../model/place.ts';
import { toRecord } from '../../model/record.ts';
import { scalarText } from '../../model/text-of.ts';
import { askAlike, type LookUp, type Texts } from '../../render/ask-alike.ts';
import type { BuiltObject } from '../../render/built-object.ts';
import { objectOn } from '../../render/by-cluster.ts';
import { rememberTemplates } from '../../render/templates.ts';
import type { Variables } from '../../render/variables.ts';
import type { Manifest } from './fixed-field.ts';
import { groupKindOf, hasFixedFields, refusedChanges } from './refused-changes.ts';

/** What is applied as one, before or after a change. */
export interface Applied {
  readonly objects: readonly BuiltObject[];
  /** Its own variables, which win over those of a cluster; undefined: variables are left alone in it. */
  readonly own: Variables | undefined;
}

/** A cluster, with its own variables before and after a change. */
export interface ChangingCluster {
  readonly name: string;
  before(variable: string): string | undefined;
  after(variable: string): string | undefined;
}

/** An object that is there before and after a change on some clusters. */
export interface ComparedObject {
  /** As it is after, with its variables. */
  readonly object: BuiltObject;
  /** The fields whose change the API server refuses there. */
  readonly refused: readonly Path[];
  readonly clusters: readonly ChangingCluster[];
}

/** What is compared. */
export interface ChangedUnit {
  readonly before: Applied;
  readonly after: Applied;
  readonly clusters: readonly ChangingCluster[];
}

/** Compares objects that may not be changed at will, as clusters get them: once for all on which it comes out the same. */
export function compareFixed({ before, after, clusters }: ChangedUnit, { isSafe }: Updates): ComparedObject[] {
  const templateOf = rememberTemplates();

  function onCluster(object: BuiltObject, own: Variables | undefined, lookUp: LookUp): Manifest {
    if (!own || object.left !== undefined) return object.value;
    return toRecord(objectOn(object, (name) => own.get(name) ?? lookUp(name), templateOf));
  }

  function compare(was: BuiltObject, is: BuiltObject): ComparedObject[] {
    const answers = askAlike(clusters, texts, (lookUp) => {
      const had = onCluster(was, before.own, (name) => lookUp(`${earlier}${name}`));
      const has = onCluster(is, after.own, lookUp);
      if (identityOf(had) !== identityOf(has)) return undefined;
      return isSafe(had, has) ? [] : refusedChanges(groupKindOf(is), had, has);
    });
    return answers.flatMap(({ value, clusters: alike }) =>
      value ? [{ object: is, refused: value, clusters: [...alike] }] : [],
    );
  }

  return after.objects.flatMap((object) => {
    if (!hasFixedFields(groupKindOf(object))) return [];
    return before.objects.filter((other) => mayBeSame(other, object)).flatMap((other) => compare(other, object));
  });
}

/** What the variables of a cluster before a change are asked for by. */
const earlier = 'before ';

const texts: Texts<ChangingCluster> = { textOf, idOf: textOf };

function textOf(cluster: ChangingCluster, name: string): string | undefined {
  return name.startsWith(earlier) ? cluster.before(name.slice(earlier.length)) : cluster.after(name);
}

/** On a cluster, with variables in names replaced. The version does not tell objects apart. */
function identityOf({ metadata }: Manifest): string {
  const { namespace, name } = toRecord(metadata);
  return `${scalarText(namespace) ?? ''}/${scalarText(name) ?? ''}`;
}

function mayBeSame(a: BuiltObject, b: BuiltObject): boolean {
  if (groupKindOf(a) !== groupKindOf(b)) return false;
  const [one, other] = [a, b].map(({ namespace, name }) => `${namespace}/${name}`);
  return one === other || `${one}${other}`.includes('$');
}
