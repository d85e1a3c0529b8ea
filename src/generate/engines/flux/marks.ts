import type { Removal } from '../../../model/engine.ts';
import { isRecord, toRecord } from '../../../model/record.ts';
import { leftAlone } from '../../../model/variable-language.ts';
import type { Marks } from '../../content/marks.ts';

const prune = 'kustomize.toolkit.fluxcd.io/prune';

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
