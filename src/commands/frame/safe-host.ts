import { maskShapes } from '../../model/secret-shapes.ts';
import type { Host } from '../../ports/host.ts';
import type { Choice, Prompt } from '../../ports/prompt.ts';
import { printable, printableLines } from '../../views/legible.ts';

/**
 * The same host, but nothing that it says on standard error or asks holds what a terminal or a pipeline would obey, and
 * what it says no secret that its form gives away.
 */
export function safeHost(host: Host, hasColors: boolean): Host {
  const { terminal } = host;
  return {
    ...host,
    terminal: { ...terminal, err: (text) => terminal.err(printableLines(maskShapes(text), hasColors)) },
    prompt: async () => safePrompt(await host.prompt(), hasColors),
  };
}

function safePrompt(prompt: Prompt, hasColors: boolean): Prompt {
  const safe = <T extends { readonly message: string }>(question: T): T => ({
    ...question,
    message: printableLines(question.message, hasColors),
  });
  return {
    text: (question) => prompt.text(safe(question)),
    confirm: (question) => prompt.confirm(safe(question)),
    select: (question) => prompt.select({ ...safe(question), choices: question.choices.map(safeChoice) }),
    search: (question) =>
      prompt.search({ ...safe(question), choices: (typed) => question.choices(typed).map(safeChoice) }),
  };
}

/** What is shown differs from what is answered only where it has to. */
function safeChoice(choice: Choice): Choice {
  const { value, name = value, description } = choice;
  const [shown, told] = [printable(name), description === undefined ? undefined : printable(description)];
  if (shown === name && told === description) return choice;
  return { value, name: shown, ...(told !== undefined && { description: told }) };
}
