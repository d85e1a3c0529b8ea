import type { HostedRepository, HostingService, RemoteAddress } from '../../../model/hosted-repository.ts';
import { readRemoteUrl, serviceOf } from '../../../model/hosted-repository.ts';
import type { Host } from '../../../ports/host.ts';
import type { Programs } from '../../../ports/programs.ts';
import { azurePullRequests } from './azure.ts';
import { githubPullRequests } from './github.ts';
import { gitlabPullRequests } from './gitlab.ts';
import type { PullRequests } from './service.ts';

/** Where the pull requests of a remote are. */
export interface PullRequestHome {
  /** Undefined: the host is of no service that is known. */
  readonly repository: HostedRepository | undefined;
  /** Undefined: there is no program that could open one. */
  readonly pullRequests: PullRequests | undefined;
  /** What would make that program be of use: a sentence. */
  readonly advice: string | undefined;
}

const nowhere: PullRequestHome = { repository: undefined, pullRequests: undefined, advice: undefined };

/** Finds out what service a remote is on, and the program of the machine that opens pull requests there. */
export async function findPullRequests(host: Host, url: string): Promise<PullRequestHome> {
  const address = readRemoteUrl(url);
  if (!address) return nowhere;
  const programs = await host.programs();
  const service = serviceOf(address.host) ?? (await knownHost(programs, address));
  if (!service) return nowhere;
  const repository = { ...address, service };
  if (service === 'bitbucket') return { ...nowhere, repository };
  if (service === 'azure') {
    const pullRequests = programs.has('az') ? azurePullRequests(programs, address) : undefined;
    return { repository, pullRequests, advice: pullRequests ? undefined : missing('az') };
  }
  const name = service === 'github' ? 'gh' : 'glab';
  if (!programs.has(name)) return { ...nowhere, repository, advice: missing(name) };
  if (!(await isSignedIn(programs, name, address.host)))
    return { ...nowhere, repository, advice: `Sign in, and ${name} does that: ${name} auth login` };
  const open = service === 'github' ? githubPullRequests : gitlabPullRequests;
  return { repository, pullRequests: open(programs, address), advice: undefined };
}

/** A host whose name says nothing is of the service whose program is signed in there. */
async function knownHost(programs: Programs, { host }: RemoteAddress): Promise<HostingService | undefined> {
  if (await isSignedIn(programs, 'gh', host)) return 'github';
  return (await isSignedIn(programs, 'glab', host)) ? 'gitlab' : undefined;
}

async function isSignedIn(programs: Programs, name: string, host: string): Promise<boolean> {
  if (!programs.has(name)) return false;
  return (await programs.run(name, ['auth', 'status', '--hostname', host])).code === 0;
}

function missing(name: string): string {
  return `With ${name} on the PATH, that is done for you.`;
}
