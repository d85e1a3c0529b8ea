import { basename, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { checkEmpty, exampleFiles, type InitAnswers, initFiles, widestFolder, writeInit } from '../operations/init.ts';
import { optional } from './arguments.ts';
import { confirm } from './confirm.ts';
import type { Context } from './context.ts';
import { defineCommand } from './define.ts';
import { count, dryRun, text, toggle, yes } from './flags.ts';
import type { Outcome } from './outcome.ts';

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

export const command = defineCommand({
  description:
    'Makes a new fleet repository in a folder, and a Git repository around it where there is none. Asks what it needs to know; every answer is also a flag.',
  examples: [
    { title: 'Answer questions', command: 'resedge init' },
    { title: 'A running example to look at', command: 'resedge init contoso --example' },
    {
      title: 'Without questions',
      command:
        'resedge init fleet --name contoso --url https://git.example.com/contoso/fleet.git --clusters 30000 --yes',
    },
  ],
  arguments: { folder: optional('dir', 'the folder (default: this one)') },
  flags: {
    name: text('--name <name>', 'the name of the fleet (default: that of the folder)'),
    url: text('--url <url>', 'the Git URL that clusters read: http, https or ssh'),
    branch: text('--branch <branch>', 'the branch that clusters read (default: main)'),
    group: text('--group <name>', 'the topmost group (default: stores)'),
    clusters: count('--clusters <number>', 'how many clusters there will be: decides how their folders are laid out'),
    example: toggle('--example', 'write an example fleet instead'),
    yes,
    dryRun,
  },
  async run(context, { folder = '.', yes: agreed, dryRun: dry, example, ...given }): Promise<Outcome> {
    const { host } = context;
    const target = resolve(host.cwd, context.repo, folder);
    checkEmpty(host, target);
    const answers = example ? undefined : await ask(context, basename(target), given);
    const files = answers ? initFiles(host, answers) : exampleFiles(host, given.url);
    if (dry) {
      context.note(
        `${files.size} files would be written to ${target}:\n${[...files.keys()].map((path) => `+ ${path}`).join('\n')}`,
      );
      return 'done';
    }
    if (context.canAsk && !agreed && !(await confirm(context, `Write ${files.size} files to ${target}?`, false)))
      return 'done';
    const written = await writeInit(host, target, files, answers?.branch ?? 'main');
    context.note(`wrote ${written.length} files to ${target}`);
    context.note(`Next: ${folder === '.' ? '' : `cd ${folder}, then `}resedge validate`);
    return 'done';
  },
});

type Given = { readonly [K in keyof InitAnswers]: InitAnswers[K] | undefined };

/** What was given as flags; the rest is asked for, or takes its default where nobody can be asked. */
async function ask(context: Context, folder: string, given: Given): Promise<InitAnswers> {
  const prompt = context.canAsk ? await context.host.prompt() : undefined;
  const answer = async (
    message: string,
    value: string | undefined,
    fallback: string | undefined,
    check: (text: string) => true | string,
  ) => {
    const asked =
      value ??
      (await prompt?.text({ message, validate: check, ...(fallback === undefined ? {} : { default: fallback }) })) ??
      fallback;
    if (asked === undefined)
      throw new UsageError(
        `${message.toLowerCase()}: nobody can be asked here`,
        'Say it with a flag: --url https://git.example.com/contoso/fleet.git',
      );
    const verdict = check(asked);
    if (verdict !== true) throw new UsageError(`${message.toLowerCase()}: ${verdict}`);
    return asked;
  };
  const name = await answer('Name of the fleet', given.name, label.test(folder) ? folder : 'fleet', checkLabel);
  const url = await answer('Git URL that clusters read', given.url, undefined, checkUrl);
  const branch = await answer('Branch that clusters read', given.branch, 'main', checkBranch);
  const group = await answer('Topmost group', given.group, 'stores', checkLabel);
  const clusters = await answer(
    'How many clusters there will be',
    given.clusters?.toString(),
    String(widestFolder),
    checkCount,
  );
  return { name, url, branch, group, clusters: Number(clusters) };
}

function checkLabel(text: string): true | string {
  return (
    label.test(text) ||
    'a name has lower-case letters, digits and "-", at most 63, and begins and ends with a letter or digit'
  );
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
  return (
    /^(?![-/.])(?!.*(\.\.|\/\/|@\{|\.lock$))[^\s~^:?*[\\]+$/.test(text) || 'this is not a name that Git gives a branch'
  );
}

function checkCount(text: string): true | string {
  return /^\d{1,7}$/.test(text) || 'a whole number is wanted';
}
