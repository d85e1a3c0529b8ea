import type { Inventory } from '../../model/inventory.ts';
import { isTimeZone } from '../../validate/time-zone.ts';
import { askChoice, askChoices, timeZoneChoices } from '../frame/ask.ts';
import type { Context } from '../frame/context.ts';
import { openFleet } from '../frame/fleet.ts';
import { askName } from './ask-name.ts';

interface Given {
  readonly name: string | undefined;
  readonly group: readonly string[];
  readonly timeZone: string | undefined;
  readonly yes: boolean;
}

interface Answers {
  readonly name: string;
  readonly groups: readonly string[];
  readonly timeZone: string | undefined;
}

/** Stands for the time zone that comes from a group, or for none. */
const inherited = ' ';

/** What was given as flags; the rest is asked for, if somebody is there to answer and did not agree beforehand. */
export async function askCluster(context: Context, { name, group, timeZone, yes }: Given): Promise<Answers> {
  if (!context.canAsk || yes) return { name: await askName(context, 'cluster', name), groups: group, timeZone };
  const { inventory } = await (await openFleet(context)).resolution();
  const named = await askName(context, 'cluster', name);
  const groups =
    group.length > 0
      ? group
      : await askChoices(context, {
          message: 'Group that it is in (its home)',
          next: 'One more group',
          flag: '--group PATH',
          choices: inventory.groups.map((item) => ({ value: item.name })),
        });
  if (timeZone !== undefined || hasTimeZone(inventory, groups)) return { name: named, groups, timeZone };
  const answer = await askChoice(context, {
    message: 'Time zone',
    flag: '--time-zone America/Chicago',
    choices: [{ value: inherited, name: '(none)' }, ...timeZoneChoices()],
    accepts: isTimeZone,
  });
  return { name: named, groups, timeZone: answer === inherited ? undefined : answer };
}

/** Whether one of the groups or a group above gives its clusters a time zone. */
function hasTimeZone({ groups }: Inventory, named: readonly string[]): boolean {
  const giving = groups.filter(({ spec }) => spec.timeZone !== undefined);
  return giving.some((group) => named.some((name) => `${name}/`.startsWith(`${group.name}/`)));
}
