import type { Item } from '../model/inventory.ts';
import type { Ring } from '../model/kinds.ts';
import type { Resolution } from '../model/resolution.ts';
import { type Step, tell } from './step.ts';

/** The ring of a cluster, and why it is in it; undefined if there are no rings. */
export function ringOf({ inventory: { rings }, ringOf }: Resolution, index: number) {
  const at = rings.findIndex(({ name }) => name === ringOf(index));
  const ring = rings[at];
  return ring && { ring, reason: reasonFor(ring, at === rings.length - 1) };
}

/** The rings that were considered for a cluster: all up to its own. */
export function ringSteps(resolution: Resolution, index: number): Step[] {
  const { rings } = resolution.inventory;
  const mine = ringOf(resolution, index);
  if (!mine) return [];
  const before = rings.slice(0, rings.indexOf(mine.ring));
  const step = (ring: Item<Ring>, ok: boolean, reason: string) => {
    const field = ring.spec.clusters === undefined ? 'order' : 'clusters';
    return tell('ring', ok, `${ring.name}: ${reason}`, { ...ring.source, path: ['spec', field] });
  };
  return [
    ...before.map((ring) => step(ring, false, reasonAgainst(ring, resolution, index))),
    step(mine.ring, true, mine.reason),
  ];
}

function reasonFor({ spec }: Item<Ring>, isLast: boolean): string {
  const { clusters = 'all', percent = 100 } = spec;
  if (isLast) return 'the last ring has all that the others leave';
  const among = percent < 100 ? `, and a hash of its name puts it among the ${percent} %` : '';
  return `${clusters} selects it${among}`;
}

function reasonAgainst({ spec, source }: Item<Ring>, { select }: Resolution, index: number): string {
  const { clusters = 'all', percent = 100 } = spec;
  const isSelected = select(clusters, { ...source, path: ['spec', 'clusters'] }).clusters.has(index);
  return isSelected ? `a hash of its name does not put it among the ${percent} %` : `${clusters} does not select it`;
}
