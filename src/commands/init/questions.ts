import { isBranchName } from '../../model/branch-name.ts';
import { UsageError } from '../../model/errors.ts';
import { type InitAnswers, widestFolder } from '../../operations/setup/init.ts';
import type { Prompt } from '../../ports/prompt.ts';
import { checkLabel } from '../frame/check-label.ts';

type Given = { readonly [K in keyof InitAnswers]: InitAnswers[K] | undefined };

interface Question {
  /** The flag that answers it. */
  readonly flag: string;
  readonly message: string;
  /** What stands if nothing is said; absent if there has to be an answer. */
  readonly fallback?: string;
  /** What is wrong with an answer. */
  check(answer: string): true | string;
}

/** What was given as flags; the rest is asked for, or takes its default if nobody can be asked. */
export async function askInit(prompt: Prompt | undefined, folder: string, given: Given): Promise<InitAnswers> {
  const ask = (question: Question, value: string | undefined) => answer(prompt, question, value);
  const name = await ask(
    {
      flag: '--name',
      message: 'Name of the fleet',
      fallback: checkLabel(folder) === true ? folder : 'fleet',
      check: checkLabel,
    },
    given.name,
  );
  const url = await ask({ flag: '--url', message: 'Git URL that clusters read', check: checkUrl }, given.url);
  const branch = await ask(
    { flag: '--branch', message: 'Branch that clusters read', fallback: 'main', check: checkBranch },
    given.branch,
  );
  const group = await ask(
    { flag: '--group', message: 'Topmost group', fallback: 'stores', check: checkLabel },
    given.group,
  );
  const clusters = await ask(
    {
      flag: '--clusters',
      message: 'How many clusters there will be',
      fallback: String(widestFolder),
      check: checkCount,
    },
    given.clusters?.toString(),
  );
  return { name, url, branch, group, clusters: Number(clusters) };
}

/** Throws UsageError for a URL that clusters cannot read, or that holds credentials. */
export function requireUrl(url: string): void {
  const verdict = checkUrl(url);
  if (verdict !== true) throw new UsageError(`--url: ${verdict}`);
}

async function answer(
  prompt: Prompt | undefined,
  { flag, message, fallback, check }: Question,
  given: string | undefined,
): Promise<string> {
  const asked =
    given ??
    (await prompt?.text({ message, validate: check, ...(fallback === undefined ? {} : { default: fallback }) })) ??
    fallback;
  if (asked === undefined) {
    throw new UsageError(
      `${flag} is missing, and there is nobody to ask`,
      `${message}: ${flag} https://git.example.com/contoso/fleet.git`,
    );
  }
  const verdict = check(asked);
  if (verdict !== true) throw new UsageError(`${flag}: ${verdict}`);
  return asked;
}

function checkUrl(text: string): true | string {
  if (!/^(https?|ssh):\/\/[^\s]+$/.test(text))
    return 'clusters read an http, https or ssh URL, such as https://git.example.com/contoso/fleet.git or ssh://git@git.example.com/contoso/fleet.git';
  return (
    !/^(https?:\/\/[^/]*@|ssh:\/\/[^/]*:[^/]*@)/.test(text) ||
    'leave credentials out: they go into a Secret on the clusters (spec.git.secret)'
  );
}

function checkBranch(text: string): true | string {
  return isBranchName(text) || 'this is not a name that Git gives a branch';
}

function checkCount(text: string): true | string {
  return /^\d{1,7}$/.test(text) || 'a whole number is wanted';
}
