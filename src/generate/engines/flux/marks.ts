import type { Removal, Updates } from '../../../model/engine.ts';
import { isRecord, toRecord, toText } from '../../../model/record.ts';
import { leftAlone } from '../../../model/variable-language.ts';
import type { Marks } from '../../content/marks.ts';

const prune = 'kustomize.toolkit.fluxcd.io/prune';
const force = 'kustomize.toolkit.fluxcd.io/force';
const apply = 'kustomize.toolkit.fluxcd.io/ssa';
const reconcile = 'kustomize.toolkit.fluxcd.io/reconcile';

/** https://fluxcd.io/flux/components/kustomize/kustomizations/#prune */
export const marks: Marks = {
  keep: { [prune]: 'disabled' },
  verbatim: { [leftAlone.key]: leftAlone.value },
};

export const removal: Removal = {
  keep: marks.keep,
  isKept({ metadata }) {
    const { annotations, labels } = toRecord(metadata);
    return [annotations, labels].some((map) => isRecord(map) && map[prune] === 'disabled');
  },
  /**
   * Flux itself may delete everywhere; the account of the new name has no rights under the old one. What a namespace has
   * beside that, Flux deletes as itself, and with `onRemove: delete` that is the Namespace.
   */
  leftBehind({ access, onRemove }) {
    if (access === 'cluster') return 'pruned';
    return onRemove === 'delete' ? 'deleted' : 'stays';
  },
};

/**
 * Flux looks at the object that is there as well as at the one that it is to be, at labels as well as at annotations, and
 * takes words in any case. What it leaves alone is not tried before the rest is applied.
 */
export const updates: Updates = {
  anew: `${force}: enabled`,
  isSafe(before, after) {
    const either = (key: string, word: string) => [before, after].some((object) => says(object, key, word));
    const isLeft = either(reconcile, 'disabled') || either(apply, 'ignore') || says(after, apply, 'ifnotpresent');
    return isLeft || either(force, 'enabled');
  },
};

function says({ metadata }: Readonly<Record<string, unknown>>, key: string, word: string): boolean {
  const { annotations, labels } = toRecord(metadata);
  return [annotations, labels].some((map) => toText(toRecord(map)[key])?.toLowerCase() === word);
}
