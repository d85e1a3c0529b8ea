import { grouped } from '../../model/counts.ts';
import type { OnProgress } from '../../state/progress.ts';
import type { Context } from './context.ts';

/** A line on standard error that says how far something is, for a person at a terminal. */
export interface Progress {
  /** `what` names what is counted, with what is done to it: `rows read`. Cheap: call it for each one. */
  at(done: number, total: number, what: string): void;
  /** Takes the line away. */
  end(): void;
}

const milliseconds = { before: 500, between: 100 } as const;

/**
 * Begins with nothing: the line comes after half a second, and changes at most ten times a second. Where nobody looks,
 * in a pipe, in CI or with --quiet, it never comes.
 */
export function startProgress({ host, quiet }: Context): Progress {
  const { clock, env, terminal } = host;
  if (quiet || !terminal.errIsTty || env['CI']) return { at() {}, end() {} };
  let next = clock.now().getTime() + milliseconds.before;
  let shown = '';

  function show(line: string): void {
    terminal.err(`\r${line.padEnd(shown.length)}`);
    shown = line;
  }

  return {
    at(done, total, what) {
      const now = clock.now().getTime();
      if (now < next) return;
      next = now + milliseconds.between;
      show(`${grouped(done)} of ${grouped(total)} ${what}`.slice(0, terminal.columns - 1));
    },
    end() {
      if (shown === '') return;
      show('');
      terminal.err('\r');
    },
  };
}

/** Shows how far something is while it is done. */
export async function withProgress<T>(context: Context, action: (progress: OnProgress) => Promise<T>): Promise<T> {
  const line = startProgress(context);
  try {
    return await action(line.at);
  } finally {
    line.end();
  }
}
