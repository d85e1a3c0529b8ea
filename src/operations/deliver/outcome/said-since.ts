import type { Delivered } from '../../../deliver/delivered.ts';
import { saysDelete, type Word } from '../../../generate/content/word.ts';
import type { Desired } from '../../../generate/desired.ts';
import { at } from '../../../model/at.ts';
import type { DeliveredCluster, DeliveredClusters } from '../../../model/delivered.ts';
import type { Engine } from '../../../model/engine.ts';
import type { Connectivity, Resolution } from '../../../model/resolution.ts';
import type { DeliveredOutput, ReadBlobs } from './delivered-output.ts';
import { deliveredAs } from './known-as.ts';

/** Since when the sets of a cluster, known by these names, say that they are kept or deleted, by namespace; undefined: all for long. */
export type SaidSince = (names: readonly string[]) => ReadonlyMap<string, number> | undefined;

/** What clusters have, and what some of them are to get back. */
type Sides = Pick<DeliveredOutput, 'clusters' | 'back'>;

/** The namespaces of all clusters that would leave one of them. */
export function leavingNamespaces(
  { active, inventory, profileOf }: Resolution,
  { clusters, back }: Sides,
  { setsOf }: Pick<Desired, 'setsOf'>,
): ReadonlySet<string> {
  const leaving = new Set<string>();
  const seen = new Map<DeliveredCluster['lineUp'], Set<object>>();
  for (const index of active) {
    const { name, spec } = at(inventory.clusters, index);
    const profile = profileOf(index);
    const had = deliveredAs([name, ...spec.formerNames], clusters);
    if (!profile || !had) continue;
    const then = back && deliveredAs([had.name, name, ...spec.formerNames], back)?.lineUp;
    const compared = seen.get(had.lineUp) ?? new Set<object>();
    seen.set(had.lineUp, compared);
    if (compared.has(then ?? profile)) continue;
    compared.add(then ?? profile);
    const stay = then?.sets ?? new Map(setsOf(profile).map((set) => [set.namespace, set]));
    for (const namespace of had.lineUp.sets.keys()) if (!stay.has(namespace)) leaving.add(namespace);
  }
  return leaving;
}

/**
 * Finds out who heard lately that a namespace is kept or deleted, so that it may not leave yet: a cluster has to apply that
 * word first. Outputs that are older than the slowest cluster need not be looked at.
 */
export async function findSaidSince(
  delivered: Delivered,
  leaving: ReadonlySet<string>,
  { now, engine, readBlobs }: { readonly now: number; readonly engine: Engine; readonly readBlobs: ReadBlobs },
): Promise<SaidSince> {
  if (leaving.size === 0) return () => undefined;
  const longest = Math.max(...connectivities.map((connectivity) => engine.lead(connectivity, false)));
  const outputs = await delivered.since(now - longest);
  const [newest] = outputs;
  if (!newest || newest.time < now - longest) return () => undefined;
  const past = await Promise.all(
    outputs.map(async ({ time, output }) => ({ time, clusters: await output.clusters() })),
  );
  const words = await wordsOf(
    outputs.map(({ output }) => output),
    past.map(({ clusters }) => clusters),
    leaving,
    {
      engine,
      readBlobs,
    },
  );
  return (names) => {
    const since = new Map<string, number>();
    for (const namespace of leaving) {
      const said = past.map(({ time, clusters }) => ({
        time,
        word: words(contentOf(deliveredAs(names, clusters), namespace)),
      }));
      const [latest] = said;
      const isOther = ({ word }: { readonly word: Word | undefined }) => word !== undefined && word !== latest?.word;
      // What never came with another word was never applied with one.
      if (latest?.word === undefined || !said.some(isOther)) continue;
      const first = said[said.findIndex(({ word }) => word !== latest.word) - 1];
      if (first && first.time >= now - longest) since.set(namespace, first.time);
    }
    return since.size === 0 ? undefined : since;
  };
}

const connectivities: readonly Connectivity[] = ['online', 'intermittent', 'offline'];

/** What the contents of some namespaces say in any of some outputs; of what is not there undefined. */
async function wordsOf(
  outputs: readonly Delivered[],
  past: readonly DeliveredClusters[],
  leaving: ReadonlySet<string>,
  { engine, readBlobs }: { readonly engine: Engine; readonly readBlobs: ReadBlobs },
): Promise<(content: string | undefined) => Word | undefined> {
  const contents = new Set(
    past.flatMap((clusters) =>
      [...new Set([...clusters.values()].map(({ lineUp }) => lineUp))].flatMap((lineUp) =>
        [...leaving].flatMap((namespace) => contentIn(lineUp, namespace) ?? []),
      ),
    ),
  );
  const ids = new Map<string, string>();
  for (const output of outputs) {
    for (const { path, id } of await output.list()) {
      const content = path.slice(0, -'/namespace.yaml'.length);
      if (path.endsWith('/namespace.yaml') && contents.has(content)) ids.set(content, id);
    }
  }
  const blobs = await readBlobs([...ids.values()]);
  const decoder = new TextDecoder();
  const words = new Map(
    Array.from(ids, ([content, id]): [string, Word] => {
      const text = decoder.decode(blobs.get(id));
      return [content, saysDelete(text, engine.removal) ? 'delete' : 'keep'];
    }),
  );
  return (content) => (content === undefined ? undefined : words.get(content));
}

function contentOf(cluster: DeliveredCluster | undefined, namespace: string): string | undefined {
  return cluster && contentIn(cluster.lineUp, namespace);
}

/** The content of the namespace itself. */
function contentIn({ sets }: DeliveredCluster['lineUp'], namespace: string): string | undefined {
  return sets.get(namespace)?.units.find(({ kind }) => kind === 'namespace')?.content;
}
