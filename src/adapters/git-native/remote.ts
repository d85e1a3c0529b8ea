import { compareText } from '../../model/compare.ts';
import { UserError } from '../../model/errors.ts';
import type { PushResult, Remote, SeenBranch } from '../../ports/git.ts';
import type { Environment } from '../git-common/environment.ts';
import { chooseRemote, pushRejected } from '../git-common/remotes.ts';
import { lastLines, type Program, type RunResult, splitNul } from './program.ts';
import { line, resolve } from './read.ts';

export async function remote(program: Program, branch: string): Promise<Remote | undefined> {
  const pattern = '^(remote\\..*\\.url|branch\\..*\\.remote)$';
  const { output } = await program.run(['config', '-z', '--get-regexp', pattern]);
  const urls = new Map<string, string>();
  let configured: string | undefined;
  for (const entry of splitNul(output)) {
    const [key = '', value = ''] = entry.split('\n', 2);
    const name = /^remote\.(.*)\.url$/.exec(key)?.[1];
    if (name !== undefined && !urls.has(name)) urls.set(name, value);
    if (key === `branch.${branch}.remote`) configured = value;
  }
  return chooseRemote(urls, configured);
}

/** A server that says nothing for two minutes is given up: one that works on a push sends a sign of life every five seconds. */
const impatient: Environment = { GIT_HTTP_LOW_SPEED_LIMIT: '1', GIT_HTTP_LOW_SPEED_TIME: '120' };

/** In milliseconds: for what has no such limit, as SSH. */
const longest = 30 * 60_000;

/** Runs Git over the network, where nothing may take for ever. */
async function overNetwork(program: Program, args: readonly string[]): Promise<RunResult> {
  const begun = performance.now();
  const result = await program.run(args, { env: impatient, limit: longest });
  const isEnded = result.code !== 0 && performance.now() - begun >= longest;
  return isEnded ? { ...result, errors: `the server did not finish within ${longest / 60_000} minutes` } : result;
}

export async function fetch(program: Program, name: string, branch: string): Promise<string | undefined> {
  const refspec = `+refs/heads/${branch}:${trackingRef(name, branch)}`;
  const args = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--', name, refspec];
  const result = await overNetwork(program, args);
  if (result.code === 0) return remoteTip(program, name, branch);
  if (/couldn't find remote ref/i.test(result.errors)) return undefined;
  throw unreachable(`fetch from ${name}`, `git fetch ${name}`, result.errors);
}

export async function remoteTip(program: Program, name: string, branch: string): Promise<string | undefined> {
  return resolve(program, trackingRef(name, branch));
}

export async function remoteBranches(program: Program, name: string): Promise<string[]> {
  const result = await overNetwork(program, ['ls-remote', '--heads', '--', name]);
  if (result.code !== 0) throw unreachable(`look at ${name}`, `git ls-remote ${name}`, result.errors);
  const refs = line(result.output).split('\n').filter(Boolean);
  return refs.map((ref) => ref.replace(/^\S+\s+refs\/heads\//, '')).sort(compareText);
}

export async function formerTips(program: Program, name: string, branch: string): Promise<string[]> {
  const [tip, log] = await Promise.all([
    remoteTip(program, name, branch),
    program.run(['rev-list', '--walk-reflogs', trackingRef(name, branch), '--']),
  ]);
  return tip === undefined ? [] : [...new Set([tip, ...line(log.output).split('\n').filter(Boolean)])];
}

export async function push(
  program: Program,
  name: string,
  commit: string,
  branch: string,
  seen?: SeenBranch,
): Promise<PushResult> {
  if (seen?.tip !== undefined && !(await isAhead(program, commit, seen.tip))) return { outcome: 'moved' };
  const ref = `refs/heads/${branch}`;
  // What is pushed goes on from there, so nothing is ever forced: the lease only refuses more.
  const lease = seen ? [`--force-with-lease=${ref}:${seen.tip ?? ''}`] : [];
  const args = ['push', '--porcelain', '--no-follow-tags', ...lease, '--', name, `${commit}:${ref}`];
  const { code, output, errors } = await overNetwork(program, args);
  const status = /^([ =*!+-])\t\S+\t(.*)$/m.exec(output.toString('utf8'));
  if (code === 0) {
    if ((await remoteTip(program, name, branch)) !== commit) {
      await program.output(['update-ref', trackingRef(name, branch), commit]);
    }
    return { outcome: 'pushed' };
  }
  if (status?.[1] !== '!') throw unreachable(`push to ${name}`, `git push ${name} ${branch}`, errors);
  const reason = /\((.*)\)$/.exec(status[2] ?? '')?.[1] ?? '';
  const printed = errors.split(/[\r\n]+/).filter((text) => text.startsWith('remote:'));
  return pushRejected(
    reason,
    printed.map((text) => text.slice('remote:'.length)),
  );
}

/** Whether a commit has another in its history; not, if that one is not here. */
async function isAhead(program: Program, commit: string, of: string): Promise<boolean> {
  return (await program.run(['merge-base', '--is-ancestor', of, commit])).code === 0;
}

function trackingRef(name: string, branch: string): string {
  return `refs/remotes/${name}/${branch}`;
}

function unreachable(action: string, command: string, errors: string): UserError {
  return new UserError(
    `Cannot ${action}: ${lastLines(errors)}`,
    `To see why outside of this program, type: ${command}`,
  );
}
