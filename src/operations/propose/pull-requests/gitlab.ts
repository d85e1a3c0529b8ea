import type { RemoteAddress } from '../../../model/hosted-repository.ts';
import type { Programs } from '../../../ports/programs.ts';
import { firstItem, type PullRequests, type PullRequestText, readPullRequest, runForJson } from './service.ts';

const keys = { number: 'iid', url: 'web_url', body: 'description' } as const;

/** Merge requests, by `glab api`. */
export function gitlabPullRequests(programs: Programs, { host, path }: RemoteAddress): PullRequests {
  const requests = `projects/${encodeURIComponent(path)}/merge_requests`;
  const call = (args: readonly string[]) => runForJson(programs, 'glab', ['api', '--hostname', host, ...args]);
  const send = (method: string, endpoint: string, fields: unknown) => {
    const header = ['--header', 'Content-Type: application/json'];
    const args = ['api', '--hostname', host, '--method', method, endpoint, ...header, '--input', '-'];
    return runForJson(programs, 'glab', args, fields);
  };
  const fieldsOf = ({ title, body }: PullRequestText) => ({ title, description: body });
  return {
    longestBody: 1_000_000,
    async find({ branch, base }) {
      const query = new URLSearchParams({ state: 'opened', source_branch: branch, target_branch: base });
      const found = firstItem(await call([`${requests}?${query}`]));
      return found === undefined ? undefined : readPullRequest(found, keys);
    },
    async create({ branch, base }, text) {
      const fields = { ...fieldsOf(text), source_branch: branch, target_branch: base };
      return readPullRequest(await send('POST', requests, fields), keys);
    },
    async update(number, text) {
      await send('PUT', `${requests}/${number}`, fieldsOf(text));
    },
  };
}
