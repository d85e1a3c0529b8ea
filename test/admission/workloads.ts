import { checkRoom } from '../../src/admission/check-room.ts';
import { base, configMap, type Files, objects } from '../support/fleet.ts';
import { messagesOf, refused } from './support.ts';

/** Two clusters with a namespace `retail` that has this in its spec, and the applications `till` and `menu` in it. */
function fleet(spec: string): Files {
  return objects(`
    Cluster a: {values: {size: "1", count: "2"}}
    Cluster b: {values: {size: "3", count: "3"}}
    Namespace retail: {clusters: all, applications: [till, menu], ${spec}}
    Application till: {path: apps/till, namespace: retail}
    Application menu: {path: apps/menu, namespace: retail}
  `);
}

/** What is said, with hints and places, of a fleet in which till and menu build these objects. */
export function linesFor(spec: string, till: string, menu = configMap('menu')): string[] {
  return refused(checkRoom, filesFor(spec, till, menu), { till, menu });
}

export function messages(spec: string, till: string, menu = configMap('menu')): string[] {
  return messagesOf(checkRoom, filesFor(spec, till, menu), { till, menu });
}

export function filesFor(spec: string, till: string, menu: string): Files {
  return { ...fleet(spec), ...base('apps/till', till), ...base('apps/menu', menu) };
}

interface Workload {
  readonly kind?: string;
  readonly name?: string;
  readonly spec?: string;
  readonly pod?: string;
}

/** A manifest with one container, in the look of Kustomize. */
export function workload(
  resources: string,
  { kind = 'Deployment', name = 'till', spec = '', pod = '' }: Workload = {},
): string {
  const group = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  const strategy = kind === 'Deployment' ? '  strategy: {type: Recreate}\n' : '';
  return `apiVersion: ${group}
kind: ${kind}
metadata:
  name: ${name}
spec:
${spec === '' ? strategy : `  ${spec}\n`}  template:
    spec:
${pod === '' ? '' : `      ${pod}\n`}      containers:
      - name: main
        resources: ${resources}
`;
}

export const requests = (cpu: string) => `{requests: {cpu: ${cpu}}}`;
