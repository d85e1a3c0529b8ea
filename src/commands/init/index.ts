import { basename, relative, resolve } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import { checkEmpty, exampleFiles, initFiles, writeInit } from '../../operations/setup/init.ts';
import { pipelineFor, requireOwn } from '../../operations/setup/pipelines.ts';
import { starterPolicies } from '../../operations/setup/starter-policies.ts';
import { findRoot } from '../../state/repository.ts';
import { optional } from '../frame/arguments.ts';
import { confirm } from '../frame/confirm.ts';
import { defineCommand } from '../frame/define.ts';
import { count, dryRun, text, toggle, yes } from '../frame/flags.ts';
import type { Outcome } from '../frame/outcome.ts';
import { addPipeline, ci } from './pipeline.ts';
import { addPolicies, howToUse, policies, registriesFor, registry, wantsPolicies } from './policies.ts';
import { askInit, requireUrl } from './questions.ts';

export const command = defineCommand({
  description:
    'Makes a new fleet repository in a folder, and a Git repository around it if there is none. Asks what it needs to know; every answer is also a flag. In a fleet that is there already, --ci adds a pipeline, and --policies a starter set of policies.',
  examples: [
    { title: 'Answer questions', command: 'resedge init' },
    { title: 'A running example to look at', command: 'resedge init contoso --example' },
    {
      title: 'Without questions',
      command:
        'resedge init fleet --name contoso --url https://git.example.com/contoso/fleet.git --clusters 30000 --yes',
    },
    { title: 'A pipeline for a fleet that is there', command: 'resedge init --ci github' },
    {
      title: 'Policies for a fleet that is there',
      command: 'resedge init --policies --registry ghcr.io/contoso --registry registry.k8s.io',
    },
  ],
  arguments: { folder: optional('dir', 'the folder (default: this one)', 'folder') },
  flags: {
    name: text('--name <name>', 'the name of the fleet (default: that of the folder)'),
    url: text('--url <url>', 'the Git URL that clusters read: http, https or ssh'),
    branch: text('--branch <branch>', 'the branch that clusters read (default: main)'),
    group: text('--group <name>', 'the topmost group (default: stores)'),
    clusters: count('--clusters <number>', 'how many clusters there will be: decides how their folders are laid out'),
    example: toggle('--example', 'write an example fleet instead'),
    ci,
    policies,
    registry,
    yes,
    dryRun,
  },
  async run(context, { folder = '.', yes: agreed, dryRun: dry, ...typed }): Promise<Outcome> {
    const { example, ci: system, policies: asked, registry: named, ...given } = typed;
    const { host } = context;
    const target = resolve(host.cwd, context.repo, folder);
    if (example) checkExampleFlags({ ...given, policies: asked || undefined, registry: named[0] });
    const registries = registriesFor(asked, named);
    if ((system || asked) && findRoot(host, target) !== undefined) {
      checkAlone({ ...given, example: example || undefined });
      const how = { yes: agreed, dryRun: dry };
      if (asked) await addPolicies(context, target, registries, how);
      return system ? addPipeline(context, target, system, how) : 'done';
    }
    checkEmpty(host, target);
    const prompt = context.canAsk ? await host.prompt() : undefined;
    const answers = example ? undefined : await askInit(prompt, basename(target), given);
    const files = answers ? initFiles(host, answers) : exampleFiles(host, given.url);
    const branch = answers?.branch ?? 'main';
    const hasPolicies = !example && (await wantsPolicies(context, asked, agreed));
    if (hasPolicies) for (const [path, text] of starterPolicies(host, registries)) files.set(path, text);
    const pipeline = system && (await pipelineFor(host, system, target, branch));
    if (pipeline) {
      requireOwn(pipeline, system);
      files.set(relative(target, pipeline.file), pipeline.text);
    }
    if (dry) {
      context.note(
        `${files.size} files would be written to ${target}:\n${[...files.keys()].map((path) => `+ ${path}`).join('\n')}`,
      );
      return 'done';
    }
    if (context.canAsk && !agreed && !(await confirm(context, `Write ${files.size} files to ${target}?`, false)))
      return 'done';
    const written = await writeInit(host, target, files, branch);
    context.note(`wrote ${written.length} files to ${target}`);
    for (const line of pipeline?.notes ?? []) context.note(line);
    context.note(`Next: ${folder === '.' ? '' : `cd ${folder}, then `}resedge validate`);
    if (hasPolicies) context.note(`A policy counts for the namespaces that list it: ${howToUse}`);
    return 'done';
  },
});

function checkAlone(others: Readonly<Record<string, unknown>>): void {
  if (Object.values(others).some((value) => value !== undefined))
    throw new UsageError('there is a fleet here already: to add to it, give --ci or --policies alone');
}

function checkExampleFlags({ url, ...others }: Readonly<Record<string, unknown>>): void {
  if (Object.values(others).some((value) => value !== undefined))
    throw new UsageError('the example has its own name, branch, groups and layout: only --url goes with --example');
  if (typeof url === 'string') requireUrl(url);
}
