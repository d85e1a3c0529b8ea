import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRepository } from '../support/git.ts';
import type { Run } from '../support/host.ts';
import { object, runIn, smallFleet } from './support.ts';

/** Where the overlay 2.0.0 of till is written. */
export const file = 'apps/till/overlays/2.0.0/kustomization.yaml';

/** What till runs: one container, with one variable. */
export const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: till}
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: till
          image: registry.example.com/till:1.0.0
          env:
            - {name: LOG_LEVEL, value: info}
`;

const twoRings = `${object('Ring', 'canary', '{order: 1, clusters: /g/stores/east}')}---\n${object('Ring', 'broad', '{order: 2}')}`;

/** The small fleet with that and two rings. */
export function createFleet(more: Readonly<Record<string, string>> = {}): string {
  return createRepository({
    ...smallFleet,
    'inventory/rings.yaml': twoRings,
    'apps/till/base/kustomization.yaml': 'resources: [config.yaml, deployment.yaml]\n',
    'apps/till/base/deployment.yaml': deployment,
    ...more,
  });
}

/** `overlay till` without questions. */
export function overlay(folder: string, ...words: readonly string[]): Promise<Run> {
  return runIn(folder, ['overlay', 'till', ...words, '--yes']);
}

/** The text of a file in a folder. */
export function read(folder: string, path = file): string {
  return readFileSync(join(folder, path), 'utf8');
}
