/** What one cluster has. */
export interface DeliveredCluster {
  /** `namespace/NAME` and `application/NAME`; clusters with the same share one set. */
  readonly units: ReadonlySet<string>;
}

/** What clusters have, by their names. */
export type DeliveredClusters = ReadonlyMap<string, DeliveredCluster>;
