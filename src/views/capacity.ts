import type { ClusterCapacity } from '../operations/list/list-capacity.ts';
import type { ClusterFit } from '../operations/list/list-fits.ts';
import type { GroupCapacity } from '../operations/list/list-group-capacity.ts';
import { printable } from './legible.ts';
import { type Column, type ListLook, type Rows, rowViews } from './lists.ts';

const clusterColumns: readonly Column<ClusterCapacity>[] = [
  { title: 'CLUSTER', value: ({ cluster }) => cluster },
  { title: 'RESOURCE', value: ({ resource }) => resource },
  { title: 'CAPACITY', value: ({ capacity }) => capacity ?? '' },
  { title: 'RESERVED', value: ({ reserved }) => reserved, wide: true },
  { title: 'OVERCOMMIT', value: ({ overcommit }) => String(overcommit), wide: true },
  { title: 'AVAILABLE', value: ({ available }) => available ?? '' },
  { title: 'COMMITTED', value: ({ committed }) => committed },
  { title: 'FREE', value: ({ free }) => free ?? '' },
  { title: 'USED', value: ({ used }) => percent(used) },
];

const groupColumns: readonly Column<GroupCapacity>[] = [
  { title: 'GROUP', value: ({ group }) => group },
  { title: 'RESOURCE', value: ({ resource }) => resource },
  { title: 'CLUSTERS', value: ({ clusters }) => String(clusters) },
  { title: 'UNKNOWN', value: ({ unknown }) => String(unknown), wide: true },
  { title: 'AVAILABLE', value: ({ available }) => available },
  { title: 'COMMITTED', value: ({ committed }) => committed },
  { title: 'FREE', value: ({ free }) => free },
  { title: 'OVER-SUBSCRIBED', value: ({ oversubscribed }) => String(oversubscribed) },
  { title: 'TIGHTEST', value: ({ tightest }) => tightest?.cluster ?? '' },
  { title: 'USED', value: ({ tightest }) => percent(tightest?.used ?? null) },
];

const fitColumns: readonly Column<ClusterFit>[] = [
  { title: 'CLUSTER', value: ({ cluster }) => cluster },
  { title: 'FITS', value: ({ fits }) => fits },
  { title: 'VARIANT', value: ({ variant }) => variant },
  {
    title: 'LACKS',
    value: ({ lacks }) => lacks.map(({ resource, wanted, free }) => `${resource}=${wanted}>${free}`).join(','),
  },
  { title: 'UNKNOWN', value: ({ unknown }) => unknown.join(',') },
];

/** What clusters have and what is promised. */
export const capacityViews = named<ClusterCapacity>({
  kind: 'CapacityList',
  columns: clusterColumns,
  name: ({ cluster }) => `cluster/${cluster}`,
  object: (item) => item,
});

/** The same by group. */
export const groupCapacityViews = named<GroupCapacity>({
  kind: 'GroupCapacityList',
  columns: groupColumns,
  name: ({ group }) => `group/${group}`,
  object: (item) => item,
});

/** Where a namespace would fit. As names, only the clusters on which it does. */
export const fitViews = {
  ...named<ClusterFit>({
    kind: 'FitList',
    columns: fitColumns,
    name: ({ cluster }) => `cluster/${cluster}`,
    object: (item) => item,
  }),
  *name({ rows }: Rows<ClusterFit>) {
    for (const { cluster, fits } of rows) if (fits === 'yes') yield `cluster/${printable(cluster)}\n`;
  },
};

/** The views of a list in which the same thing has a row for each resource: its name is printed once. */
function named<T>(look: ListLook<T>) {
  return {
    ...rowViews(look),
    *name({ rows }: Rows<T>) {
      const printed = new Set<string>();
      for (const row of rows) {
        const name = look.name(row);
        if (!printed.has(name)) yield `${printable(name)}\n`;
        printed.add(name);
      }
    },
  };
}

function percent(used: number | null): string {
  return used === null ? '' : `${used}%`;
}
