import { chmodSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { smallFleet } from '../commands/support.ts';
import { createRepository, temporaryFolder, writeFiles } from '../support/git.ts';
import { runStep, scriptsOf } from './steps.ts';

interface Request {
  readonly call: string;
  readonly token: string;
  readonly body: unknown;
}

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

/** A service that answers GET with these items, and writes down all else. */
async function serve(items: () => unknown): Promise<{ url: string; requests: Request[] }> {
  const requests: Request[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    if (request.method !== 'GET') {
      const token = String(request.headers['private-token'] ?? request.headers.authorization);
      requests.push({ call: `${request.method} ${request.url}`, token, body: JSON.parse(body) });
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(items()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, requests };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

async function step(system: 'github' | 'gitlab' | 'azure', word: string): Promise<string> {
  const script = (await scriptsOf(createRepository(smallFleet), system)).find((text) => text.includes(word)) ?? '';
  // Of a script that does more, the comment alone.
  return script.slice(script.search(/^(if \[ -z|node --input|id=)/m));
}

describe('the comment of the plan', () => {
  it('is made, then written over, on GitLab', async () => {
    // The step before it keeps how the plan ended.
    const script = `code=0\n${await step('gitlab', '/notes')}`;
    const folder = temporaryFolder();
    writeFiles(folder, { 'plan.md': '### Plan: nothing\n' });
    let notes: unknown[] = [{ id: 1, body: 'Looks good' }];
    const { url, requests } = await serve(() => notes);
    const env = { CI_API_V4_URL: url, CI_PROJECT_ID: '5', CI_MERGE_REQUEST_IID: '7', RESEDGE_TOKEN: 'secret' };
    expect(await runStep(folder, script, env)).toEqual({ code: 0, out: '' });
    const body = '<!-- resedge -->\n### Plan: nothing\n';
    notes = [...notes, { id: 9, body }];
    expect(await runStep(folder, script, env)).toEqual({ code: 0, out: '' });
    expect(requests).toEqual([
      { call: 'POST /projects/5/merge_requests/7/notes', token: 'secret', body: { body } },
      { call: 'PUT /projects/5/merge_requests/7/notes/9', token: 'secret', body: { body } },
    ]);
    expect((await runStep(folder, script, { ...env, RESEDGE_TOKEN: '' })).out).toContain('No RESEDGE_TOKEN here');
  });

  it('is made, then written over, on Azure DevOps', async () => {
    const script = await step('azure', '/threads');
    const folder = temporaryFolder();
    writeFiles(folder, { 'plan.md': '### Plan: nothing\n' });
    let value: unknown[] = [{ id: 3, comments: [{ id: 1, content: 'Looks good' }] }, { id: 4 }];
    const { url, requests } = await serve(() => ({ value }));
    const env = {
      SYSTEM_COLLECTIONURI: `${url}/contoso/`,
      SYSTEM_TEAMPROJECTID: 'p',
      SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
      BUILD_REPOSITORY_ID: 'r',
      AGENT_TEMPDIRECTORY: folder,
      ACCESS_TOKEN: 'secret',
    };
    expect(await runStep(folder, script, env)).toEqual({ code: 0, out: '' });
    const content = '<!-- resedge -->\n### Plan: nothing\n';
    value = [...value, { id: 8, comments: [{ id: 1, content }] }];
    expect(await runStep(folder, script, env)).toEqual({ code: 0, out: '' });
    const threads = '/contoso/p/_apis/git/repositories/r/pullRequests/7/threads';
    expect(requests).toMatchObject([
      { call: `POST ${threads}?api-version=7.1`, token: 'Bearer secret', body: { comments: [{ content }] } },
      { call: `PATCH ${threads}/8/comments/1?api-version=7.1`, token: 'Bearer secret', body: { content } },
    ]);
  });

  it('is made, then written over, on GitHub', async () => {
    const script = await step('github', 'gh api');
    const folder = temporaryFolder();
    const log = join(folder, 'log');
    const gh = `#!/bin/sh\necho "$@" >> ${log}\ncase "$*" in *--jq*) echo "$THERE";; esac\n`;
    writeFiles(folder, { 'bin/gh': gh, 'plan.md': '' });
    chmodSync(join(folder, 'bin/gh'), 0o755);
    const env = {
      PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
      GITHUB_REPOSITORY: 'contoso/fleet',
      NUMBER: '7',
      RUNNER_TEMP: folder,
    };
    expect(await runStep(folder, script, { ...env, THERE: '' })).toEqual({ code: 0, out: '' });
    expect(await runStep(folder, script, { ...env, THERE: '99\n100' })).toEqual({ code: 0, out: '' });
    const sent = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes('--method'));
    expect(sent).toEqual([
      `api --silent --method POST repos/contoso/fleet/issues/7/comments -F body=@${folder}/plan.md`,
      `api --silent --method PATCH repos/contoso/fleet/issues/comments/99 -F body=@${folder}/plan.md`,
    ]);
  });
});
