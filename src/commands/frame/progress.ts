import { grouped } from '../../model/counts.ts';
import type { Host } from '../../ports/host.ts';
import type { Prompt } from '../../ports/prompt.ts';
import { printable } from '../../views/legible.ts';

/** A line on standard error that says how far something is, for a person at a terminal. */
export interface Progress {
  /** `what` names what is counted, with what is done to it: `rows read`. Cheap: call it for each one. */
  at(done: number, total: number, what: string): void;
  /** Takes the line away. It comes again if what follows takes long, too. */
  end(): void;
}

const milliseconds = { before: 500, between: 100 } as const;

/**
 * Begins with nothing: the line comes after half a second, and changes at most ten times a second. Undefined if
 * nobody looks: in a pipe, in CI or with --quiet.
 */
export function startProgress({ clock, env, terminal }: Host, quiet: boolean): Progress | undefined {
  if (quiet || !terminal.errIsTty || env['CI']) return undefined;
  const now = () => clock.now().getTime();
  let next = now() + milliseconds.before;
  let shown = '';

  function show(line: string): void {
    terminal.err(`\r${line.padEnd(shown.length)}`);
    shown = line;
  }

  return {
    at(done, total, what) {
      const time = now();
      if (time < next) return;
      next = time + milliseconds.between;
      show(printable(`${grouped(done)} of ${grouped(total)} ${what}`).slice(0, terminal.columns - 1));
    },
    end() {
      next = now() + milliseconds.before;
      if (shown === '') return;
      show('');
      terminal.err('\r');
    },
  };
}

/** The same host, but the line goes before anything else is said or asked. */
export function withProgress(host: Host, progress: Progress): Host {
  const { terminal } = host;
  const first = (say: (text: string) => void) => (text: string) => {
    progress.end();
    say(text);
  };
  return {
    ...host,
    terminal: { ...terminal, out: first(terminal.out), err: first(terminal.err) },
    async prompt() {
      progress.end();
      return restarting(await host.prompt(), progress);
    },
  };
}

/** While somebody thinks, nothing is done that takes long. */
function restarting(prompt: Prompt, progress: Progress): Prompt {
  const then = async <T>(answer: Promise<T>): Promise<T> => {
    const given = await answer;
    progress.end();
    return given;
  };
  return {
    text: (question) => then(prompt.text(question)),
    confirm: (question) => then(prompt.confirm(question)),
    select: (question) => then(prompt.select(question)),
    search: (question) => then(prompt.search(question)),
  };
}
