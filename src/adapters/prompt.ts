import inquirer from 'inquirer';
import { Interrupted } from '../model/errors.ts';
import type { Prompt } from '../ports/prompt.ts';

/** Questions on standard error, so that results can be piped while somebody answers. */
export function inquirerPrompt(): Prompt {
  const ask = inquirer.createPromptModule({ output: process.stderr });
  return {
    text: ({ message, default: initial, validate }) =>
      answered(ask<{ answer: string }>({ type: 'input', name: 'answer', message, default: initial, validate })),
    confirm: ({ message, default: initial = false }) =>
      answered(ask<{ answer: boolean }>({ type: 'confirm', name: 'answer', message, default: initial })),
    select: ({ message, choices, default: initial }) =>
      answered(ask<{ answer: string }>({ type: 'select', name: 'answer', message, choices, default: initial })),
    search: ({ message, choices }) =>
      answered(
        ask<{ answer: string }>({ type: 'search', name: 'answer', message, source: (typed = '') => choices(typed) }),
      ),
  };
}

async function answered<T>(question: Promise<{ answer: T }>): Promise<T> {
  try {
    return (await question).answer;
  } catch (error) {
    if (error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError'))
      throw new Interrupted();
    throw error;
  }
}
