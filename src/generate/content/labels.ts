/** Labels that every object carries: what it belongs to. */
export const labels = { application: 'resedge.dev/application', namespace: 'resedge.dev/namespace' } as const;
