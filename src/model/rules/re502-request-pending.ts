import { defineRule } from './define.ts';

export const requestPending = defineRule({
  id: 'RE502',
  name: 'request-pending',
  severity: 'info',
  summary:
    'An application and a namespace have not agreed yet: one side asks, or admits, and the other has not answered.',
  page: `
    An application runs where two teams agree: its owner names the namespace, and the platform team admits it there.
    Until both have said so it waits, and nothing is wrong. This is said so that nobody waits without knowing for whom.

        kind: Application
        metadata: {name: loyalty}
        spec: {requests: pos, path: apps/loyalty}      asks, and stays where it is until somebody decides

    An operator decides:

        resedge approve loyalty
        resedge reject loyalty --reason "not on store clusters"

    An owner asks, asks again, or takes it back:

        resedge request loyalty pos
        resedge request loyalty pos --again
        resedge request loyalty pos --withdraw

    A namespace that admits an application by name, which does not ask for it, waits for the owner in the same way.
  `,
});
