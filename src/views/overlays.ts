import { overlayName } from '../model/overlay-annotations.ts';
import type { ListedOverlay } from '../operations/list/list-overlays.ts';
import { type Column, rowViews } from './lists.ts';

/** How overlays look in each form. */
export function overlayViews(columns: readonly Column<ListedOverlay>[]) {
  return rowViews<ListedOverlay>({
    kind: 'OverlayList',
    columns,
    name: ({ application, overlay }) => `overlay/${overlayName(application, overlay)}`,
    object: (overlay) => overlay,
  });
}

export const overlayColumns: readonly Column<ListedOverlay>[] = [
  { title: 'APPLICATION', value: ({ application }) => application },
  { title: 'OVERLAY', value: ({ overlay }) => overlay },
  { title: 'CLUSTERS', value: ({ clusters }) => String(clusters) },
  { title: 'RING', value: ({ ring }) => ring ?? '' },
  { title: 'PRIORITY', value: ({ priority }) => String(priority) },
  { title: 'EXPRESSION', value: ({ expression }) => expression },
  { title: 'HOLD', value: ({ hold }) => hold ?? '', wide: true },
  { title: 'TYPE', value: ({ type }) => type, wide: true },
  { title: 'SOURCE', value: ({ source }) => source, wide: true },
];
