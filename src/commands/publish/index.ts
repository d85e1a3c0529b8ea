import { publish } from '../../operations/publish/publish.ts';
import { publishViews } from '../../views/publish.ts';
import { defineCommand } from '../frame/define.ts';
import { dryRun, selector, toggle } from '../frame/flags.ts';
import { workingCopy } from '../frame/fleet.ts';
import type { Outcome } from '../frame/outcome.ts';
import { plainHttp } from './plain-http.ts';

export const command = defineCommand({
  description:
    'Mirrors what was deployed last into the registry that spec.delivery.registry names. It decides nothing: all that it pushes follows from the files on the branch that clusters read, so a registry that lost something is filled again from Git. For each set (a namespace with its applications) there is a bundle, shared by all clusters that have it, at sets/NAMESPACE; and for each cluster a small artifact at clusters/NAME:live, which pins the bundles by their digests. What is there already is not pushed again. Tags move last, so a cluster finds all that it is pinned to; a run that was broken off goes on where it was. Where somebody deploys meanwhile, it goes on with that.\n\nIt logs in with what docker login left: config.json in DOCKER_CONFIG or ~/.docker, and credential helpers. HTTPS_PROXY and NO_PROXY count, and SSL_CERT_FILE or NODE_EXTRA_CA_CERTS for an authority of your own. http is spoken on this machine alone, or with --plain-http.',
  examples: [
    { title: 'Bring the last deploy into the registry', command: 'resedge publish' },
    { title: 'What it would push, and what clusters would pull', command: 'resedge publish --dry-run' },
    { title: 'The registry was restored from a backup', command: 'resedge publish --verify' },
    { title: 'Take retired clusters out of it', command: 'resedge publish --prune' },
  ],
  formats: ['text', 'json', 'yaml'],
  flags: {
    selector,
    dryRun,
    prune: toggle('--prune', 'delete what is there of clusters that nothing is delivered to any more'),
    verify: toggle('--verify', 'ask the registry for every tag, and push again what it lost'),
    plainHttp,
  },
  async run(context, { dryRun: dry, ...options }): Promise<Outcome> {
    const copy = await workingCopy(context);
    const result = await publish(copy, { ...options, dryRun: dry, warn: context.note });
    context.report(publishViews, { result, dryRun: dry });
    return 'done';
  },
});
