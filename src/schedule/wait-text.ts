import { listWords } from '../model/counts.ts';
import { localTime } from '../model/time/local-time.ts';
import { momentText, type Reading } from '../model/time/moment-text.ts';
import type { Closed, Piece, Reason, Wait } from './decision.ts';

/** Why something waits and until when, for people: `waits for the window Mon 02:00 America/Chicago (in 9h)`. */
export function waitText({ piece, reason, of, until }: Wait, reading: Reading): string {
  const moment = until === undefined ? undefined : momentText(until, reading);
  if (reason.why !== 'window')
    return `${reasonText(reason, of, reading)}${moment === undefined ? '' : `; moves ${moment}`}`;
  const whose = pieceText(of) === pieceText(piece) ? '' : ` of ${pieceText(of)}`;
  const start = reason.closes === undefined ? 'waits' : 'the open window closes too soon: waits';
  if (moment === undefined) return `${start} for a window${whose}, and none comes within a year`;
  return `${start} for the window${whose} ${moment}`;
}

/** Why changes may not come to a cluster, for people: `frozen until 2026-11-30: Thanksgiving week`. */
export function closedText(closed: Closed, { timeZone, now }: Reading): string {
  if (closed.why === 'window')
    return closed.closes === undefined ? 'no window is open' : 'the open window closes before a change would be there';
  const reason = closed.reason ?? '';
  if (closed.why === 'hold') return `held: ${reason}, until ${closed.until ?? 'it is released'}`;
  const isToCome = localTime(now, timeZone).day < closed.from;
  const days = isToCome ? `from ${closed.from} to ${closed.to}` : `until ${closed.to}`;
  return `frozen ${days}${reason === '' ? '' : `: ${reason}`}`;
}

/** What of a cluster it is about, for people: `namespace redis`, `variables`, `cluster`. */
export function pieceText(piece: Piece): string {
  return piece.kind === 'namespace' ? `namespace ${piece.name}` : piece.kind;
}

/** Why something waits, without the time until when. */
export function reasonText(reason: Reason, of: Piece, reading: Reading): string {
  switch (reason.why) {
    case 'undo':
      return `an undo is in force: ${reason.reason}`;
    case 'word':
      return `leaves once the cluster has heard that ${pieceText(of)} is to be ${reason.word === 'delete' ? 'deleted' : 'kept'}`;
    case 'needs':
      return needsText(reason.namespaces, reason.message);
    default:
      return closedText(reason, reading);
  }
}

function needsText(namespaces: readonly string[], message: string): string {
  const others =
    namespaces.length === 0
      ? []
      : [`waits for namespace${namespaces.length === 1 ? '' : 's'} ${listWords(namespaces)}`];
  return [...others, message].filter((part) => part !== '').join(': ');
}
