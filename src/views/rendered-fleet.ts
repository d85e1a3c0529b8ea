import { countOf, grouped } from '../model/counts.ts';
import type { RenderedFleet } from '../operations/render/render-fleet.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

/** More clusters than this are counted, not named. */
const most = 3;

/** What `render --all` wrote, after what clusters would refuse. */
export const renderedFleetViews = {
  text({ folder, clusters, objects, problems }: RenderedFleet, style: Style): string {
    const lines = Array.from(problems, ([problem, names]) => `${style.red('error')} ${problem} (${listed(names)})\n`);
    return `${lines.join('')}${countOf(objects, 'object')} of ${countOf(clusters, 'cluster')} written to ${folder}\n`;
  },
} satisfies Views<RenderedFleet>;

function listed(names: readonly string[]): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${grouped(more)} more` : names.join(', ');
}
