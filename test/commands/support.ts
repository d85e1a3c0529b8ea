import fs from 'node:fs';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { createGit, openGit } from '../../src/adapters/open-git.ts';
import { gitEnv } from '../support/git.ts';
import { type FakeMachine, type Run, run } from '../support/host.ts';

/** A small fleet: four clusters in two groups, and a namespace on all of them with one application. */
export const smallFleet: Readonly<Record<string, string>> = {
  'resedge.yaml': object('Fleet', 'contoso', '{git: {url: https://git.example.com/contoso/fleet.git}}'),
  'inventory/groups.yaml': ['stores', 'stores/east', 'stores/west'].map((name) => object('Group', name)).join('---\n'),
  ...cluster('e1', 'stores/east'),
  ...cluster('e2', 'stores/east'),
  ...cluster('w1', 'stores/west'),
  ...cluster('w2', 'stores/west'),
  'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /g/stores, applications: [till]}'),
  'inventory/till.yaml': object('Application', 'till', '{path: apps/till, namespace: shop}'),
  'apps/till/base/kustomization.yaml': 'resources: [config.yaml]\n',
  'apps/till/base/config.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: till}\ndata: {store: "${cluster_name}"}\n',
};

/** The same with a quota: `validate` has nothing to say of it. */
export const quietFleet: Readonly<Record<string, string>> = {
  ...smallFleet,
  'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /g/stores, applications: [till], quota: {pods: 50}}'),
};

/** An object of the inventory on four lines; its spec is on the last. */
export function object(kind: string, name: string, spec = '{}'): string {
  return `apiVersion: resedge.dev/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
}

/** The file of a cluster by its path; `more` goes on in its spec. */
export function cluster(name: string, group: string, more = ''): Record<string, string> {
  return { [clusterPath(name)]: object('Cluster', name, `{groups: [${group}]${more}}`) };
}

export function clusterPath(name: string): string {
  return `inventory/clusters/${name}.yaml`;
}

/** The real disk, and Git. */
export function onDisk(cwd: string, machine: FakeMachine = {}): FakeMachine {
  const env = { ...gitEnv, ...machine.env };
  return {
    fs: nodeFileSystem(fs),
    cwd,
    git: (folder) => openGit(fs, folder, env),
    createGit: (folder, branch) => createGit(folder, branch, env),
    ...machine,
  };
}

/** Runs a command line in a folder on disk. */
export function runIn(folder: string, words: readonly string[], machine: FakeMachine = {}): Promise<Run> {
  return run(words, onDisk(folder, machine));
}
