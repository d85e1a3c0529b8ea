import type { RemoteAddress } from '../../../model/hosted-repository.ts';
import type { Programs } from '../../../ports/programs.ts';
import { firstItem, type PullRequests, readPullRequest, runForJson } from './service.ts';

const keys = { number: 'number', url: 'html_url', body: 'body' } as const;

/** By `gh api`: `gh pr edit` fails in many versions, over projects of the classic kind that it asks for. */
export function githubPullRequests(programs: Programs, { host, path }: RemoteAddress): PullRequests {
  const [owner = ''] = path.split('/');
  const call = (args: readonly string[], input?: unknown) =>
    runForJson(programs, 'gh', ['api', '--hostname', host, ...args], input);
  const pulls = `repos/${path}/pulls`;
  return {
    longestBody: 65_536,
    async find({ branch, base }) {
      const query = new URLSearchParams({ state: 'open', head: `${owner}:${branch}`, base });
      const found = firstItem(await call([`${pulls}?${query}`]));
      return found === undefined ? undefined : readPullRequest(found, keys);
    },
    async create({ branch, base }, text) {
      const fields = { ...text, head: branch, base };
      return readPullRequest(await call(['--method', 'POST', pulls, '--input', '-'], fields), keys);
    },
    async update(number, text) {
      await call(['--method', 'PATCH', `${pulls}/${number}`, '--input', '-'], text);
    },
  };
}
