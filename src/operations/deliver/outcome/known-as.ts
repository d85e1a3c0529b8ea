import type { DeliveredCluster, DeliveredClusters } from '../../../model/delivered.ts';
import type { Having } from '../../../model/line-up.ts';
import type { OutputCluster } from '../../../model/output.ts';

type Variables = Having['variables'];

/** The variable that tells a cluster from others. */
const clusterName = 'cluster_name';

/** What was delivered to a cluster under the first of its names under which anything was. */
export function deliveredAs(names: readonly string[], clusters: DeliveredClusters): DeliveredCluster | undefined {
  return names.flatMap((name) => clusters.get(name) ?? [])[0];
}

/** The cluster's own file as it should be, but under the name, and in the place, under which the cluster knows it. */
export function asBefore(wanted: OutputCluster, had: DeliveredCluster, variables: Variables): OutputCluster {
  const isRenamed = had.name !== wanted.name;
  return {
    ...wanted,
    name: had.name,
    home: isRenamed ? had.folder : wanted.home,
    former: isRenamed ? wanted.former.filter((folder) => folder !== had.folder) : wanted.former,
    variables,
  };
}

/** The variables that a cluster had then. One that was renamed since keeps its name, as its file stays where it is. */
export function variablesBack(had: DeliveredCluster, then: DeliveredCluster | undefined): Variables {
  if (!then || then.name === had.name) return (then ?? had).variables();
  return new Map(Array.from(then.variables(), ([key, value]) => [key, key === clusterName ? had.name : value]));
}
