import { isKind, mapIn, metadataFields, type ObjectReader } from './object-reader.ts';

const displayName = 'management.cattle.io/cluster-display-name';

/** Clusters of Rancher Fleet. Rancher calls them something like c-m-8x2kz and keeps the name that people know in a label. */
export const rancher: ObjectReader = {
  format: 'rancher',
  name: 'a Cluster of Rancher Fleet',
  isSecret: false,
  matches: (object) => isKind(object, 'fleet.cattle.io', 'Cluster'),
  read(object) {
    const shown = mapIn(object, 'metadata', 'labels')[displayName];
    const name =
      shown === undefined
        ? { name: 'name', value: mapIn(object, 'metadata')['name'], at: ['metadata', 'name'] }
        : { name: 'name', value: shown, at: ['metadata', 'labels', displayName] };
    return [{ at: [], fields: [name, ...metadataFields(object)] }];
  },
};
