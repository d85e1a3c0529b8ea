import type { KindName } from '../model/inventory.ts';

/**
 * What becomes of a name when the object that it names is deleted: the `item` is taken out of its list, the `entry`
 * of a list that it stands in goes, the `field` goes, the `object` that it stands in goes. `stuck`: a person has to
 * decide. `loose`: it may name something outside of the inventory as well, and stays.
 */
export type WhenGone = 'item' | 'entry' | 'field' | 'object' | 'stuck' | 'loose';

/** A field that names objects; `*` stands for each item of a list. */
export interface NameField {
  readonly path: readonly string[];
  readonly kind: KindName;
  readonly whenGone: WhenGone;
}

/** The fields of a kind that name objects, and those that hold an expression. */
export interface ReferenceFields {
  readonly names: readonly NameField[];
  readonly expressions: readonly (readonly string[])[];
}

export const referenceFields: Readonly<Record<KindName, ReferenceFields>> = {
  Fleet: { names: [], expressions: [path('spec.guards.protected')] },
  Group: { names: [], expressions: [path('spec.clusters')] },
  Cluster: { names: [name('spec.groups.*', 'Group', 'item')], expressions: [] },
  Application: {
    names: [
      name('spec.namespace', 'Namespace', 'field'),
      name('spec.requests', 'Namespace', 'field'),
      name('spec.dependsOn.*', 'Application', 'item'),
    ],
    expressions: [],
  },
  Namespace: {
    names: [
      name('spec.applications.*', 'Application', 'item'),
      name('spec.rejected.*.application', 'Application', 'entry'),
      name('spec.formerApplications.*', 'Application', 'item'),
      name('spec.policies.*', 'Policy', 'item'),
      name('spec.dependsOn.*', 'Namespace', 'item'),
      name('spec.overrides.*.policies.*', 'Policy', 'item'),
    ],
    expressions: [path('spec.clusters'), path('spec.overrides.*.clusters')],
  },
  Policy: { names: [name('spec.rules.*.match.namespaces.*', 'Namespace', 'loose')], expressions: [] },
  Ring: { names: [], expressions: [path('spec.clusters')] },
  Expectation: {
    names: [name('spec.application', 'Application', 'object')],
    expressions: [path('spec.on'), path('spec.notOn')],
  },
};

function name(text: string, kind: KindName, whenGone: WhenGone): NameField {
  return { path: path(text), kind, whenGone };
}

function path(text: string): readonly string[] {
  return text.split('.');
}
