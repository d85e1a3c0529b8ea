import { kindWordsOf } from '../model/kind-names.ts';
import { draftRejection } from '../operations/agreement/draft-rejection.ts';
import { required } from './frame/arguments.ts';
import { askField } from './frame/ask.ts';
import { requireReason } from './frame/cluster-targets.ts';
import { defineCommand } from './frame/define.ts';
import { dryRun, text, yes } from './frame/flags.ts';
import { changeFormats, makeChange } from './frame/make-change.ts';
import { nameWord } from './frame/named-cluster.ts';
import type { Outcome } from './frame/outcome.ts';

const example = 'not on store clusters';
const question = { message: 'Why it is turned down', flag: `--reason "${example}"` };

export const command = defineCommand({
  description:
    'Turns an application down that asks for a namespace. The reason is written into the namespace, where its owner sees it. The request stays: its owner takes it back, or asks again. One that was turned down already gets the new reason.',
  examples: [
    { title: 'Turn it down', command: 'resedge reject signage --reason "not on kiosks"' },
    {
      title: 'For a namespace that it names while it asks for another one',
      command: 'resedge reject signage --namespace kiosk --reason "not on kiosks"',
    },
  ],
  formats: changeFormats,
  arguments: { application: required('application', 'which application', 'application') },
  flags: {
    reason: text('--reason <text>', 'why; asked for where it is not given'),
    namespace: text('--namespace <name>', 'who turns it down; what it asks for unless given', 'namespace'),
    dryRun,
    yes,
  },
  async run(context, { application: typed, namespace: typedNamespace, reason: given, ...how }): Promise<Outcome> {
    const application = nameWord(typed, kindWordsOf('Application'));
    const namespace = typedNamespace === undefined ? undefined : nameWord(typedNamespace, kindWordsOf('Namespace'));
    const why = how.yes || !context.canAsk ? given : await askField(context, given, question);
    const reason = requireReason(why, example);
    return makeChange(context, {
      what: 'reject',
      ...how,
      draft: (state) => draftRejection(state, { application, namespace, reason }),
      review: (_, draft) => [
        `The request stays: ${application} may ask again, or take it back: resedge request ${application} ${draft.namespace} --withdraw`,
      ],
    });
  },
});
