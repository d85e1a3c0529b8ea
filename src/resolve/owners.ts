import type { ClusterSet } from '../model/cluster-set.ts';
import { firstOf } from '../model/counts.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Place } from '../model/place.ts';
import { objectOwnedTwice } from '../model/rules/re409-object-owned-twice.ts';
import { identityText } from './brought.ts';
import { listClusters } from './wording.ts';

/** One Kustomization on some clusters that would own an object. */
export interface Owner {
  /** `application till`; the same for all variants. */
  readonly title: string;
  readonly clusters: ClusterSet;
  readonly place: Place;
  /** Whether Kustomize was needed to tell what it brings. */
  readonly isBuilt: boolean;
  /** Whether it is what delivers the others. */
  readonly isEngine?: true;
}

/** Two owners, and the objects that both bring. */
interface Pair {
  readonly a: Owner;
  readonly b: Owner;
  readonly clusters: ClusterSet;
  readonly objects: ReadonlySet<string>;
}

/** Who brings which objects to which clusters. */
export class Owners {
  readonly #byObject = new Map<string, Map<string, Owner>>();

  /** `id`: what `identityOf` makes of the object. */
  add(id: string, owner: Owner): void {
    const known = this.#byObject.get(id) ?? new Map<string, Owner>();
    this.#byObject.set(id, known);
    const key = `${owner.title} ${owner.isBuilt}`;
    const same = known.get(key);
    known.set(key, same ? { ...same, clusters: same.clusters.or(owner.clusters) } : owner);
  }

  /** Two that bring one object to one cluster (RE409): all of them, or those that Kustomize had to tell a part of. */
  shared(inventory: Inventory, onlyBuilt: boolean): Finding[] {
    const pairs = new Map<string, Pair>();
    for (const [id, byTitle] of this.#byObject) {
      for (const { a, b } of pairsOf([...byTitle.values()])) {
        if (a.title === b.title || (onlyBuilt && !a.isBuilt && !b.isBuilt)) continue;
        const clusters = a.clusters.and(b.clusters);
        if (clusters.isEmpty()) continue;
        const key = `${a.title}\n${b.title}`;
        const pair = pairs.get(key) ?? { a, b, clusters, objects: new Set<string>() };
        const objects = new Set([...pair.objects, identityText(id)]);
        pairs.set(key, { ...pair, clusters: pair.clusters.or(clusters), objects });
      }
    }
    return Array.from(pairs.values(), (pair) => sharedFinding(pair, inventory));
  }
}

function* pairsOf(owners: readonly Owner[]): IterableIterator<{ a: Owner; b: Owner }> {
  for (const [at, b] of owners.entries()) for (const a of owners.slice(0, at)) yield { a, b };
}

function sharedFinding({ a, b, clusters, objects }: Pair, inventory: Inventory): Finding {
  return {
    rule: objectOwnedTwice,
    message: `${a.title} and ${b.title} both bring ${firstOf([...objects])} on ${listClusters(clusters, inventory)}`,
    hint: a.isEngine
      ? 'What brings the others is not to be changed by one of them: take it out of the manifests, or give it another name.'
      : `Give the objects names of their own, for example with \${app_name}, or place the two on different clusters.`,
    place: b.place,
  };
}
