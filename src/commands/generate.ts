import { UsageError } from '../model/errors.ts';
import { findStale, generateHere, planGenerate, whereElse } from '../operations/deliver/generate-here.ts';
import { diagnoseOnDisk } from '../state/diagnose-on-disk.ts';
import type { WorkingCopy } from '../state/working-copy.ts';
import { diagnosticViews } from '../views/diagnostics/views.ts';
import { generateViews } from '../views/generate.ts';
import type { Context } from './frame/context.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, toggle } from './frame/flags.ts';
import { workingCopy } from './frame/fleet.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Writes clusters/ and fleet/ from the inventory: only files that differ, and only if there is no error. As a rule `resedge deploy` does this, on the branch that clusters read. Where that is one of its own (spec.delivery.branch), nothing is written here; --output DIR writes the whole output to a folder, and --check looks at that branch.',
  examples: [
    { title: 'Write what differs', command: 'resedge generate' },
    { title: 'See what would be written', command: 'resedge generate --dry-run' },
    { title: 'In CI: are the files current?', command: 'resedge generate --check' },
    { title: 'All of it, elsewhere', command: 'resedge generate --output /tmp/generated' },
  ],
  findings: 'with --check: generated files are not current, or were edited by hand',
  formats: ['text', 'json', 'yaml'],
  writesFolder: true,
  flags: {
    check: toggle('--check', 'write nothing; exit with 1 where a file is not current (RE801, RE802, RE805)'),
    dryRun,
    force: toggle('--force', 'write over generated files that were edited by hand'),
  },
  async run(context, { check, dryRun: dry, force }): Promise<Outcome> {
    const copy = await workingCopy(context);
    if (check && context.folder !== undefined) throw new UsageError('give either --check or a folder to write to');
    if (check) return reportStale(context, copy, force);
    const generating = { folder: context.folder, force };
    const planned = await (dry
      ? planGenerate(copy.host, await copy.open(), generating)
      : generateHere(copy, generating));
    const { changes, result, state } = planned;
    for (const { place, message } of changes.findings) context.note(`${place.file}: ${message}`);
    const paths = (files: readonly { path: string }[]) => files.map((file) => file.path);
    context.report(generateViews, {
      result,
      created: paths(changes.created),
      updated: paths(changes.updated),
      deleted: changes.deleted,
      dryRun: dry,
    });
    if (context.folder !== undefined) return 'done';
    const elsewhere = await whereElse(state);
    if (elsewhere !== undefined)
      context.note(
        `This is ${elsewhere}: leave clusters/ and fleet/ out of commits here; deploy writes them where clusters read.`,
      );
    else if (!dry) context.note('Next: resedge deploy -m "why"');
    return 'done';
  },
});

async function reportStale(context: Context, copy: WorkingCopy, force: boolean): Promise<Outcome> {
  const { host, repository } = copy;
  const state = await copy.open();
  const elsewhere = await whereElse(state);
  if (elsewhere !== undefined) {
    context.note(`Not checked: this is ${elsewhere}, where generated files are stale by design.`);
    return 'done';
  }
  const { findings, files } = await findStale(host, state, force);
  const diagnostics = diagnoseOnDisk(host, repository, findings);
  context.print(diagnosticViews, { diagnostics, files, prefix: repository.prefix });
  return diagnostics.some(({ severity }) => severity === 'error') ? 'findings' : 'done';
}
