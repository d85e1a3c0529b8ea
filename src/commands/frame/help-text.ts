import { Help } from 'commander';
import type { Command } from './define.ts';
import type { CommandEntry } from './entry.ts';
import type { Flag } from './flags.ts';
import { exitCodes } from './outcome.ts';
import { topics } from './topics.ts';

/** What help says around commander's lists of arguments, options and commands. */
export interface Frame {
  readonly before: string;
  readonly after: string;
}

export const rootFrame: Frame = {
  before: `Which application runs on which cluster: an inventory in Git, ready for the GitOps operator of each cluster.

Examples:
  # A new fleet repository
  resedge init

  # What is there, and what runs where
  resedge get clusters
  resedge get placements --cluster CLUSTER

  # Check, see the effect, deliver
  resedge validate
  resedge generate --dry-run
  resedge deploy -m "what changes and why"
`,
  after: `
Each command has its own help: resedge <command> --help
Topics: ${topics.map(({ name }) => `resedge help ${name}`).join(', ')}`,
};

/** For a command that only holds others. */
export function listFrame({ summary }: CommandEntry): Frame {
  return { before: `${capitalized(summary)}.\n`, after: '' };
}

/** The line of a flag in the list of options. */
export function flagHelp({ summary, choices, variable }: Flag<unknown>): string {
  const words = choices ? `: ${choices.join(', ')}` : '';
  const rest = [choices && `default: ${choices[0]}`, variable && `env: ${variable}`].filter(
    (part) => part !== undefined,
  );
  return `${summary}${words}${rest.length > 0 ? ` (${rest.join('; ')})` : ''}`;
}

export function commandFrame({ description, examples, findings }: Command): Frame {
  const blocks = examples.map(({ title, command }) => `  # ${title}\n  ${command}\n`);
  return {
    before: `${new Help().boxWrap(description, 80)}\n\nExamples:\n${blocks.join('\n')}`,
    after: `\n${exitStatus(findings)}`,
  };
}

function exitStatus(findings: string | undefined): string {
  const lines = Object.values(exitCodes)
    .filter(({ code }) => code !== exitCodes.findings.code || findings !== undefined)
    .map(({ code, meaning }) => `  ${String(code).padEnd(5)}${code === exitCodes.findings.code ? findings : meaning}`);
  return `Exit status:\n${lines.join('\n')}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
