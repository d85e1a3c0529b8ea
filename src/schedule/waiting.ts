import { compareText } from '../model/compare.ts';
import type { Waiting } from '../model/waiting.ts';
import type { Decision, Wait } from './decision.ts';
import { pieceText, reasonText, waitText } from './wait-text.ts';

/** What was decided for a cluster, with the clock that it is told by. */
interface WaitingCluster {
  readonly name: string;
  readonly decision: Pick<Decision, 'waits'>;
  readonly timing: { readonly timeZone: string };
}

interface Gathered extends Pick<Waiting, 'reason' | 'until' | 'text'> {
  readonly pieces: Set<string>;
  readonly clusters: Set<string>;
}

/** Brings together the clusters that wait for the same. What moves first comes first, then what most clusters wait for. */
export function gatherWaits(clusters: Iterable<WaitingCluster>, now: number): Waiting[] {
  const gathered = new Map<string, Gathered>();
  for (const { waits, timeZone, names } of alike(clusters)) {
    for (const wait of waits) {
      const place = placeFor(wait, { timeZone, now });
      const { pieces, clusters: waiting } = gathered.get(place.text) ?? place;
      pieces.add(pieceText(wait.piece));
      for (const name of names) waiting.add(name);
      if (!gathered.has(place.text)) gathered.set(place.text, place);
    }
  }
  const sorted = (texts: ReadonlySet<string>) => [...texts].sort(compareText);
  const all = Array.from(gathered.values(), ({ pieces, clusters: names, ...wait }) => {
    return { ...wait, pieces: sorted(pieces), clusters: sorted(names) };
  });
  return all.sort(compareWaiting);
}

/** Clusters that share a decision and a clock, so that words are made once for all of them. */
interface Alike extends Pick<Decision, 'waits'> {
  readonly timeZone: string;
  readonly names: string[];
}

function alike(clusters: Iterable<WaitingCluster>): Alike[] {
  const zones = new Map<string, Map<WaitingCluster['decision'], Alike>>();
  for (const { name, decision, timing } of clusters) {
    if (decision.waits.length === 0) continue;
    const { timeZone } = timing;
    const zone = zones.get(timeZone) ?? new Map<WaitingCluster['decision'], Alike>();
    zones.set(timeZone, zone);
    const one = zone.get(decision) ?? { waits: decision.waits, timeZone, names: [] };
    zone.set(decision, one);
    one.names.push(name);
  }
  return [...zones.values()].flatMap((zone) => [...zone.values()]);
}

function placeFor(wait: Wait, reading: { readonly timeZone: string; readonly now: number }): Gathered {
  const reason = reasonText(wait.reason, wait.of, reading);
  return { reason, until: wait.until, text: waitText(wait, reading), pieces: new Set(), clusters: new Set() };
}

function compareWaiting(a: Waiting, b: Waiting): number {
  const [first, second] = [a.until ?? Infinity, b.until ?? Infinity];
  if (first !== second) return first - second;
  return b.clusters.length - a.clusters.length || compareText(a.text, b.text);
}
