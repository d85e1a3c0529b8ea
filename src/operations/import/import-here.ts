import { transact } from '../../state/transaction.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { checkUnchanged, writeChange } from '../change/write-change.ts';
import { type ImportPlan, type ImportRequest, planImport } from './import-clusters.ts';

/** How whoever imports is asked. */
interface Agreement {
  readonly asks: boolean;
  /** Shows what the import does, and asks; false: nothing is written. Throws if it may not be written. */
  agree(plan: ImportPlan): boolean | Promise<boolean>;
}

/** Brings the clusters of a file into a working copy: all of them or none. `isWritten` is false if nobody agreed. */
export async function importHere(
  copy: WorkingCopy,
  request: ImportRequest,
  { asks, agree }: Agreement,
): Promise<ImportPlan & { readonly isWritten: boolean }> {
  const { planned: plan, written = false } = await transact(copy, {
    what: 'import clusters',
    asks,
    plan: async () => planImport(copy.host, await copy.open(), request),
    agree,
    recheck: ({ planned }) => planned && checkUnchanged(planned),
    async write({ planned }) {
      if (planned) await writeChange(copy.host, planned);
      return planned !== undefined;
    },
  });
  return { ...plan, isWritten: written };
}
