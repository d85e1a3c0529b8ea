import { countOf, moreLines, someOf } from '../../model/counts.ts';
import { UserError } from '../../model/errors.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import type { PlannedChange } from './change-fleet.ts';
import { membershipLines, placementLines, valueLines } from './effect-lines.ts';
import { type RenameDraft, type RenameEffects, renameEffects } from './rename-object.ts';

/** At most this many effects are told in an error. */
const most = 5;

/**
 * Looks at what a renaming does to clusters. If they get something else by it, or something would be made anew,
 * throws UserError unless there is a reason to allow it; returns notes for people.
 */
export async function reviewRename(
  planned: PlannedChange,
  draft: RenameDraft,
  allow: string | undefined,
): Promise<string[]> {
  const effects = await renameEffects(planned, draft);
  const rings = membershipLines('ring', effects.rings, effects.clusters);
  // Ring membership hashes the name, so renaming can move a cluster. What it then gets is among the placements.
  const isLot = draft.renaming.kind === 'Cluster';
  const told = [...recreationLines(draft, effects), ...changeLines(effects), ...(isLot ? [] : rings)];
  if (told.length > 0 && allow === undefined) {
    const lines = [...told.slice(0, most), ...moreLines(told.length - most)].map((text) => `\n  ${text}`);
    throw new UserError(
      `this is more than another name for clusters:${lines.join('')}`,
      'If that is meant, say why: --allow "REASON"',
    );
  }
  return [
    ...begunLines(draft),
    ...told,
    ...(isLot ? rings : []),
    ...variableLines(effects),
    ...manifestLines(draft, effects),
    ...globLines(effects),
  ].map((text) => `warning: ${text}`);
}

function begunLines({ begun, renaming: { to } }: RenameDraft): string[] {
  if (begun === 0) return [];
  return [`${countOf(begun, 'file')} named ${to} before it was there: a renaming was broken off, and is finished now`];
}

function changeLines({ clusters, placements, groups, values }: RenameEffects): string[] {
  return [
    ...placementLines(placements, clusters),
    ...membershipLines('group', groups, clusters),
    ...valueLines(values, clusters),
  ];
}

function recreationLines({ renaming }: RenameDraft, { recreated, leftBehind, deleter }: RenameEffects): string[] {
  if (recreated === 0) return [];
  const where = countOf(recreated, 'cluster');
  const word = kindWordsOf(renaming.kind).singular;
  const from = `${word}/${renaming.from}`;
  const to = `${word}/${renaming.to}`;
  if (renaming.kind !== 'Namespace') return [`${deleter} deletes ${from} on ${where}, and makes it anew as ${to}`];
  const anew = `in ${to}, without the data of the old ones`;
  if (leftBehind === 'pruned')
    return [`${deleter} deletes the applications in ${from} on ${where}, and makes them anew ${anew}`];
  const made = `the applications in ${from} are made anew on ${where} ${anew}`;
  if (leftBehind === 'deleted')
    return [made, `${deleter} deletes ${from} there with all that is in it, volume claims included`];
  return [
    made,
    `${from} stays there, and all that is in it runs on: as the account of ${to} ${deleter} may not delete it, and reports PruneFailed; to delete it by hand: kubectl delete namespace ${renaming.from}`,
  ];
}

function variableLines({ variable }: RenameEffects): string[] {
  if (!variable) return [];
  const { name, clusters, manifests } = variable;
  const verb = manifests.length === 1 ? 'reads' : 'read';
  const use = `, and ${countOf(manifests.length, 'manifest')} ${verb} it: ${someOf(manifests)}`;
  return [`the variable ${name} changes on ${countOf(clusters, 'cluster')}${manifests.length === 0 ? '' : use}`];
}

function manifestLines({ renaming: { from } }: RenameDraft, { manifests }: RenameEffects): string[] {
  if (manifests.length === 0) return [];
  const names = manifests.length === 1 ? 'names' : 'name';
  const what = countOf(manifests.length, 'manifest');
  return [`manifests are not changed, and ${what} ${names} the namespace ${from}: ${someOf(manifests)}`];
}

function globLines({ globs }: RenameEffects): string[] {
  return globs.map(
    ({ file, line, text }) =>
      `patterns are not renamed, and this one matches the new name otherwise: ${text} (${file}:${line})`,
  );
}
