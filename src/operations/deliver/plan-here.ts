import type { Finding } from '../../model/diagnostic.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { checkGenerated } from '../validate/check-generated.ts';
import { type PlanWithWaits, planWithWaits } from './waiting.ts';

/** A plan of what is in the work tree, with what is wrong in the generated folders there. */
export interface PlanHere extends PlanWithWaits {
  /** What stops the change, whatever reason is given: a sentence each, which begins with the id of a rule. */
  readonly faults: readonly string[];
}

/** Plans what is in the work tree. Throws InvalidInventory if that has errors. */
export async function planHere(copy: WorkingCopy, ref: string | undefined): Promise<PlanHere> {
  const state = await copy.open();
  const plan = await planWithWaits(copy.host, state, ref);
  const { findings } = await checkGenerated(copy, await state.valid(), false);
  return { ...plan, faults: findings.map(sentenceOf) };
}

function sentenceOf({ rule, place, message, hint }: Finding): string {
  return `${rule.id} ${place.file}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}
