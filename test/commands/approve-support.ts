import { object, smallFleet } from './support.ts';

export const app = (name: string, spec: string) => ({ [`inventory/${name}.yaml`]: object('Application', name, spec) });
export const ns = (name: string, spec: string) => ({ [`inventory/${name}.yaml`]: object('Namespace', name, spec) });

/** till is in shop on all four clusters; web is on the two in the west. */
export const files = {
  ...smallFleet,
  ...ns('web', '{clusters: /g/stores/west}'),
  ...app('cart', '{requests: web, path: apps/till}'),
};

export const moving = { ...files, ...app('till', '{path: apps/till, namespace: shop, requests: web}') };
