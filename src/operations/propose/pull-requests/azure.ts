import type { RemoteAddress } from '../../../model/hosted-repository.ts';
import { isRecord } from '../../../model/record.ts';
import type { Programs } from '../../../ports/programs.ts';
import { firstItem, type PullRequest, type PullRequests, readPullRequest, runForJson } from './service.ts';

const keys = { number: 'pullRequestId', url: 'url', body: 'description' } as const;

/** By `az repos`, which belongs to the extension azure-devops. */
export function azurePullRequests(programs: Programs, { host, path }: RemoteAddress): PullRequests {
  const [organization = '', project = '', , repository = ''] = path.split('/');
  const root = `https://${host}/${encodeURIComponent(organization)}`;
  const web = `${root}/${encodeURIComponent(project)}/_git/${encodeURIComponent(repository)}`;
  const call = (verb: string, args: readonly string[]) =>
    runForJson(programs, 'az', ['repos', 'pr', verb, '--organization', root, '--output', 'json', ...args]);
  const where = ({ branch, base }: { branch: string; base: string }) => [
    ...['--project', project, '--repository', repository],
    `--source-branch=${branch}`,
    `--target-branch=${base}`,
  ];
  // The answer's `url` is that of the API.
  const read = (value: unknown): PullRequest => {
    const request = readPullRequest(value, keys);
    return { ...request, url: `${web}/pullrequest/${request.number}` };
  };
  return {
    longestBody: 4_000,
    async find(branches) {
      const found = firstItem(await call('list', [...where(branches), '--status', 'active']));
      const id = isRecord(found) ? found[keys.number] : undefined;
      // A list has the first 400 characters of a body alone.
      return id === undefined ? undefined : read(await call('show', ['--id', String(id)]));
    },
    async create(branches, { title, body }) {
      return read(await call('create', [...where(branches), `--title=${title}`, `--description=${body}`]));
    },
    async update(number, { title, body }) {
      await call('update', ['--id', String(number), `--title=${title}`, `--description=${body}`]);
    },
  };
}
