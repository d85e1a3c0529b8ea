import { join } from 'node:path';
import { imagePattern } from '../../model/image-pattern.ts';
import type { Host } from '../../ports/host.ts';
import { assetFolder, copyTree, fillTemplate } from '../../state/assets.ts';
import type { FleetState } from '../../state/fleet-state.ts';
import type { DraftChange } from '../change/change-fleet.ts';
import { firstWritten } from '../change/written-by-name.ts';

/** Where images may come from, unless it is said otherwise. */
export const usualRegistries = ['docker.io', 'ghcr.io', 'quay.io', 'registry.k8s.io'] as const;

/** Policies to begin with, by their paths in a fleet repository. Images may come from `registries` alone. */
export function starterPolicies({ fs }: Host, registries: readonly string[]): Map<string, string> {
  const values = { pattern: imagePattern(registries), registries: registries.join(', ') };
  const paths = copyTree(fs, join(assetFolder('templates'), 'policies')).keys();
  return new Map(Array.from(paths, (path) => [path, fillTemplate(fs, `policies/${path}`, values)]));
}

/** The policies that a fleet does not have yet. */
export interface StarterDraft extends DraftChange {
  /** What is there already and stays as it is: policies by name, and files by path. */
  readonly kept: readonly string[];
}

/** Adds policies to a fleet; those that it has by name, and files that are there, stay as they are. */
export function addStarterPolicies(host: Host, state: FleetState, registries: readonly string[]): StarterDraft {
  const there = new Set(state.entries.map(({ path }) => path));
  const texts = new Map<string, string>();
  const names = new Set<string>();
  const kept = new Set<string>();
  for (const [path, text] of starterPolicies(host, registries)) {
    const name = policyOf(path);
    const home = `inventory/policies/${name}.yaml`;
    if (firstWritten(state, 'Policy', name)) kept.add(`policy/${name}`);
    else if (there.has(home)) kept.add(home);
    else if (there.has(path)) kept.add(path);
    else texts.set(path, text);
    if (texts.has(path) && path.startsWith('inventory/')) names.add(name);
  }
  const objects = Array.from(names, (name) => ({ kind: 'Policy' as const, name, action: 'created' as const }));
  return { texts, objects, kept: [...kept] };
}

/** `inventory/policies/NAME.yaml` and `policies/NAME/...` belong to the policy NAME. */
function policyOf(path: string): string {
  const [, name = ''] = /^(?:inventory\/)?policies\/([^/.]+)/.exec(path) ?? [];
  return name;
}
