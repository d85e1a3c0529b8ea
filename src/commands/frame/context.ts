import type { Host } from '../../ports/host.ts';
import { noProgress, type OnProgress } from '../../state/progress.ts';
import { shownIn } from '../../views/shown.ts';
import { plain, type Style, styleFor } from '../../views/style.ts';
import type { Format, Views } from '../../views/view.ts';
import { readAll } from './define.ts';
import type { CommandEntry } from './entry.ts';
import { folderOf, globalFlags, outputFlag } from './global-flags.ts';
import { startProgress, withProgress } from './progress.ts';
import { safeHost } from './safe-host.ts';

interface Closable {
  close(): void;
}

/** What a command works with, besides what was typed for it alone. */
export interface Context {
  readonly host: Host;
  /** All commands that there are. */
  readonly commands: readonly CommandEntry[];
  /** The folder that `--repo` names, `.` unless given. */
  readonly repo: string;
  /** What `-o` asks for, `text` unless given. */
  readonly format: Format;
  /** The folder that `-o` names, for commands that write to one. */
  readonly folder: string | undefined;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Whether somebody is there to answer questions. */
  readonly canAsk: boolean;
  /** For results on standard output. */
  readonly style: Style;
  /** For notes on standard error. */
  readonly noteStyle: Style;
  /** Prints a result to standard output, in the form that `-o` asks for unless one is given. */
  print<T>(views: Views<T>, result: T, format?: Format): void;
  /** Prints what was done. Where standard output does not take it, it is told on standard error all the same. */
  report<T>(views: Views<T>, result: T): void;
  /** Says something on standard error, unless `--quiet`. */
  note(text: string): void;
  /** Shows how far something is: a line that comes if it takes long, and goes before anything else is said. */
  readonly progress: OnProgress;
  /** Closes something when the command ends, however it ends. */
  closeAtEnd(thing: Closable): void;
  /** The command has ended. */
  end(): void;
}

/** Reads the flags that every command has. */
export function createContext(
  machine: Host,
  commands: readonly CommandEntry[],
  offered: readonly Format[],
  typed: Readonly<Record<string, unknown>>,
  writesFolder = false,
): Context {
  const { repo, color, quiet, verbose, input, output } = readAll(
    { ...globalFlags, output: outputFlag(offered, writesFolder) },
    typed,
    machine.env,
  );
  const line = startProgress(machine, quiet);
  const noteStyle = styleFor(color, machine.env, machine.terminal.errIsTty);
  const host = safeHost(line ? withProgress(machine, line) : machine, noteStyle !== plain);
  const { terminal } = host;
  const open: Closable[] = [];
  const style = styleFor(color, host.env, terminal.outIsTty);
  const context: Context = {
    host,
    commands,
    repo: repo ?? '.',
    format: output,
    folder: writesFolder ? folderOf(offered, typed['output']) : undefined,
    verbose,
    quiet,
    canAsk: input && terminal.inIsTty && terminal.errIsTty,
    style,
    noteStyle,
    print(views, result, format = output) {
      for (const piece of shownIn(format, views, result, style)) terminal.out(piece);
    },
    report(views, result) {
      try {
        context.print(views, result);
      } catch (error) {
        for (const piece of shownIn('text', views, result, noteStyle)) terminal.err(piece);
        throw error;
      }
    },
    note(text) {
      if (!quiet) terminal.err(`${text}\n`);
    },
    progress: line?.at ?? noProgress,
    closeAtEnd: (thing) => void open.push(thing),
    end() {
      line?.end();
      for (const thing of open) thing.close();
    },
  };
  return context;
}
