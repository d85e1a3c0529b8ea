import { countOf, grouped } from '../model/counts.ts';
import { listWindows } from '../operations/windows/list-windows.ts';
import { rollUpWindows } from '../operations/windows/roll-up-windows.ts';
import { windowViews } from '../views/windows.ts';
import { defineCommand } from './frame/define.ts';
import { headers, selector, text } from './frame/flags.ts';
import { openFleet, selected } from './frame/fleet.ts';
import type { Outcome } from './frame/outcome.ts';
import { readTime } from './frame/times.ts';

export const command = defineCommand({
  description:
    'Shows when changes may come to clusters, by group: what is open, when it opens and closes next, and why it is closed: a hold, a freeze, or no window. What is open here is open for deploy: a window in which a change would not be there before it closes is "closing". Times are those of the clusters. Namespaces that have other windows than their clusters have a line of their own. With -o wide, all that differs within a group.',
  examples: [
    { title: 'The whole fleet', command: 'resedge windows' },
    {
      title: 'A region at two in the morning, where each cluster is',
      command: 'resedge windows -l /g/stores/west --at 2026-12-01T02:00',
    },
    { title: 'What is closed at one time, everywhere', command: 'resedge windows --at 2026-12-01T08:00Z -o wide' },
  ],
  formats: ['text', 'wide', 'json', 'jsonl', 'yaml'],
  flags: {
    selector,
    at: text('--at <time>', 'at this time, not now: 2026-12-01T02:00 where each cluster is, or with Z or an offset'),
    headers,
  },
  async run(context, { selector, at, headers }): Promise<Outcome> {
    const asked = at === undefined ? { time: context.host.clock.now().getTime() } : readTime('--at', at);
    const state = await openFleet(context);
    const resolution = await state.resolution();
    const clusters = selector === undefined ? resolution.active : await selected(context, state, selector);
    const items = listWindows(resolution, clusters.and(resolution.active), asked);
    const groups = rollUpWindows(items);
    context.print(windowViews, { items, groups, headers });
    const own = items.filter(({ namespace }) => namespace === undefined);
    const count = (some: typeof own) => some.reduce((total, { clusters }) => total + clusters, 0);
    const open = count(own.filter(({ hours }) => hours.state === 'open'));
    context.note(own.length === 0 ? 'no clusters' : `${grouped(open)} of ${countOf(count(own), 'cluster')} open`);
    return 'done';
  },
});
