import { countOf, firstOf } from '../model/counts.ts';
import type { RenderedFleet } from '../operations/render/render-fleet.ts';
import { printable } from './legible.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';

/** What `render --all` wrote, after what clusters would refuse. */
export const renderedFleetViews = {
  text({ folder, clusters, objects, problems }: RenderedFleet, style: Style): string {
    const lines = Array.from(
      problems,
      ([problem, names]) => `${style.red('error')} ${printable(`${problem} (${firstOf(names)})`)}\n`,
    );
    return `${lines.join('')}${countOf(objects, 'object')} of ${countOf(clusters, 'cluster')} written to ${printable(folder)}\n`;
  },
} satisfies Views<RenderedFleet>;
