import { UsageError } from '../../model/errors.ts';
import type { Choice } from '../../ports/prompt.ts';
import type { Context } from './context.ts';

/** Something that a command needs to know, and was not told. */
interface Question {
  readonly message: string;
  /** What answers it on the command line, as it is typed: `--time-zone America/Chicago`. */
  readonly flag: string;
}

interface TextQuestion extends Question {
  readonly default?: string;
  /** True, or what is wrong with an answer. */
  check?(answer: string): true | string;
}

interface ChoiceQuestion extends Question {
  /** In the order in which they are shown. */
  readonly choices: readonly Choice[];
  /** Whether what was typed will do if it is none of the choices. */
  accepts?(typed: string): boolean;
}

/** More choices than these are searched for rather than walked through. */
const mostToWalk = 12;

/** At most this many of those that match what was typed are shown. */
const mostShown = 100;

/** Ends a list of answers. A blank is in no name, so it stands for nothing else. */
const noMore = ' ';

/** Asks for a text. If nobody can answer it is a UsageError that says what to type. */
export async function askText(context: Context, question: TextQuestion): Promise<string> {
  requireAnswer(context, question);
  const { message, default: initial, check } = question;
  const prompt = await context.host.prompt();
  return prompt.text({
    message,
    ...(initial === undefined ? {} : { default: initial }),
    ...(check === undefined ? {} : { validate: check }),
  });
}

/** Asks for one of several. Many choices are narrowed by typing a part of them. */
export async function askChoice(context: Context, question: ChoiceQuestion): Promise<string> {
  requireAnswer(context, question);
  const { message, choices, accepts } = question;
  const prompt = await context.host.prompt();
  if (choices.length <= mostToWalk && !accepts) return prompt.select({ message, choices });
  return prompt.search({
    message,
    choices(typed) {
      const found = matching(choices, typed);
      const isOther = accepts?.(typed) && !found.some(({ value }) => value === typed);
      return isOther ? [{ value: typed }, ...found] : found;
    },
  });
}

/** The time zones that the system lists. It leaves out names such as Asia/Kolkata and UTC: take what isTimeZone accepts, too. */
export function timeZoneChoices(): Choice[] {
  return Intl.supportedValuesOf('timeZone').map((value) => ({ value }));
}

/** Asks for any number of several, one after the other, in the order in which they are given. `next` asks from the second on. */
export async function askChoices(context: Context, question: ChoiceQuestion & { next: string }): Promise<string[]> {
  const answers: string[] = [];
  for (;;) {
    const left = question.choices.filter(({ value }) => !answers.includes(value));
    if (left.length === 0) return answers;
    const [message, end] = answers.length === 0 ? [question.message, '(none)'] : [question.next, '(no more)'];
    const choices = [{ value: noMore, name: end }, ...left];
    const answer = await askChoice(context, { ...question, message, choices });
    if (answer === noMore) return answers;
    answers.push(answer);
  }
}

/** The choices that hold each word of what was typed, whatever the case; those that begin with it come first. */
export function matching(choices: readonly Choice[], typed: string): Choice[] {
  const text = searchable(typed.trim());
  const words = text.split(/\s+/);
  const found = choices.filter((choice) => {
    const label = labelOf(choice);
    return words.every((word) => label.includes(word));
  });
  const first = found.filter((choice) => labelOf(choice).startsWith(text));
  const rest = found.filter((choice) => !labelOf(choice).startsWith(text));
  return [...first, ...rest].slice(0, mostShown);
}

function labelOf({ value, name = value }: Choice): string {
  return searchable(name);
}

/** `America/New_York` is found by `new york` too. */
function searchable(text: string): string {
  return text.toLowerCase().replaceAll('_', ' ');
}

function requireAnswer({ canAsk }: Context, { message, flag }: Question): void {
  if (canAsk) return;
  throw new UsageError(`${flag.replace(/ .*/s, '')} is missing, and there is nobody to ask`, `${message}: ${flag}`);
}

/** A field that a command cannot do without: what was given, or the answer to the question for it. */
export async function askField(
  context: Context,
  given: string | undefined,
  question: { readonly message: string; readonly flag: string },
): Promise<string> {
  if (given !== undefined) return given;
  return askText(context, { ...question, check: (answer) => answer.trim() !== '' || 'an answer is needed' });
}
