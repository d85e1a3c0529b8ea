import type { ListedRequest } from '../operations/agreement/list-requests.ts';
import { type Column, rowViews } from './lists.ts';

/** How requests look in each form. As names they are what `approve` and `reject` take. */
export function requestViews(columns: readonly Column<ListedRequest>[]) {
  return rowViews<ListedRequest>({
    kind: 'RequestList',
    columns,
    name: ({ application }) => `application/${application}`,
    object: (request) => request,
  });
}

export const requestColumns: readonly Column<ListedRequest>[] = [
  { title: 'APPLICATION', value: ({ application }) => application },
  { title: 'NAMESPACE', value: ({ namespace, proposed }) => (proposed ? `${namespace}(proposed)` : namespace) },
  { title: 'FROM', value: ({ from }) => from ?? '' },
  { title: 'OWNERS', value: ({ owners }) => owners.join(',') },
  { title: 'SINCE', value: ({ since }) => since?.slice(0, 10) ?? '' },
  { title: 'CLUSTERS', value: ({ clusters }) => String(clusters) },
  { title: 'FITS', value: ({ fits }) => fits },
  { title: 'STATE', value: ({ state }) => state },
  { title: 'BY', value: ({ author }) => author ?? '', wide: true },
  { title: 'REASON', value: ({ reason }) => reason ?? '', wide: true },
  { title: 'PROBLEMS', value: ({ problems }) => problems.join('; '), wide: true },
];
