import { UsageError } from '../../model/errors.ts';
import type { AskedTime } from '../../operations/windows/list-windows.ts';

const form = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?(Z|[+-]\d\d:\d\d)?$/;

/** Reads a time as it was typed: `2026-12-01T02:00Z`; without an offset it is meant where each cluster is. */
export function readTime(flag: string, typed: string): AskedTime {
  const [, day, clock = '00:00', offset] = form.exec(typed) ?? [];
  const time = day === undefined ? Number.NaN : Date.parse(`${day}T${clock}${offset ?? 'Z'}`);
  const shown = day === undefined ? Number.NaN : Date.parse(`${day}T${clock}Z`);
  if (day === undefined)
    throw new UsageError(
      `${flag} takes a time, not "${typed}"`,
      'Write it as 2026-12-01T02:00, which is meant where each cluster is, or with an offset: 2026-12-01T02:00Z.',
    );
  if (Number.isNaN(time) || !new Date(shown).toISOString().startsWith(day))
    throw new UsageError(`${flag}: there is no time ${typed}`);
  return offset === undefined ? { shown } : { time };
}
