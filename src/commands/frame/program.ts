import { Argument, Command as Commander, CommanderError, Help, Option } from 'commander';
import { UsageError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';
import { programVersion } from '../../version.ts';
import { createContext } from './context.ts';
import type { Command } from './define.ts';
import { type CommandEntry, groups } from './entry.ts';
import type { Flag } from './flags.ts';
import { globalFlags, outputFlag } from './global-flags.ts';
import { commandFrame, type Frame, flagHelp, listFrame, rootFrame } from './help-text.ts';
import { type Located, locate } from './locate.ts';
import type { Outcome } from './outcome.ts';

const globalHeading = 'Global options:';
const helpWords: readonly string[] = ['-h', '--help'];

/** Runs the command that a command line names, or shows help. */
export async function runProgram(
  argv: readonly string[],
  host: Host,
  commands: readonly CommandEntry[],
): Promise<Outcome> {
  const located = locate(argv, commands);
  const loaded = await located.entry?.load?.();
  if (!loaded) {
    parse(
      listProgram(located),
      located.rest.filter((word) => !helpWords.includes(word)),
      host,
    );
    return 'done';
  }
  const { command } = loaded;
  const program = commandProgram(located, command);
  if (!parse(program, located.rest, host)) return 'done';
  const typed = typedOf(program, command);
  const context = createContext(host, commands, command.formats ?? [], typed, command.writesFolder);
  try {
    return await command.run(context, typed);
  } finally {
    context.end();
  }
}

/** The one command that was named. The others are not built: nothing of them is needed. */
function commandProgram({ path, below }: Located, command: Command): Commander {
  const program = emptyProgram(path, commandFrame(command)).action(() => {});
  for (const { syntax, summary } of Object.values(command.arguments))
    program.addArgument(new Argument(syntax, summary));
  for (const flag of Object.values(command.flags)) program.addOption(optionOf(flag));
  if (command.formats) program.addOption(optionOf(outputFlag(command.formats, command.writesFolder)));
  addGlobalFlags(program);
  for (const entry of below) program.addCommand(stubOf(entry));
  return program;
}

/** No command was named: all that may be named here, for help and for suggestions. It shows help, unless a word is wrong. */
function listProgram({ path, entry, below }: Located): Commander {
  const program = emptyProgram(path, entry ? listFrame(entry) : rootFrame).usage('<command> [options]');
  program.configureHelp({ formatHelp: (shown, helper) => new Help().formatHelp(shown, withoutOptions(helper)) });
  if (!entry) program.version(programVersion());
  addGlobalFlags(program);
  const inOrder = [...groups, undefined].flatMap((group) => below.filter((one) => one.group === group && !one.hidden));
  for (const one of inOrder) program.addCommand(stubOf(one));
  return program;
}

function emptyProgram(path: readonly string[], { before, after }: Frame): Commander {
  const program = new Commander(['resedge', ...path].join(' '));
  return program
    .helpCommand(false)
    .addHelpOption(new Option('-h, --help', 'show this help').helpGroup(globalHeading))
    .configureHelp({ optionDescription: ({ description }) => description })
    .addHelpText('before', before)
    .addHelpText('after', after);
}

function withoutOptions(helper: Help): Help {
  return Object.assign(helper, { visibleOptions: () => [] });
}

function stubOf({ name, summary, group }: CommandEntry): Commander {
  const stub = new Commander(name).summary(summary).helpCommand(false);
  return group ? stub.helpGroup(`${group}:`) : stub;
}

function addGlobalFlags(program: Commander): void {
  for (const flag of Object.values(globalFlags)) program.addOption(optionOf(flag).helpGroup(globalHeading));
  program.addOption(new Option('--debug', 'show where an error comes from').hideHelp());
}

function optionOf(flag: Flag<unknown>): Option {
  const { flags, choices, mandatory = false, repeats } = flag;
  const option = new Option(flags, flagHelp(flag)).makeOptionMandatory(mandatory);
  if (choices) option.choices(choices);
  if (repeats) option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  return option;
}

/** Reads the words; false if help was asked for and shown. */
function parse(program: Commander, words: readonly string[], host: Host): boolean {
  const show = (text: string) => host.terminal.out(text);
  program.exitOverride().configureOutput({
    writeOut: show,
    writeErr: show,
    outputError: () => {},
    getOutHelpWidth: () => host.terminal.columns,
  });
  try {
    program.parse(words, { from: 'user' });
    return true;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (/^commander\.(help|version)/.test(error.code)) return false;
    if (error.code === 'commander.excessArguments') throw excessWords(program);
    const [, message = error.message, suggestion] =
      /^error: (.*?)(?:\n\((Did you mean .*\?)\))?$/s.exec(error.message) ?? [];
    throw new UsageError(message, suggestion);
  }
}

function excessWords(program: Commander): UsageError {
  const excess = program.args.slice(program.registeredArguments.length);
  return new UsageError(
    `there are too many words: ${excess.join(' ')}`,
    `Write it so: ${program.name()} ${program.usage()}`,
  );
}

/** What was typed for each argument and flag, under the keys that the command gave them. */
function typedOf(program: Commander, command: Command): Record<string, unknown> {
  const options: Readonly<Record<string, unknown>> = program.opts();
  const words = Object.keys(command.arguments).map((key, at): [string, unknown] => [key, program.processedArgs[at]]);
  const flags = Object.entries({ ...command.flags, ...globalFlags, output: outputFlag([]) }).map(
    ([key, flag]): [string, unknown] => [key, options[new Option(flag.flags).attributeName()]],
  );
  return Object.fromEntries([...words, ...flags]);
}
