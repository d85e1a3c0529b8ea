import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newCalendar } from '../../../src/model/time/calendar.ts';
import { openSpans } from '../../../src/model/time/open-hours.ts';
import { minutesOf, openMinutes, plainWindow, seasons, written } from './minutes.ts';

const minute = 60_000;
const days = 18;
/** In minutes: windows that opened before the first minute are not known to the oracle. */
const margin = 2 * 1440;

const setting = fc
  .constantFrom(...seasons)
  .chain(({ from, zones }) => fc.record({ from: fc.constant(from), timeZone: fc.constantFrom(...zones) }));
const freeze = fc.tuple(fc.nat(17), fc.nat(3));

it('windows and freezes are open in just the minutes in which clocks say so', () => {
  fc.assert(
    fc.property(
      setting,
      fc.array(plainWindow, { maxLength: 3 }),
      fc.array(freeze, { maxLength: 2 }),
      (at, windows, frozen) => {
        const minutes = minutesOf(at.timeZone, at.from, days);
        const start = minutes.first + margin;
        const end = minutes.first + days * 1440 - margin;
        const dayAfter = (count: number) =>
          new Date(Date.parse(at.from) + count * 1440 * minute).toISOString().slice(0, 10);
        const freezes = frozen.map(([first, more]) => ({ from: dayAfter(first), to: dayAfter(first + more) }));
        const open = openMinutes(minutes, windows, freezes);
        const hours = { windows: written(windows), timeZone: at.timeZone, freezes };
        const found = open.map(() => false);
        for (const span of openSpans(hours, start * minute, end * minute, newCalendar()))
          found.fill(true, span.start / minute - minutes.first, span.end / minute - minutes.first);
        const differ = open.flatMap((isOpen, index) => {
          const inside = index >= margin && index < open.length - margin;
          return inside && isOpen !== found[index] ? [`${minutes.walls[index]} ${isOpen}`] : [];
        });
        expect(differ.slice(0, 3)).toEqual([]);
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 20) },
  );
});
