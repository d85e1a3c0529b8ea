import { isRecord } from '../model/record.ts';
import { textOf } from '../model/text-of.ts';
import { isKind, type ManifestObject, mapIn, metadataFields, type ObjectReader, valueIn } from './object-reader.ts';
import type { RawField } from './table.ts';

/** ManagedClusters of Open Cluster Management, with the capacity that the cluster reports. */
export const openClusterManagement: ObjectReader = {
  format: 'ocm',
  name: 'a ManagedCluster of Open Cluster Management',
  isSecret: false,
  matches: (object) => isKind(object, 'cluster.open-cluster-management.io', 'ManagedCluster'),
  read(object) {
    const name = { name: 'name', value: mapIn(object, 'metadata')['name'], at: ['metadata', 'name'] };
    return [{ at: [], fields: [name, ...metadataFields(object), ...capacityFields(object), ...claimFields(object)] }];
  },
};

/** Of all that a cluster reports, what resedge counts. Its ephemeral storage is no storage for volumes. */
function capacityFields(object: ManifestObject): RawField[] {
  const capacity = mapIn(object, 'status', 'capacity');
  return ['cpu', 'memory', 'pods'].flatMap((resource) => {
    const value = capacity[resource];
    return value === undefined || value === ''
      ? []
      : [{ name: `capacity.${resource}`, value: textOf(value), at: ['status', 'capacity', resource] }];
  });
}

/** What a cluster says of itself, such as its region: fields `claim:NAME`. */
function claimFields(object: ManifestObject): RawField[] {
  const claims = valueIn(object, 'status', 'clusterClaims');
  if (!Array.isArray(claims)) return [];
  return claims.flatMap((claim: unknown, index) => {
    if (!isRecord(claim) || typeof claim['name'] !== 'string') return [];
    return [{ name: `claim:${claim['name']}`, value: claim['value'], at: ['status', 'clusterClaims', index, 'value'] }];
  });
}
