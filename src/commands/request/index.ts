import { UsageError } from '../../model/errors.ts';
import { kindWordsOf } from '../../model/kind-names.ts';
import { draftRequest, type NamespaceRequest, proposalNotes } from '../../operations/agreement/draft-request.ts';
import { draftWithdrawal } from '../../operations/agreement/draft-withdrawal.ts';
import { each, one, pairs } from '../create/new-object.ts';
import { optional, required } from '../frame/arguments.ts';
import { nextOfRequest } from '../frame/change-notes.ts';
import { defineCommand } from '../frame/define.ts';
import { dryRun, list, text, toggle, yes } from '../frame/flags.ts';
import { changeFormats, makeChange } from '../frame/make-change.ts';
import { nameWord } from '../frame/named-cluster.ts';
import type { Outcome } from '../frame/outcome.ts';
import { askClusters, askNamespace } from './ask.ts';

export const command = defineCommand({
  description:
    'Asks, for an application, for a place in a namespace: its first one, or another one. It waits until an operator approves it, and stays where it is until then. A namespace that is not there yet is proposed with it: it is on no cluster before it is approved.',
  examples: [
    { title: 'A place in a namespace', command: 'resedge request loyalty pos' },
    {
      title: 'With a namespace of its own',
      command:
        'resedge request loyalty points --clusters /g/stores --quota cpu=500m,memory=1Gi --default-request cpu=50m,memory=64Mi --owner @contoso/marketing',
    },
    { title: 'After it was turned down', command: 'resedge request signage kiosk --again' },
    { title: 'Take it back', command: 'resedge request loyalty --withdraw' },
  ],
  formats: changeFormats,
  arguments: {
    application: required('application', 'which application', 'application'),
    namespace: optional(
      'namespace',
      'where it wants to be; asked for where it is not given, and with --withdraw the one that it asks for',
      'namespace',
    ),
  },
  flags: {
    clusters: text('--clusters <expr>', 'of a new namespace: the clusters that it is for', 'expression'),
    quota: list(
      '--quota <resource=amount>',
      'of a new namespace: what it may request in all: cpu, memory, storage, pods',
    ),
    defaultRequest: list(
      '--default-request <resource=amount>',
      'of a new namespace: what a container requests that names nothing: cpu, memory',
    ),
    defaultLimit: list(
      '--default-limit <resource=amount>',
      'of a new namespace: the limit of a container that names none: cpu, memory',
    ),
    owner: list('--owner <who>', 'of a new namespace: who answers for it, such as @contoso/pos'),
    again: toggle('--again', 'ask although the namespace turned it down'),
    withdraw: toggle('--withdraw', 'take the request back, and a proposed namespace that nobody else names'),
    dryRun,
    yes,
  },
  async run(context, { again, withdraw, yes, dryRun, ...typed }): Promise<Outcome> {
    const application = nameWord(typed.application, kindWordsOf('Application'));
    const given = typed.namespace === undefined ? undefined : nameWord(typed.namespace, kindWordsOf('Namespace'));
    const how = { what: 'request', yes, dryRun, next: nextOfRequest };
    const extras = [
      ...pairs('--quota', ['spec', 'quota'], typed.quota, ','),
      ...pairs('--default-request', ['spec', 'limits', 'defaultRequest'], typed.defaultRequest, ','),
      ...pairs('--default-limit', ['spec', 'limits', 'default'], typed.defaultLimit, ','),
      ...each(['spec', 'owners'], typed.owner),
    ];
    if (withdraw) {
      if (again || typed.clusters !== undefined || extras.length > 0)
        throw new UsageError('--withdraw takes back, and the other flags ask', 'Leave the others out.');
      return makeChange(context, {
        ...how,
        draft: (state) => draftWithdrawal(state, { application, namespace: given }),
        review: (_, { notes }) => notes,
      });
    }
    const isNew = typed.clusters !== undefined || extras.length > 0;
    const namespace = given ?? (await askNamespace(context, { application, isNew, yes }));
    const clusters = typed.clusters ?? (await askClusters(context, namespace, yes));
    const request: NamespaceRequest = {
      application,
      namespace,
      again,
      proposal: [...one(['spec', 'clusters'], clusters), ...extras],
    };
    return makeChange(context, {
      ...how,
      draft: (state) => draftRequest(state, request),
      review: async (planned, { notes }) => [...notes, ...(await proposalNotes(planned, request))],
    });
  },
});
