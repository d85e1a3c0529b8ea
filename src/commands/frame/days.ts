import { isDay } from '../../model/day.ts';
import { UsageError } from '../../model/errors.ts';
import { suggestText } from '../../validate/suggest-text.ts';
import type { Context } from './context.ts';

/** Reads a day as it was typed: `2026-11-26`, `today`, `tomorrow` or `+3d`, counted where the command is run. */
export function readDay(context: Context, flag: string, typed: string): string {
  const ahead = daysAhead(typed);
  if (ahead !== undefined) return dayIn(context, ahead);
  if (isDay(typed)) return typed;
  const near = suggestText(typed, { format: 'date' });
  throw new UsageError(
    /^\d{4}-\d\d-\d\d$/.test(typed) ? `${flag}: there is no day ${typed}` : `${flag} takes a day, not "${typed}"`,
    near === undefined ? 'Write it as 2026-11-26, or as today, tomorrow or +3d.' : `Did you mean ${near}?`,
  );
}

/** The day on which the command is run. */
export function today(context: Context): string {
  return dayIn(context, 0);
}

function daysAhead(typed: string): number | undefined {
  if (typed === 'today') return 0;
  if (typed === 'tomorrow') return 1;
  const [, days] = /^\+(\d{1,4})d$/.exec(typed) ?? [];
  return days === undefined ? undefined : Number(days);
}

/** The calendar of whoever types it, as every cluster has its own. */
function dayIn({ host }: Context, ahead: number): string {
  const now = host.clock.now();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + ahead)).toISOString().slice(0, 10);
}
