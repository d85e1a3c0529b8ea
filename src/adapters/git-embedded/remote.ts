import type { HttpClient, PromiseFsClient } from 'isomorphic-git';
import { compareText } from '../../model/compare.ts';
import { UserError } from '../../model/errors.ts';
import type { PushResult, Remote, SeenBranch } from '../../ports/git.ts';
import { chooseRemote, maskCredentials, withoutCredentials } from '../git-common/remotes.ts';
import type { GitFileSystem } from './file-system.ts';
import { httpClient } from './http.ts';
import { askServer, sendPack } from './push.ts';
import { loggedTips, logMove } from './ref-log.ts';
import { moveRef, readHead, readRef } from './refs.ts';
import type { EmbeddedRepository } from './repository.ts';

export function remote(repository: EmbeddedRepository, branch: string): Remote | undefined {
  const { entries, get } = repository.config();
  const urls = new Map<string, string>();
  for (const [key, value] of entries) {
    const name = /^remote\.(.*)\.url$/.exec(key)?.[1];
    if (name !== undefined && !urls.has(name)) urls.set(name, value);
  }
  return chooseRemote(urls, get(`branch.${branch}.remote`));
}

export function remoteTip(repository: EmbeddedRepository, name: string, branch: string): string | undefined {
  return readRef(repository, trackingRef(name, branch));
}

export async function fetch(repository: EmbeddedRepository, name: string, branch: string): Promise<string | undefined> {
  const url = httpUrl(repository, name);
  const known = remoteTip(repository, name, branch) ?? readHead(repository).commit;
  const tip = await reaching(`fetch from ${name}`, url, async (http) => {
    const { Errors, fetch: fetchPack } = await import('isomorphic-git');
    try {
      const { fetchHead } = await fetchPack({
        fs: { promises: withoutReferences(repository.fs) },
        http,
        gitdir: repository.folder,
        remote: name,
        url,
        remoteRef: `refs/heads/${branch}`,
        singleBranch: true,
        tags: false,
        ...(known === undefined ? {} : { ref: known }),
        ...authentication(repository),
      });
      return fetchHead ?? undefined;
    } catch (error) {
      if (error instanceof Errors.NotFoundError) return undefined;
      throw error;
    }
  });
  if (tip !== undefined) remember(repository, name, branch, tip);
  return tip;
}

export async function remoteBranches(repository: EmbeddedRepository, name: string): Promise<string[]> {
  const url = httpUrl(repository, name);
  const { refs } = await reaching(`look at ${name}`, url, (http) =>
    askServer({ http, url, service: 'git-upload-pack', ...authentication(repository) }),
  );
  const heads = [...refs.keys()].filter((ref) => ref.startsWith('refs/heads/'));
  return heads.map((ref) => ref.slice('refs/heads/'.length)).sort(compareText);
}

export function formerTips(repository: EmbeddedRepository, name: string, branch: string): string[] {
  const tip = remoteTip(repository, name, branch);
  return tip === undefined ? [] : [...new Set([tip, ...loggedTips(repository, trackingRef(name, branch))])];
}

export async function push(
  repository: EmbeddedRepository,
  name: string,
  commit: string,
  branch: string,
  seen?: SeenBranch,
): Promise<PushResult> {
  const url = httpUrl(repository, name);
  const result = await reaching(`push to ${name}`, url, (http) =>
    sendPack(repository, { http, url, commit, ref: `refs/heads/${branch}`, seen, ...authentication(repository) }),
  );
  if (result.outcome === 'pushed') remember(repository, name, branch, commit);
  return result;
}

function trackingRef(name: string, branch: string): string {
  return `refs/remotes/${name}/${branch}`;
}

/** Moves what is known of a remote's branch, and keeps where it was. */
function remember(repository: EmbeddedRepository, name: string, branch: string, tip: string): void {
  const before = remoteTip(repository, name, branch);
  if (before === tip) return;
  moveRef(repository, trackingRef(name, branch), before, tip);
  logMove(repository, trackingRef(name, branch), before, tip);
}

/** The address of a remote, which must be one that can be reached without the program. */
function httpUrl(repository: EmbeddedRepository, name: string): string {
  const url = repository.config().get(`remote.${name}.url`);
  if (url === undefined) {
    throw new UserError(`There is no remote ${name}.`, `Add it with: git remote add ${name} https://…`);
  }
  if (/^https?:\/\//i.test(url)) return url;
  throw new UserError(
    `The remote ${name} (${withoutCredentials(url)}) can be reached by the git program only.`,
    `Install Git (https://git-scm.com), or give the remote an https:// address in ${repository.folder}/config.`,
  );
}

/** User name and password, if the server asks for them and the address has none. */
function authentication({ env }: EmbeddedRepository): { onAuth?: () => { username: string; password: string } } {
  const { GIT_USERNAME: username, GIT_PASSWORD: password } = env;
  if (username === undefined && password === undefined) return {};
  return { onAuth: () => ({ username: username ?? 'git', password: password ?? '' }) };
}

/** Runs something over the network; what goes wrong there is for the user to mend. */
async function reaching<T>(action: string, url: string, run: (http: HttpClient) => Promise<T>): Promise<T> {
  try {
    return await run(await httpClient());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const place = `Cannot ${action} (${withoutCredentials(url)})`;
    if (isDenied(error)) {
      const hint = 'Set GIT_USERNAME and GIT_PASSWORD (a token, with most servers) in the environment.';
      throw new UserError(`${place}: the server wants other credentials.`, hint, { cause: error });
    }
    const hint = 'Check the address and the network.';
    throw new UserError(`${place}: ${maskCredentials(error.message)}`, hint, { cause: error });
  }
}

/** 401 and 403 of HTTP. */
function isDenied(error: Error): boolean {
  const data: unknown = 'data' in error ? error.data : undefined;
  if (typeof data !== 'object' || data === null || !('statusCode' in data)) return false;
  return data.statusCode === 401 || data.statusCode === 403;
}

/** isomorphic-git writes the tip of a branch before its commits. Here it writes no references; we do, once all is there. */
function withoutReferences({ promises }: GitFileSystem): PromiseFsClient['promises'] {
  return {
    ...promises,
    writeFile: async (path: string, ...rest: unknown[]) => {
      if (!path.includes('/refs/remotes/')) await promises.writeFile(path, ...rest);
    },
  };
}
