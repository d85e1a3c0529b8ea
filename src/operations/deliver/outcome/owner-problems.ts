import { copiesFolder } from '../../../generate/copies.ts';
import { contentObjects } from '../../../load/content-objects.ts';
import { by, compareText } from '../../../model/compare.ts';
import type { ManifestObject } from '../../../model/kustomize.ts';
import type { SetUnit } from '../../../model/sets.ts';
import { identityOf } from '../../../resolve/brought.ts';
import type { Candidate, Problem } from '../../../schedule/problems.ts';
import type { ContentTexts } from './content-facts.ts';
import { known } from './set-facts.ts';

/**
 * Finds objects that sets of two namespaces would bring to a cluster at once (RE409): one that moves from one to the other
 * comes there only when it leaves here.
 */
export function ownerProblems(textsOf: ContentTexts): (candidate: Candidate) => Problem[] {
  const brought = new Map<string, readonly ManifestObject[]>();
  const identities = new Map<SetUnit, ReadonlySet<string>>();
  const broughtBy = (content: string, namespace: string) => {
    const key = `${namespace} ${content}`;
    const objects = brought.get(key) ?? contentObjects(textsOf(content) ?? new Map(), copiesFolder, namespace);
    brought.set(key, objects);
    return objects;
  };
  const identitiesOf = (unit: SetUnit, namespace: string) => {
    const found = identities.get(unit) ?? identitiesOn(broughtBy(unit.content, namespace), unit);
    identities.set(unit, found);
    return found;
  };
  return ({ lineUp: { sets } }) => {
    const owners = new Map<string, string>();
    const problems = new Map<string, Problem>();
    for (const set of [...sets.values()].sort(by(({ namespace }) => namespace))) {
      for (const unit of known(set).model.units) {
        for (const object of identitiesOf(unit, set.namespace)) {
          const owner = owners.get(object) ?? set.namespace;
          owners.set(object, owner);
          if (owner !== set.namespace) problems.set(object, shared(object, [owner, set.namespace]));
        }
      }
    }
    return [...problems.values()].sort((a, b) => compareText(a.key, b.key));
  };
}

/** The objects that a unit brings, as they are on a cluster with the unit's own variables. */
function identitiesOn(objects: readonly ManifestObject[], { variables }: SetUnit): ReadonlySet<string> {
  return new Set(objects.map((object) => identityOf(object, variables ?? new Map())));
}

function shared(object: string, namespaces: readonly string[]): Problem {
  return { key: `owner of ${object}`, namespaces, message: `${objectText(object)} would come from both` };
}

/** `ClusterRole.rbac.authorization.k8s.io pos`, `ConfigMap till in shop` */
function objectText(identity: string): string {
  const [group, kind, namespace, name] = identity.split('\n');
  return `${kind}${group === '' ? '' : `.${group}`} ${name}${namespace === '' ? '' : ` in ${namespace}`}`;
}
