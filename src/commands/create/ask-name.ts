import { askText } from '../ask.ts';
import type { Context } from '../context.ts';

/** The name that was given, or the answer to the question for it. */
export async function askName(context: Context, what: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  return askText(context, {
    message: `Name of the ${what}`,
    flag: 'NAME',
    check: (answer) => answer.trim() !== '' || 'a name is needed',
  });
}

/** A field that the kind cannot do without: what was given, or the answer to the question for it. */
export async function askField(
  context: Context,
  given: string | undefined,
  question: { readonly message: string; readonly flag: string },
): Promise<string> {
  if (given !== undefined) return given;
  return askText(context, { ...question, check: (answer) => answer.trim() !== '' || 'an answer is needed' });
}
