import { kindWordsOf } from '../model/kind-names.ts';
import { draftAssignment, reviewAssignment } from '../operations/agreement/draft-assignment.ts';
import { required } from './frame/arguments.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, yes } from './frame/flags.ts';
import { changeFormats, makeChange } from './frame/make-change.ts';
import { nameWord } from './frame/named-cluster.ts';
import type { Outcome } from './frame/outcome.ts';

export const command = defineCommand({
  description:
    'Puts a namespace on the clusters that an expression selects, in place of those that it is on. First it shows which clusters get it and lose it, and with it which applications. A namespace that was only proposed is decided on by that.',
  examples: [
    { title: 'Other clusters', command: 'resedge assign pos "/g/stores and not /m/tier/kiosk"' },
    { title: 'See who would get it', command: 'resedge assign pos all --dry-run' },
  ],
  formats: changeFormats,
  arguments: {
    namespace: required('namespace', 'which namespace', 'namespace'),
    expression: required('expression', 'the clusters that it is on', 'expression'),
  },
  flags: { dryRun, yes },
  async run(context, { namespace: typed, expression, ...how }): Promise<Outcome> {
    const namespace = nameWord(typed, kindWordsOf('Namespace'));
    return makeChange(context, {
      what: 'assign',
      ...how,
      draft: (state) => draftAssignment(state, { namespace, clusters: expression.trim() }),
      review: (planned) => reviewAssignment(planned, namespace),
    });
  },
});
