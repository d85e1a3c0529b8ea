import { refusalOf, requested } from '../model/agreement.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Agreement, ApplicationPlacement } from '../model/resolution.ts';

interface ToldAgreement {
  /** The namespace that is not agreed yet, or else the one that it is in. */
  readonly wanted: string | undefined;
  readonly state: Agreement;
  /** What is missing; null if nothing is. */
  readonly reason: string | null;
}

/** How far an application and its namespace have agreed, and what is missing. */
export function agreementOf({ application, agreement }: ApplicationPlacement, inventory: Inventory): ToldAgreement {
  const { namespace } = application.spec;
  const asked = requested(application.spec);
  const moves = agreement === 'placed' && asked !== undefined;
  const wanted = moves ? asked : (namespace ?? asked);
  const refusal = rejectionOf(application.name, wanted, inventory);
  if (wanted === undefined) return { wanted, state: agreement, reason: 'it names no namespace' };
  if (refusal !== undefined) return { wanted, state: agreement, reason: `${wanted} turned it down: ${refusal}` };
  const proposed = isProposed(wanted, inventory) ? ', which is only proposed' : '';
  if (moves)
    return { wanted, state: agreement, reason: `it is in ${namespace}, and asks to move to ${wanted}${proposed}` };
  if (agreement === 'placed') return { wanted, state: agreement, reason: null };
  if (proposed !== '')
    return {
      wanted,
      state: agreement,
      reason: `it ${namespace === undefined ? 'asks for' : 'names'} ${wanted}${proposed}`,
    };
  const missing = namespace === undefined ? `it asks for ${wanted}` : `${wanted} does not admit it`;
  return { wanted, state: agreement, reason: missing };
}

/** Whether nobody has decided on a namespace. */
function isProposed(namespace: string, { namespaces }: Inventory): boolean {
  return namespaces.some(({ name, spec }) => name === namespace && spec.proposed);
}

/** Why a namespace turned an application down; undefined if it did not. */
export function rejectionOf(application: string, namespace: string | undefined, { namespaces }: Inventory) {
  const wanted = namespaces.find(({ name }) => name === namespace);
  return wanted && refusalOf(wanted.spec, application)?.refusal.reason;
}
