import type { RenderedFleet } from '../operations/render-fleet.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

/** More clusters than this are counted, not named. */
const most = 3;

/** What `render --all` wrote, after what clusters would refuse. */
export const renderedFleetViews = {
  text({ folder, clusters, objects, problems }: RenderedFleet, style: Style): string {
    const lines = Array.from(problems, ([problem, names]) => `${style.red('error')} ${problem} (${listed(names)})\n`);
    return `${lines.join('')}${number(objects, 'object')} of ${number(clusters, 'cluster')} written to ${folder}\n`;
  },
} satisfies Views<RenderedFleet>;

function listed(names: readonly string[]): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more.toLocaleString('en')} more` : names.join(', ');
}

function number(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
