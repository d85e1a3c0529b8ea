import { compareText } from '../../model/compare.ts';
import { UserError } from '../../model/errors.ts';
import type { PushResult, Remote, SeenBranch } from '../../ports/git.ts';
import { chooseRemote, pushRejected } from '../git-common/remotes.ts';
import { lastLines, type Program, splitNul } from './program.ts';
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

export async function fetch(program: Program, name: string, branch: string): Promise<string | undefined> {
  const refspec = `+refs/heads/${branch}:${trackingRef(name, branch)}`;
  const args = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--', name, refspec];
  const result = await program.run(args);
  if (result.code === 0) return remoteTip(program, name, branch);
  if (/couldn't find remote ref/i.test(result.errors)) return undefined;
  throw unreachable(`fetch from ${name}`, `git fetch ${name}`, result.errors);
}

export async function remoteTip(program: Program, name: string, branch: string): Promise<string | undefined> {
  return resolve(program, trackingRef(name, branch));
}

export async function remoteBranches(program: Program, name: string): Promise<string[]> {
  const result = await program.run(['ls-remote', '--heads', '--', name]);
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
  const { code, output, errors } = await program.run(args);
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
