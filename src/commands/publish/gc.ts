import { durationOf } from '../../model/duration.ts';
import { UsageError } from '../../model/errors.ts';
import { collect } from '../../operations/publish/collect.ts';
import { collectViews } from '../../views/publish.ts';
import { defineCommand } from '../frame/define.ts';
import { dryRun, mandatory } from '../frame/flags.ts';
import { workingCopy } from '../frame/fleet.ts';
import type { Outcome } from '../frame/outcome.ts';
import { plainHttp } from './plain-http.ts';

export const command = defineCommand({
  description:
    'Deletes bundles from the registry that no cluster has been pinned to for some time, with the records of the deploys that did. A cluster that was cut off for longer, and lost what it had fetched, finds its old bundle no more; it follows its tag to a new one as soon as it reaches the registry. The registry frees the space when it collects its own garbage. Run it while nothing is published.',
  examples: [
    { title: 'What would go', command: 'resedge publish gc --older-than 180d --dry-run' },
    { title: 'Keep half a year', command: 'resedge publish gc --older-than 180d' },
  ],
  formats: ['text', 'json', 'yaml'],
  flags: {
    olderThan: mandatory('--older-than <age>', 'how long ago a cluster was pinned to it last, such as 180d or 12h'),
    dryRun,
    plainHttp,
  },
  async run(context, { olderThan, dryRun: dry, ...options }): Promise<Outcome> {
    if (!/^(\d+[dhm])+$/.test(olderThan))
      throw new UsageError(`--older-than is "${olderThan}", which is no age`, 'Write days, hours or minutes: 180d');
    const copy = await workingCopy(context);
    const result = await collect(copy, { ...options, olderThan: durationOf(olderThan), dryRun: dry });
    context.report(collectViews, { result, dryRun: dry });
    return 'done';
  },
});
