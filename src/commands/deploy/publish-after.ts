import { UserError } from '../../model/errors.ts';
import { publish } from '../../operations/publish/publish.ts';
import { readsRegistry } from '../../operations/publish/reads-registry.ts';
import type { WorkingCopy } from '../../state/working-copy.ts';
import { publishViews } from '../../views/publish.ts';
import type { Context } from '../frame/context.ts';

/** Brings what was deployed into the registry, if clusters read one. The deploy is done, whatever comes of it. */
export async function publishAfter({ note }: Context, copy: WorkingCopy): Promise<void> {
  if (!readsRegistry(copy)) return;
  try {
    note(publishViews.text({ result: await publish(copy, { warn: note }), dryRun: false }).trimEnd());
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const message = `it is deployed, but not all of it is in the registry yet: ${error.message}`;
    throw new UserError(message, [error.hint, 'Then go on: resedge publish'].filter(Boolean).join(' '), {
      cause: error,
    });
  }
}
