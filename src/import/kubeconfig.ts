import { mapIn, type ObjectReader } from './object-reader.ts';

/** The clusters of a kubeconfig, by their names alone: what else it holds are addresses and credentials. */
export const kubeconfig: ObjectReader = {
  format: 'kubeconfig',
  name: 'a kubeconfig',
  isSecret: true,
  matches: ({ kind, clusters }) => kind === 'Config' && Array.isArray(clusters),
  read({ clusters }) {
    return Array.isArray(clusters)
      ? clusters.map((cluster: unknown, index) => ({
          at: ['clusters', index],
          fields: [{ name: 'name', value: mapIn(cluster)['name'], at: ['name'] }],
        }))
      : [];
  },
};
