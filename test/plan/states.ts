import fs from 'node:fs';
import { findKustomize } from '../../src/adapters/kustomize.ts';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planBetween } from '../../src/operations/plan/plan-change.ts';
import type { Host } from '../../src/ports/host.ts';
import type { Kustomize, Workspace } from '../../src/ports/kustomize.ts';
import type { FleetState } from '../../src/state/fleet-state.ts';
import { openState } from '../../src/state/open-state.ts';
import type { Repository } from '../../src/state/repository.ts';
import type { Files } from '../support/fleet.ts';
import { fakeHost } from '../support/host.ts';

const repository: Repository = { root: '/fleet', prefix: '', git: undefined };

/** A machine with Kustomize that builds the same but once. */
export function buildingHost(): Host {
  const real = findKustomize(process.env);
  const kustomize = real && remembering(real);
  return fakeHost({ fs: nodeFileSystem(fs), kustomize: async () => kustomize });
}

const empty = new Map<Host, Promise<FleetState>>();

/** A state of a fleet, made from texts. What was read of one is known for the others. */
export async function stateOf(host: Host, files: Files): Promise<FleetState> {
  const nothing = empty.get(host) ?? openState(host, repository);
  empty.set(host, nothing);
  return (await nothing).with(new Map(Object.entries(files)));
}

export async function planOf(host: Host, before: Files, after: Files): Promise<Plan> {
  return planBetween(await stateOf(host, before), await stateOf(host, after));
}

/** Every single change: `cluster namespace/application change`, sorted. */
export function changesOf({ changes, names }: Plan): string[] {
  const lines = changes.flatMap(({ namespace, application, change, clusters }) => {
    const unit = application === undefined ? namespace : `${namespace}/${application}`;
    return Array.from(clusters, (at) => `${names[at]} ${unit} ${change}`);
  });
  return lines.sort();
}

/** Builds of the same files of an application, or of all policies, are done once. */
function remembering(real: Kustomize): Kustomize {
  const built = new Map<string, ReturnType<Workspace['build']>>();
  return {
    identity: real.identity,
    async open() {
      const files = new Map<string, string>();
      const opened: Workspace[] = [];
      return {
        write(list) {
          for (const { path, content } of list) files.set(path, Buffer.from(content).toString());
        },
        async build(folder) {
          const [, kind, name] = folder.split('/');
          const sources = kind === 'applications' ? `apps/${name}/` : 'policies/';
          const isRead = ([path]: [string, string]) =>
            path.startsWith(`${folder}/`) || path.startsWith(sources) || path.startsWith('fleet/policies/');
          const key = JSON.stringify([folder, [...files].filter(isRead).sort()]);
          const known = built.get(key) ?? buildOnce(folder);
          built.set(key, known);
          return known;
        },
        close() {
          for (const workspace of opened) workspace.close();
        },
      };

      async function buildOnce(folder: string): ReturnType<Workspace['build']> {
        const workspace = await real.open();
        opened.push(workspace);
        workspace.write(Array.from(files, ([path, content]) => ({ path, content })));
        return workspace.build(folder);
      }
    },
  };
}
