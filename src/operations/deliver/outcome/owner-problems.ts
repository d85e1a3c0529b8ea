import { identitiesIn } from '../../../generate/content/identities.ts';
import { by, compareText } from '../../../model/compare.ts';
import type { Candidate, Problem } from '../../../schedule/problems.ts';
import type { ContentTexts } from './content-facts.ts';
import { known } from './set-facts.ts';

/**
 * Finds objects that sets of two namespaces would bring to a cluster at once (RE409): one that moves from one to the other
 * comes there only when it leaves here.
 */
export function ownerProblems(textsOf: ContentTexts): (candidate: Candidate) => Problem[] {
  const identities = new Map<string, ReadonlySet<string>>();
  const identitiesOf = (content: string, namespace: string) => {
    const key = `${namespace} ${content}`;
    const found = identities.get(key) ?? identitiesIn(textsOf(content) ?? new Map(), namespace);
    identities.set(key, found);
    return found;
  };
  return ({ lineUp: { sets } }) => {
    const owners = new Map<string, string>();
    const problems = new Map<string, Problem>();
    for (const set of [...sets.values()].sort(by(({ namespace }) => namespace))) {
      for (const { content } of known(set).model.units) {
        for (const object of identitiesOf(content, set.namespace)) {
          const owner = owners.get(object) ?? set.namespace;
          owners.set(object, owner);
          if (owner !== set.namespace) problems.set(object, shared(object, [owner, set.namespace]));
        }
      }
    }
    return [...problems.values()].sort((a, b) => compareText(a.key, b.key));
  };
}

function shared(object: string, namespaces: readonly string[]): Problem {
  return { key: `owner of ${object}`, namespaces, message: `${object} would come from both` };
}
