import { countOf, grouped } from '../model/counts.ts';
import { type FormattedFleet, formatFleet, formatHere } from '../operations/change/format-fleet.ts';
import { formatViews } from '../views/format.ts';
import { any } from './frame/arguments.ts';
import { showDifference } from './frame/change-notes.ts';
import type { Context } from './frame/context.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, toggle } from './frame/flags.ts';
import { workingCopy } from './frame/fleet.ts';

export const command = defineCommand({
  description:
    'Brings the files of the inventory into the usual form: fields in the order of the schema, the line for editors first, no blanks at line ends. Comments stay with what they belong to, and values as they are written. Prints the files that change. Files that cannot be read are left alone.',
  examples: [
    { title: 'All files', command: 'resedge fmt' },
    { title: 'Some of them', command: 'resedge fmt resedge.yaml inventory/groups' },
    { title: 'In a pipeline', command: 'resedge fmt --check' },
  ],
  findings: 'a file was left alone; with --check, a file is not in the usual form',
  formats: ['text', 'json', 'yaml'],
  arguments: { files: any('file', 'only these files and folders', 'file') },
  flags: { check: toggle('--check', 'list the files that would change, and change nothing'), dryRun },
  async run(context, { files, check, dryRun: dry }) {
    const copy = await workingCopy(context);
    const isTrial = check || dry;
    const formatted = await (isTrial ? formatFleet(copy, files) : formatHere(copy, files));
    if (dry && context.format === 'text') await showDifference(context, formatted.files, 'out');
    else context.print(formatViews, { formatted, dryRun: isTrial });
    report(context, formatted, isTrial);
    return formatted.problems.length > 0 || (check && formatted.files.length > 0) ? 'findings' : 'done';
  },
});

function report({ note }: Context, { files, unchanged, problems }: FormattedFleet, isTrial: boolean): void {
  for (const { path, message } of problems) note(`warning: ${path} was left alone: ${message}. See: resedge validate`);
  const would = isTrial ? 'would be ' : '';
  const total = files.length + unchanged;
  if (files.length === 0) note(`${countOf(total, 'file')} in the usual form`);
  else note(`${countOf(files.length, 'file')} ${would}changed, ${grouped(unchanged)} unchanged`);
  if (isTrial && files.length > 0) note('Next: resedge fmt');
}
