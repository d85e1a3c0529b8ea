import type { AuthCallback, HttpClient } from 'isomorphic-git';
import type { PushResult, SeenBranch } from '../../ports/git.ts';
import { pushRejected } from '../git-common/remotes.ts';
import { newObjects } from './compare-trees.ts';
import { commitsBetween } from './history.ts';
import { buildPack, type PackObject } from './pack.ts';
import { joinBytes, packetLine, packetLines, readReport } from './packet-lines.ts';
import type { EmbeddedRepository } from './repository.ts';
import { readCommit, requireCommit } from './resolve.ts';

const none = '0'.repeat(40);

/**
 * Sends the commits that the server does not have, and asks it to move a branch to the last, if it is ahead. Between
 * the two requests a large pack may be made: the server would have closed a connection that stays open.
 */
export async function sendPack(
  repository: EmbeddedRepository,
  options: {
    readonly http: HttpClient;
    readonly url: string;
    readonly commit: string;
    readonly ref: string;
    readonly seen: SeenBranch | undefined;
    readonly onAuth?: AuthCallback;
  },
): Promise<PushResult> {
  const { GitRemoteHTTP } = await import('isomorphic-git/managers');
  const { http, url, commit, ref, seen, onAuth } = options;
  const service = 'git-receive-pack';
  const server = await askServer({ http, url, service, ...(onAuth === undefined ? {} : { onAuth }) });
  const old = server.refs.get(ref) ?? none;
  if (old === commit) return { outcome: 'pushed' };
  if (seen && old !== (seen.tip ?? none)) return { outcome: 'moved' };
  if (old !== none && commitsBetween(repository, [commit], old).length > 0) return { outcome: 'moved' };
  if (old !== none && repository.objects.read(old) === undefined) return { outcome: 'moved' };
  const objects = missingObjects(repository, [...server.refs.values()], commit);
  const wanted = ['report-status', 'side-band-64k'].filter((name) => server.capabilities.has(name));
  const body = [
    packetLine(`${old} ${commit} ${ref}\0${wanted.join(' ')}`),
    Buffer.from('0000'),
    buildPack(objects).pack,
  ];
  const response = await GitRemoteHTTP.connect({ http, service, url, auth: server.auth, headers: {}, body });
  const { reason, printed } = readReport(packetLines(await joinBytes(response.body)), ref, wanted);
  return reason === undefined ? { outcome: 'pushed' } : pushRejected(reason, printed);
}

/** The commits that none of the server's branches has, and what their trees do not have in common with their parents'. */
function missingObjects(repository: EmbeddedRepository, known: readonly string[], tip: string): PackObject[] {
  const { objects, trees } = repository;
  const wanted = new Map<string, PackObject>();
  function add(id: string): void {
    if (wanted.has(id)) return;
    const object = objects.read(id);
    if (object === undefined) throw new Error(`no such object: ${id}`);
    const { type, content } = object;
    if (type === 'commit' || type === 'tree' || type === 'blob') wanted.set(id, { id, type, content });
  }
  for (const id of commitsBetween(repository, known, tip)) {
    const info = requireCommit(repository, id);
    const [parent] = info.parents;
    const before = parent === undefined ? undefined : readCommit(repository, parent)?.tree;
    add(id);
    for (const object of newObjects(trees, before, info.tree)) add(object);
  }
  return [...wanted.values()];
}

/** What a server says of itself, to somebody who wants to fetch or to push. */
export async function askServer(options: {
  readonly http: HttpClient;
  readonly url: string;
  readonly service: 'git-upload-pack' | 'git-receive-pack';
  readonly onAuth?: AuthCallback;
}): Promise<Advertisement> {
  const { GitRemoteHTTP } = await import('isomorphic-git/managers');
  const headers = { Connection: 'close' };
  return readAdvertisement(await GitRemoteHTTP.discover({ ...options, headers, protocolVersion: 1 }));
}

interface Advertisement {
  readonly refs: ReadonlyMap<string, string>;
  readonly capabilities: ReadonlySet<string>;
  /** The credentials that the server took. */
  readonly auth: unknown;
}

function readAdvertisement(found: unknown): Advertisement {
  const refs = new Map<string, string>();
  const capabilities = new Set<string>();
  if (typeof found !== 'object' || found === null) return { refs, capabilities, auth: {} };
  if ('refs' in found && found.refs instanceof Map) {
    for (const [name, id] of found.refs) refs.set(String(name), String(id));
  }
  if ('capabilities' in found && found.capabilities instanceof Set) {
    for (const name of found.capabilities) capabilities.add(String(name));
  }
  return { refs, capabilities, auth: 'auth' in found ? found.auth : {} };
}
