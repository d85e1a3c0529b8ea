import { UsageError } from '../../model/errors.ts';
import { askText } from '../frame/ask.ts';
import { checkLabel } from '../frame/check-label.ts';
import type { Context } from '../frame/context.ts';

/** The name that was given, or the answer to the question for it. */
export async function askName(context: Context, what: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  if (!context.canAsk)
    throw new UsageError(
      `the ${what} has no name, and there is nobody to ask`,
      `Write it: resedge create ${what} NAME`,
    );
  return askText(context, {
    message: `Name of the ${what}`,
    flag: 'NAME',
    check: (answer) => (what === 'group' ? checkPath(answer) : checkLabel(answer)),
  });
}

/** The name of a group is a path. */
function checkPath(answer: string): true | string {
  const problem = answer
    .split('/')
    .map(checkLabel)
    .find((verdict) => verdict !== true);
  return problem ?? true;
}
