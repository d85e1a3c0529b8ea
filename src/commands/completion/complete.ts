import { printable } from '../../views/legible.ts';
import type { Format } from '../../views/view.ts';
import { any } from '../frame/arguments.ts';
import type { Completes } from '../frame/completes.ts';
import { defineCommand } from '../frame/define.ts';
import { type Flag, flagNames } from '../frame/flags.ts';
import type { Candidate } from './candidate.ts';
import { candidatesFor, commandWords, type Place } from './candidates.ts';
import { type Line, readLine } from './line.ts';
import { narrow } from './narrow.ts';

/** What a shell is told: words to choose from, and what to do besides. */
interface Completion {
  readonly candidates: readonly Candidate[];
  /** `open`: no blank behind the word. `files` and `folders`: the shell knows them. */
  readonly after: 'blank' | 'open' | 'files' | 'folders';
}

/** A word that nobody can type as it is shown is no candidate. */
const text = ({ candidates, after }: Completion) => {
  const typed = candidates.filter(({ word }) => printable(word) === word);
  const lines = typed.map(({ word, description = '' }) => `${word}\t${printable(description)}\n`);
  return `${lines.join('')}:${after}\n`;
};

const formats: readonly Format[] = [];

export const command = defineCommand({
  description:
    'Prints what may stand in place of the last word of a command line: a word and its description on each line, then what the shell is to do. The scripts of `resedge completion` call it.',
  examples: [{ title: 'What begins with cl', command: 'resedge __complete -- get cl' }],
  formats,
  arguments: { words: any('word', 'the words behind resedge; the last is the one that is typed') },
  async run(context, { words }) {
    const line = await readLine(words, context.commands);
    const completion = await complete(line, {
      host: context.host,
      commands: context.commands,
      repo: repoOf(line) ?? context.repo,
      words: line.words,
      isSelecting: [...line.given.keys()].some(({ completes }) => completes === 'expression'),
    });
    context.print({ text }, completion);
    return 'done';
  },
});

async function complete(line: Line, place: Place): Promise<Completion> {
  const { typing, located, command } = line;
  if (typing.what === 'flag') return offer(narrow(flagWords(line, typing.text), typing.text));
  if (typing.what === 'value') {
    const { choices, completes } = typing.flag;
    return fill(choices ?? completes, typing.text, typing.before, place);
  }
  const below = line.words.length === 0 ? commandWords(located.below, []) : [];
  const all = Object.values(command?.arguments ?? {});
  const last = all.at(-1);
  const argument = all[line.words.length] ?? (last?.syntax.includes('...') ? last : undefined);
  const filled = await fill(argument?.completes, typing.text, '', place);
  return { ...filled, candidates: [...narrow(below, typing.text), ...filled.candidates] };
}

async function fill(hint: Completes | undefined, text: string, before: string, place: Place): Promise<Completion> {
  if (hint === undefined) return { candidates: [], after: 'blank' };
  if (hint === 'file' || hint === 'folder') return { candidates: [], after: `${hint}s` };
  const completed = await candidatesFor(hint, text, place);
  const found = narrow(completed.candidates, completed.text);
  return offer(found.map((one) => ({ ...one, word: before + completed.before + one.word })));
}

function offer(candidates: readonly Candidate[]): Completion {
  return { candidates, after: candidates.some(({ isOpen }) => isOpen) ? 'open' : 'blank' };
}

/** The flags that are left, in full; a letter only if it is typed already. */
function flagWords({ flags, given }: Line, text: string): Candidate[] {
  const left = flags.filter((flag) => flag.repeats || !given.has(flag));
  const words = left.flatMap((flag) => flagNames(flag).map((word) => ({ word, description: flag.summary })));
  return [...words, { word: '--help', description: 'show help' }].filter(
    ({ word }) => word.startsWith('--') || word === text,
  );
}

function repoOf({ given }: Line): string | undefined {
  for (const [flag, value] of given) if (isRepo(flag)) return value;
  return undefined;
}

function isRepo(flag: Flag<unknown>): boolean {
  return flagNames(flag).includes('--repo');
}
