import { UsageError } from '../../model/errors.ts';
import type { Context } from './context.ts';

/** Asks whether to go on; `--yes` is the answer beforehand. If nobody can answer it is a UsageError, never a wait. */
export async function confirm({ host, canAsk }: Context, question: string, yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (!canAsk)
    throw new UsageError(
      `this needs an answer: ${question}`,
      'There is nobody to ask here: say --yes, or see what would change with --dry-run',
    );
  return (await host.prompt()).confirm({ message: question });
}
