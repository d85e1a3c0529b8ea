import type { Finding } from '../model/diagnostic.ts';
import { stale } from '../model/rules/re801-stale.ts';
import { applyGenerated, planGenerated, summarise } from '../operations/deliver/generate.ts';
import { type GeneratedChanges, generatedOnDisk } from '../operations/deliver/write-generated.ts';
import { diagnoseOnDisk, loadFleet, requireNoErrors, requireValid } from '../state/load-fleet.ts';
import { withLock } from '../state/lock.ts';
import { openRepository, type Repository } from '../state/repository.ts';
import { workTree } from '../state/source-tree.ts';
import { diagnosticViews } from '../views/diagnostics/views.ts';
import { generateViews } from '../views/generate.ts';
import type { Context } from './frame/context.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, toggle } from './frame/flags.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Writes clusters/ and fleet/ from the inventory: only files that differ, and only if there is no error. As a rule `resedge deploy` does this, on the branch that clusters read.',
  examples: [
    { title: 'Write what differs', command: 'resedge generate' },
    { title: 'See what would be written', command: 'resedge generate --dry-run' },
    { title: 'In CI: are the files current?', command: 'resedge generate --check' },
  ],
  findings: 'with --check: generated files are not current, or were edited by hand',
  formats: ['text', 'json', 'yaml'],
  flags: {
    check: toggle('--check', 'write nothing; exit with 1 where a file is not current (RE801, RE802)'),
    dryRun,
    force: toggle('--force', 'write over generated files that were edited by hand'),
  },
  async run(context, flags) {
    const repository = await openRepository(context.host, context.repo);
    const run = () => bringUpToDate(context, repository, flags);
    return flags.check || flags.dryRun ? run() : withLock(context.host, repository, 'generate', run);
  },
});

async function bringUpToDate(
  context: Context,
  repository: Repository,
  { check, dryRun: dry, force }: { readonly check: boolean; readonly dryRun: boolean; readonly force: boolean },
): Promise<Outcome> {
  const { host } = context;
  const resolution = requireValid(await loadFleet(host, repository, workTree(host.fs, repository)));
  const elsewhere = await whereElse(repository, resolution.inventory.fleet.spec.git.branch);
  if (check && elsewhere !== undefined) {
    context.note(`Not checked: this is ${elsewhere}, where generated files are stale by design.`);
    return 'done';
  }
  const changes = await planGenerated(generatedOnDisk(host.fs, repository.root), repository, resolution, force);
  if (check) return reportStale(context, repository, changes);
  requireNoErrors(host, repository, changes.findings);
  noteForeign(context, changes);
  if (!dry) applyGenerated(host.fs, repository, changes);
  const paths = (files: readonly { path: string }[]) => files.map((file) => file.path);
  context.print(generateViews, {
    result: summarise(resolution, changes),
    created: paths(changes.created),
    updated: paths(changes.updated),
    deleted: changes.deleted,
    dryRun: dry,
  });
  if (elsewhere !== undefined)
    context.note(
      `This is ${elsewhere}: leave clusters/ and fleet/ out of commits here; deploy writes them where clusters read.`,
    );
  else if (!dry) context.note('Next: resedge deploy -m "why"');
  return 'done';
}

/**
 * Where this is, if it is not the branch that clusters read. Pipelines often have no branch checked out: what counts
 * there is whether HEAD is the tip of that branch, here or on the remote.
 */
async function whereElse({ git }: Repository, wanted: string): Promise<string | undefined> {
  const head = await git?.head();
  if (!git || !head || head.branch === wanted) return undefined;
  if (head.branch !== undefined) return `branch ${head.branch}`;
  const remote = await git.remote(wanted);
  const tips = [await git.resolve(`refs/heads/${wanted}`), remote && (await git.remoteTip(remote.name, wanted))];
  return tips.includes(head.commit) ? undefined : `no branch, and not the tip of ${wanted}`;
}

function reportStale(context: Context, repository: Repository, changes: GeneratedChanges) {
  const findings = [
    ...changes.created.map(({ path }) => staleFinding(path, 'this file is missing')),
    ...changes.updated.map(({ path }) => staleFinding(path, 'this file is not what the inventory asks for')),
    ...changes.deleted.map((path) => staleFinding(path, 'nothing in the inventory asks for this file any more')),
    ...changes.findings,
  ];
  const diagnostics = diagnoseOnDisk(context.host, repository, findings);
  const files = changes.created.length + changes.updated.length + changes.deleted.length + changes.unchanged;
  context.print(diagnosticViews, { diagnostics, files, prefix: repository.prefix });
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error') ? ('findings' as const) : ('done' as const);
}

function staleFinding(file: string, message: string): Finding {
  return { rule: stale, message, hint: 'Run: resedge generate', place: { file, position: { line: 1, column: 1 } } };
}

function noteForeign(context: Context, { findings }: GeneratedChanges): void {
  for (const { place, message } of findings) context.note(`${place.file}: ${message}`);
}
