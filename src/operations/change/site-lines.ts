import { pathText } from '../../edit/field-edit.ts';
import type { ReferenceSite } from '../../edit/references.ts';
import { openFile } from '../../load/locate.ts';
import { kindWords } from '../../model/kind-names.ts';
import type { FleetState } from '../../state/fleet-state.ts';

/** A place that names an object, as people look it up. */
export interface SiteLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** `namespace/shop`, or the folder of an overlay. */
  readonly from: string;
  /** `spec.groups[0]` */
  readonly field: string;
  /** What is written there. */
  readonly text: string;
}

/** Where the first of some places are. */
export async function siteLines(state: FleetState, sites: readonly ReferenceSite[], most: number): Promise<SiteLine[]> {
  const shown = sites.slice(0, most);
  const files = new Set(shown.map(({ place }) => place.file));
  const contents = await state.contents(files);
  const opened = new Map(Array.from(contents, ([path, content]) => [path, openFile(content)]));
  return shown.map(({ from, place, text }) => {
    const { line = 1, column = 1 } = opened.get(place.file)?.locate(place) ?? {};
    return { file: place.file, line, column, from: ownerOf(from), field: pathText(place.path), text };
  });
}

function ownerOf({ kind, name }: ReferenceSite['from']): string {
  const words = kindWords.find((words) => words.kind === kind);
  return words ? `${words.singular}/${name}` : `the overlay ${name}`;
}
