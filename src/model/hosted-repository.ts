export type HostingService = 'github' | 'gitlab' | 'azure' | 'bitbucket';

/** Where a remote is, as its URL says. */
export interface RemoteAddress {
  /** In lower case, with the port if an HTTP address has one. */
  readonly host: string;
  /** Without slashes at the ends and without `.git`. */
  readonly path: string;
}

/** A repository on a service that has pull requests. */
export interface HostedRepository extends RemoteAddress {
  readonly service: HostingService;
}

const sameHosts: Readonly<Record<string, string>> = {
  'ssh.github.com': 'github.com',
  'altssh.gitlab.com': 'gitlab.com',
  'altssh.bitbucket.org': 'bitbucket.org',
  'ssh.dev.azure.com': 'dev.azure.com',
};

/** Reads `https://host/path`, `ssh://git@host:22/path` and `git@host:path`; undefined for a folder of the machine. */
export function readRemoteUrl(url: string): RemoteAddress | undefined {
  const [, scheme, host = '', port = '', path = ''] =
    /^(https?|ssh|git\+ssh):\/\/(?:[^/@]*@)?([^/:]+)(:\d+)?\/(.+)$/i.exec(url) ??
    /^()(?:[^/@]+@)?([^/:@]{2,}):()(?!\/\/)(.+)$/.exec(url) ??
    [];
  if (scheme === undefined) return undefined;
  const name = host.toLowerCase();
  const isWeb = /^http/i.test(scheme);
  const address = {
    host: `${Object.hasOwn(sameHosts, name) ? sameHosts[name] : name}${isWeb ? port : ''}`,
    path: trimmed(path),
  };
  return azureAddress(address) ?? address;
}

/** The service that the name of a host tells; undefined if it tells none. */
export function serviceOf(host: string): HostingService | undefined {
  if (host === 'dev.azure.com') return 'azure';
  if (host === 'bitbucket.org') return 'bitbucket';
  if (/(^|\.)github\.|\.ghe\.com$/.test(host)) return 'github';
  return /(^|\.)gitlab\./.test(host) ? 'gitlab' : undefined;
}

/** The page on which a pull request is opened. */
export function newPullRequestUrl({ service, host, path }: HostedRepository, branch: string, base: string): string {
  const web = `https://${host}/${encodedPath(path)}`;
  const [from, into] = [encodeURIComponent(branch), encodeURIComponent(base)];
  if (service === 'github') return `${web}/compare/${encodedPath(base)}...${encodedPath(branch)}?expand=1`;
  if (service === 'azure') return `${web}/pullrequestcreate?sourceRef=${from}&targetRef=${into}`;
  if (service === 'bitbucket') return `${web}/pull-requests/new?source=${from}&dest=${into}`;
  const query = `merge_request%5Bsource_branch%5D=${from}&merge_request%5Btarget_branch%5D=${into}`;
  return `${web}/-/merge_requests/new?${query}`;
}

/** Azure DevOps has several forms; all become `dev.azure.com` and `organization/project/_git/repository`. */
function azureAddress({ host, path }: RemoteAddress): RemoteAddress | undefined {
  const parts = path.split('/').map(decoded);
  const old = /^(?:(.+)\.visualstudio\.com|vs-ssh\.visualstudio\.com)$/.exec(host);
  if (host !== 'dev.azure.com' && !old) return undefined;
  const made = (names: readonly string[]) => ({ host: 'dev.azure.com', path: names.join('/') });
  const [version, organization = '', project = '', repository = ''] = parts;
  if (version === 'v3') return made([organization, project, '_git', repository]);
  const named = old?.[1] === undefined ? parts : [old[1], ...parts.filter((part) => part !== 'DefaultCollection')];
  const at = named.indexOf('_git');
  if (at < 0) return undefined;
  const name = named[at + 1] ?? '';
  // A project's repository of the same name is written without the project.
  return made([named[0] ?? '', at === 1 ? name : (named[1] ?? ''), '_git', name]);
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
}

function encodedPath(text: string): string {
  return text.split('/').map(encoded).join('/');
}

function encoded(part: string): string {
  return encodeURIComponent(decoded(part));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
