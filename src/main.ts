import { exitCodes } from './commands/frame/outcome.ts';
import { moreLines } from './model/counts.ts';
import { Interrupted, InvalidInventory, OutputClosed, UsageError, UserError } from './model/errors.ts';
import { maskShapes } from './model/secret-shapes.ts';
import type { Host } from './ports/host.ts';
import { programVersion } from './version.ts';
import { printableLines } from './views/legible.ts';

/** At most this many of the errors that stopped a command are shown. */
const mostDiagnostics = 20;

/** Runs one command line; the exit code. Nothing else catches what a command throws, and nothing else exits. */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  try {
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
      host.terminal.out(`${programVersion()}\n`);
      return exitCodes.done.code;
    }
    const [{ runProgram }, { commands }] = await Promise.all([
      import('./commands/frame/program.ts'),
      import('./commands/index.ts'),
    ]);
    return exitCodes[await runProgram(argv, host, commands)].code;
  } catch (error) {
    if (error instanceof OutputClosed) return exitCodes.done.code;
    if (error instanceof Interrupted) {
      if (error.message !== '') host.terminal.err(lines(`interrupted: ${error.message}`));
      return exitCodes.interrupted.code;
    }
    host.terminal.err(await explain(error, argv, host));
    if (host.env['RESEDGE_DEBUG'] || argv.includes('--debug')) host.terminal.err(lines(trace(error)));
    return exitCodes.failed.code;
  }
}

async function explain(error: unknown, argv: readonly string[], host: Host): Promise<string> {
  if (error instanceof UsageError) {
    const [{ locate }, { commands }] = await Promise.all([
      import('./commands/frame/locate.ts'),
      import('./commands/index.ts'),
    ]);
    const { path } = locate(argv, commands);
    return lines(`error: ${error.message}`, hint(error.hint), `See ${['resedge', ...path, '--help'].join(' ')}`);
  }
  if (error instanceof InvalidInventory) {
    return `${await listed(error, argv, host)}${lines(`error: ${error.message}`, hint(error.hint))}`;
  }
  if (error instanceof UserError) return lines(`error: ${error.message}`, hint(error.hint));
  if (isSystemError(error)) return lines(`error: ${error.message}`);
  const message = error instanceof Error ? error.message : String(error);
  return lines(
    `bug: ${message}`,
    `Please report this, with what you typed: resedge ${programVersion()}, ${host.runtime}. RESEDGE_DEBUG=1 shows where it happened.`,
  );
}

/** The first of the diagnostics that stopped a command. */
async function listed(
  { diagnostics }: InvalidInventory,
  argv: readonly string[],
  { env, terminal }: Host,
): Promise<string> {
  const [{ diagnosticText }, { styleFor }, { colorIn }] = await Promise.all([
    import('./views/diagnostics/text.ts'),
    import('./views/style.ts'),
    import('./commands/frame/global-flags.ts'),
  ]);
  const style = styleFor(colorIn(argv, env), env, terminal.errIsTty);
  const shown = diagnostics.slice(0, mostDiagnostics).map((diagnostic) => `${diagnosticText(diagnostic, style)}\n`);
  return [...shown, ...moreLines(diagnostics.length - shown.length).map((line) => `${line}\n\n`)].join('');
}

function hint(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `hint: ${text}`;
}

function lines(...parts: readonly (string | undefined)[]): string {
  return parts.map((part) => (part === undefined ? '' : printableLines(`${maskShapes(part)}\n`))).join('');
}

/** What the operating system refused: a full disk, a folder that may not be written. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function trace(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause =
    error.cause === undefined ? '' : `cause: ${error.cause instanceof Error ? error.cause.stack : error.cause}\n`;
  return `${error.stack}\n${cause}`;
}
