import { overlayName } from '../model/overlay-annotations.ts';
import type { ListedRollout } from '../operations/rollout/list-rollouts.ts';
import { type Column, rowViews } from './lists.ts';

const columns: readonly Column<ListedRollout>[] = [
  { title: 'APPLICATION', value: ({ application }) => application },
  { title: 'OVERLAY', value: ({ overlay }) => overlay },
  { title: 'RING', value: ({ ring }) => ring ?? 'none' },
  { title: 'SINCE', value: ({ ringSince }) => ringSince ?? '' },
  { title: 'SOAKED', value: ({ soaked }) => soaked?.replaceAll(' ', '') ?? '' },
  { title: 'CLUSTERS', value: ({ clusters }) => String(clusters) },
  { title: 'LACKING', value: ({ undelivered }) => String(undelivered) },
  { title: 'TO-COME', value: ({ toCome }) => String(toCome) },
  { title: 'NEXT', value: ({ next }) => next ?? 'finish' },
  { title: 'WAITS-FOR', value: ({ waits }) => waits.join('; ') },
  { title: 'SOURCE', value: ({ source }) => source, wide: true },
];

/** How rollouts look in each form. */
export const rolloutViews = rowViews<ListedRollout>({
  kind: 'RolloutList',
  columns,
  name: ({ application, overlay }) => `overlay/${overlayName(application, overlay)}`,
  object: (rollout) => rollout,
});
