import { compareText } from '../model/compare.ts';
import type { Closed, Piece, Reason, Wait } from './decision.ts';
import type { Farewell } from './farewell.ts';
import type { Gate } from './gate.ts';
import type { Group } from './groups.ts';
import type { Hindrance } from './settle.ts';
import { type Future, untilsOf } from './untils.ts';

/** What keeps a group from moving: one of these at least. */
export interface Obstacle {
  readonly closed?: ClosedGroup | undefined;
  readonly farewell?: Farewell | undefined;
  readonly hindrance?: Hindrance | undefined;
}

interface Blame {
  readonly of: Piece;
  readonly reason: Closed;
}

/** What is closed for a group: the first, and for each piece what is closed for itself. */
export interface ClosedGroup {
  readonly first: Blame;
  readonly own: ReadonlyMap<Piece, Blame>;
}

/** Why a group may not move now; undefined: everything is open. */
export function closedIn(group: Group, gate: Gate): ClosedGroup | undefined {
  const own = new Map<Piece, Blame>();
  for (const [piece, hours] of group.hours) {
    for (const { of, windows } of hours) {
      const reason = gate.closed(windows);
      if (!reason || own.has(piece)) continue;
      own.set(piece, { of: reason.why === 'window' ? of : piece, reason });
    }
  }
  const [first] = own.values();
  return first && { first, own };
}

/** What waits, for what, and until when. */
export function waitsOf(obstacles: ReadonlyMap<Group, Obstacle>, future: Future): Wait[] {
  const untils = untilsOf(obstacles, future);
  const waits = Array.from(obstacles, ([group, obstacle]) =>
    group.pieces.map((piece): Wait => ({ piece, ...reasonFor(piece, obstacle), until: untils.get(group) })),
  );
  return waits.flat().sort((a, b) => compareText(placeOf(a.piece), placeOf(b.piece)));
}

function reasonFor(
  piece: Piece,
  { closed, farewell, hindrance }: Obstacle,
): { readonly of: Piece; readonly reason: Reason } {
  if (closed) return closed.own.get(piece) ?? closed.first;
  if (farewell) {
    const { namespace: name, word } = farewell;
    return { of: { kind: 'namespace', name }, reason: { why: 'word', word } };
  }
  return { of: piece, reason: { why: 'needs', namespaces: [], message: '', ...hindrance } };
}

/** Variables stand before all namespaces. */
function placeOf(piece: Piece): string {
  return piece.kind === 'namespace' ? piece.name : '';
}
