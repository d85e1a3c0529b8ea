import { join, relative } from 'node:path';
import { countOf } from '../model/counts.ts';
import { type PlannedCodeowners, planCodeowners, writeCodeowners } from '../operations/agreement/codeowners.ts';
import { gitOf, type Repository } from '../state/repository.ts';
import { codeownersViews } from '../views/codeowners.ts';
import { showDifference } from './frame/change-notes.ts';
import { confirm } from './frame/confirm.ts';
import type { Context } from './frame/context.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, text, toggle, yes } from './frame/flags.ts';
import { workingCopy } from './frame/fleet.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    "Writes who owns which file into CODEOWNERS, from spec.owners of all objects: the Fleet's owners for all of the fleet, then who owns single files and folders. The owners of an application own its folder, too. What people wrote in CODEOWNERS stays: resedge has a block of its own in it. Writes the file that is there, or a new one where GitHub or GitLab look.",
  examples: [
    { title: 'Write it', command: 'resedge codeowners' },
    { title: 'See what would change', command: 'resedge codeowners --dry-run' },
    { title: 'In a pipeline', command: 'resedge codeowners --check' },
  ],
  findings: 'with --check: the file is not what would be written',
  formats: ['text', 'json', 'yaml'],
  flags: {
    file: text('--file <path>', 'the file, counted from the root of the Git repository', 'file'),
    check: toggle('--check', 'write nothing; exit with 1 where the file is not what would be written'),
    yes,
    dryRun,
  },
  async run(context, { file, check, dryRun: dry, yes: agreed }): Promise<Outcome> {
    const copy = await workingCopy(context);
    if (check || dry) {
      const planned = await planCodeowners(copy.host, await copy.open(), file);
      if (dry && context.format === 'text') await showDifference(context, planned.changed ? [planned.file] : [], 'out');
      else context.print(codeownersViews, { planned, dryRun: true });
      noteWarnings(context, planned);
      noteTrial(context, planned, file);
      return check && planned.changed ? 'findings' : 'done';
    }
    const asks = context.canAsk && !agreed;
    const { planned, isWritten } = await writeCodeowners(copy, file, {
      asks,
      agree: (planned) => !asks || showAndAsk(context, planned),
    });
    if (planned.changed && !isWritten) {
      context.note('Nothing was changed.');
      return 'done';
    }
    context.print(codeownersViews, { planned, dryRun: false });
    if (!asks) noteWarnings(context, planned);
    noteDone(context, copy.repository, planned);
    return 'done';
  },
});

async function showAndAsk(context: Context, planned: PlannedCodeowners): Promise<boolean> {
  noteWarnings(context, planned);
  if (!planned.changed) return false;
  await showDifference(context, [planned.file], 'err');
  return confirm(context, `Write ${planned.file.path}?`, false);
}

function noteWarnings({ note }: Context, { warnings }: PlannedCodeowners): void {
  for (const { message, at } of warnings) note(`warning: ${message}${at ? ` (${at.file}:${at.line})` : ''}`);
}

function noteTrial({ note }: Context, planned: PlannedCodeowners, named: string | undefined): void {
  note(stateOf(planned));
  if (planned.changed) note(`Next: resedge codeowners${named === undefined ? '' : ` --file ${named}`}`);
}

function noteDone({ note, host }: Context, repository: Repository, planned: PlannedCodeowners): void {
  const { file, changed, lines } = planned;
  note(changed ? `wrote ${file.path}: ${countOf(lines, 'line')}` : `${stateOf(planned)}. Nothing to change.`);
  if (!changed) return;
  const path = relative(host.fs.realPath(host.cwd), join(gitOf(repository).root, file.path));
  note(`Next: git add ${path} && git commit -m "Code owners" -- ${path}`);
}

function stateOf({ file, changed, lines }: PlannedCodeowners): string {
  const count = countOf(lines, 'line');
  return changed ? `${file.path} is not up to date: ${count} would be in it` : `${file.path} is up to date: ${count}`;
}
