import { kindWordsOf } from '../model/kind-names.ts';
import { draftApproval } from '../operations/agreement/draft-approval.ts';
import { refusalsAfter, reviewApproval } from '../operations/agreement/review-approval.ts';
import { required } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, text, yes } from './frame/flags.ts';
import { changeFormats, makeChange } from './frame/make-change.ts';
import { nameWord } from './frame/named-cluster.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Gives an application the namespace that it asks for, or names: both say so afterwards, in one change. One that is elsewhere moves: Flux deletes it there and makes it anew. A namespace that was proposed along with the request is decided on by that. First it shows on which clusters the application lands, and what these would refuse.',
  examples: [
    { title: 'Let it in', command: 'resedge approve loyalty' },
    { title: 'See what it would do', command: 'resedge approve loyalty --dry-run' },
    {
      title: 'A proposed namespace, on fewer clusters than was asked for',
      command: 'resedge approve loyalty --clusters "/g/stores and /m/tier/gold"',
    },
  ],
  formats: changeFormats,
  arguments: { application: required('application', 'which application', 'application') },
  flags: {
    clusters: text(
      '--clusters <expr>',
      'the clusters of a proposed namespace, in place of those asked for',
      'expression',
    ),
    dryRun,
    yes,
  },
  async run(context, { application: typed, clusters, ...how }): Promise<Outcome> {
    const application = nameWord(typed, kindWordsOf('Application'));
    return makeChange(context, {
      what: 'approve',
      ...how,
      draft: (state) => draftApproval(state, { application, clusters }),
      review: async (planned, draft) => {
        const effects = await reviewApproval(planned, draft);
        const refusals = await refusalsAfter(planned, draft.to);
        return [...effects, ...refusals.map((text) => `warning: ${text}`)];
      },
    });
  },
});
