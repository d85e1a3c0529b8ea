import { at } from '../model/at.ts';
import type { DocumentRef } from '../model/place.ts';
import type { Resolution } from '../model/resolution.ts';
import { createDirectory } from '../select/directory.ts';
import { isGlob, type LabelTerm, type NameTerm, type Term } from '../select/expression.ts';
import { waysIntoGroups } from './groups.ts';

/** What a term goes back to: the expression of a group or a namespace. */
export interface Defined {
  /** `group stores/vip` */
  readonly title: string;
  readonly text: string;
  readonly source: DocumentRef;
}

interface Why {
  readonly why: string;
  readonly defined?: Defined | undefined;
}

/** Why a term is true of a cluster, or is not. */
export function whyTerm(resolution: Resolution, index: number, term: Term, ok: boolean): Why {
  switch (term.kind) {
    case 'label':
      return { why: whyLabel(resolution, index, term) };
    case 'cluster':
      return { why: `its name is ${at(resolution.inventory.clusters, index).name}` };
    case 'ring':
      return { why: `its ring is ${resolution.ringOf(index)}` };
    case 'namespace':
      return whyNamespace(resolution, term, ok);
    case 'group':
      return ok ? whyInGroup(resolution, index, term) : whyNotInGroup(resolution, index, term);
  }
}

function whyLabel({ inventory }: Resolution, index: number, { key }: LabelTerm): string {
  const labels = at(inventory.clusters, index).object.metadata.labels ?? {};
  return Object.hasOwn(labels, key.text) ? `${key.text} is ${labels[key.text]}` : `it has no label ${key.text}`;
}

function whyNamespace({ inventory }: Resolution, { name }: NameTerm, ok: boolean): Why {
  const namespace = inventory.namespaces.find((candidate) => candidate.name === name.text);
  const text = namespace?.spec.clusters;
  const title = `namespace ${name.text}`;
  if (namespace?.spec.proposed) return { why: `${title} is only proposed` };
  return {
    why: `${title} ${ok ? 'selects it' : 'does not select it'}`,
    defined: namespace && text !== undefined ? { title, text, source: namespace.source } : undefined,
  };
}

/** The cluster is in a group, or in one below it. */
function whyInGroup(resolution: Resolution, index: number, { name }: NameTerm): Why {
  const cluster = at(resolution.inventory.clusters, index);
  const mine = [...resolution.groupsOf(index)].sort();
  const [found = name.text] = createDirectory(() => mine).find(name.text);
  const ways = waysIntoGroups(resolution, index, cluster);
  const way = ways.find(({ group, how }) => how !== 'above' && (group === found || group.startsWith(`${found}/`)));
  if (!way) return { why: `it is in ${found}` };
  if (way.expression === null) return { why: `it names ${way.group}` };
  const { file, document = 0 } = way.place;
  const defined = { title: `group ${way.group}`, text: way.expression, source: { file, document } };
  return { why: `${way.group} selects it`, defined };
}

function whyNotInGroup({ inventory, groupsOf }: Resolution, index: number, { name }: NameTerm): Why {
  const mine = groupsOf(index);
  const why = mine.length === 0 ? 'it is in no group' : `its groups are ${mine.join(', ')}`;
  const group = isGlob(name.text) ? undefined : inventory.groups.find((candidate) => candidate.name === name.text);
  const text = group?.spec.clusters;
  return {
    why,
    defined: group && text !== undefined ? { title: `group ${group.name}`, text, source: group.source } : undefined,
  };
}
