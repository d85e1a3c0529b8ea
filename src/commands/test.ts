import { kindWordsOf } from '../model/kind-names.ts';
import { findObjects } from '../operations/list/find-objects.ts';
import { testExpectations } from '../operations/validate/test-expectations.ts';
import { testViews } from '../views/test-result.ts';
import { any } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { workingCopy } from './frame/fleet.ts';
import { nameWord } from './frame/named-cluster.ts';
import type { Outcome } from './frame/outcome.ts';

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
    const { host, format } = context;
    const words = kindWordsOf('Expectation');
    const asked = names.map((typed) => ({ words, name: nameWord(typed, words) }));
    const state = await (await workingCopy(context)).open();
    await state.valid();
    const { missing } = await findObjects(state, asked);
    if (missing) throw missing;

    const result = await testExpectations(host, state, new Set(asked.map(({ name }) => name)));
    const annotate = format === 'text' && host.env['GITHUB_ACTIONS'] === 'true';
    context.print(testViews, { ...result, prefix: state.repository.prefix }, annotate ? 'github' : format);
    for (const { expectation, warnings } of result.items)
      for (const warning of warnings) context.note(`${expectation}: ${warning}`);
    if (result.items.length === 0)
      context.note('There are no expectations. Make one: resedge create expectation --help');
    return result.failed > 0 ? 'findings' : 'done';
  },
});
