import { kindWordsOf } from '../model/kind-names.ts';
import { findObjects } from '../operations/list/find-objects.ts';
import { testExpectations } from '../operations/validate/test-expectations.ts';
import { loadFleet, requireValid } from '../state/load-fleet.ts';
import { openRepository } from '../state/repository.ts';
import { workTree } from '../state/source-tree.ts';
import { testViews } from '../views/test-result.ts';
import { any } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { nameWord } from './frame/named-cluster.ts';
import type { Outcome } from './frame/outcome.ts';
import { withProgress } from './frame/progress.ts';

export const command = defineCommand({
  description:
    'Holds the expectations of the repository (kind Expectation) against who gets what: where an application must be, where it must not be, on how many clusters, as which variant. Of one that is not met it names the clusters, and explains the first. In GitHub Actions the failures are annotations, unless -o says otherwise.',
  examples: [
    { title: 'All of them', command: 'resedge test' },
    { title: 'One', command: 'resedge test every-store-sells' },
    { title: 'For the summary of a pipeline', command: 'resedge test -o markdown' },
  ],
  findings: 'an expectation is not met',
  formats: ['text', 'json', 'yaml', 'github', 'markdown'],
  arguments: { names: any('name', 'only these expectations', 'expectation') },
  async run(context, { names }): Promise<Outcome> {
    const { host, repo } = context;
    const words = kindWordsOf('Expectation');
    const asked = names.map((typed) => ({ words, name: nameWord(typed, words) }));
    const repository = await openRepository(host, repo);
    const loaded = await withProgress(context, (progress) =>
      loadFleet(host, repository, workTree(host.fs, repository), progress),
    );
    const resolution = requireValid(loaded);
    const { missing } = findObjects({ ...loaded, resolution }, asked);
    if (missing) throw missing;

    const wanted = new Set(asked.map(({ name }) => name));
    const { expectations } = resolution.inventory;
    const chosen = wanted.size === 0 ? expectations : expectations.filter(({ name }) => wanted.has(name));
    const result = testExpectations(host, { repository, resolution }, chosen);
    const annotate = context.format === 'text' && host.env['GITHUB_ACTIONS'] === 'true';
    context.print(testViews, { ...result, prefix: repository.prefix }, annotate ? 'github' : context.format);
    for (const { expectation, warnings } of result.items)
      for (const warning of warnings) context.note(`${expectation}: ${warning}`);
    if (chosen.length === 0) context.note('There are no expectations. Make one: resedge create expectation --help');
    return result.failed > 0 ? 'findings' : 'done';
  },
});
