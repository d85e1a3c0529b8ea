import { isRecord, jsonIn } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import type { Host } from '../ports/host.ts';
import type { ProcessIdentity } from '../ports/processes.ts';

/** Who holds a lock. */
export interface Holder extends ProcessIdentity {
  /** What it does, such as `deploy`. */
  readonly what: string;
  /** Since when: milliseconds since 1970. */
  readonly since: number;
}

/** What a lock file says that this process makes now. */
export function holderText({ clock, processes }: Host, what: string): string {
  return `${JSON.stringify({ ...processes.self, what, since: clock.now().toISOString() })}\n`;
}

/** What a lock file says; undefined if it cannot be read: it may be half-written. */
export function readHolder(text: string): Holder | undefined {
  const value = jsonIn(text);
  if (!isRecord(value)) return undefined;
  const { pid, machine, started, what } = value;
  const since = Date.parse(textOf(value['since']));
  if (typeof pid !== 'number' || typeof started !== 'number' || Number.isNaN(since)) return undefined;
  return typeof machine === 'string' && typeof what === 'string' ? { pid, machine, started, what, since } : undefined;
}
