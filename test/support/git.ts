import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { inject } from 'vitest';

const scratch = mkdtempSync(join(inject('scratch'), 'git-'));
let count = 0;

/** No commit or fetch begins to tidy up: that starts two more programs each time. */
const settings = join(scratch, 'gitconfig');
writeFileSync(settings, '[maintenance]\n\tauto = false\n[gc]\n\tauto = 0\n');

/** An environment in which Git reads no setting of the machine that the tests run on: hand it to what is tested. */
export const gitEnv: Readonly<Record<string, string | undefined>> = {
  PATH: process.env['PATH'],
  HOME: scratch,
  GIT_CONFIG_GLOBAL: settings,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
};

/** A new empty folder, links resolved. */
export function temporaryFolder(): string {
  count += 1;
  const folder = join(scratch, `${count}`);
  mkdirSync(folder);
  return folder;
}

/** Runs the git program in a folder; what it prints, without the last line end. Throws where it fails. */
export function runGit(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, env: gitEnv, encoding: 'utf8', stdio: 'pipe' }).replace(/\n$/, '');
}

/** Writes files below a folder: the text of each by its path. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const repositories = new Map<string, string>();

/** A repository with an identity, on branch `main`; with one commit if there are files. Git makes those that are alike once. */
export function createRepository(files: Readonly<Record<string, string>> = {}): string {
  const key = JSON.stringify(files);
  const template = repositories.get(key) ?? makeRepository(files);
  repositories.set(key, template);
  const folder = temporaryFolder();
  cpSync(template, folder, { recursive: true });
  return folder;
}

function makeRepository(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  runGit(folder, 'init', '--quiet', '--template=', '--initial-branch', 'main');
  appendFileSync(join(folder, '.git/config'), '[user]\n\tname = Ann Example\n\temail = ann@example.com\n');
  if (Object.keys(files).length > 0) {
    writeFiles(folder, files);
    runGit(folder, 'add', '--all');
    runGit(folder, 'commit', '--quiet', '--message', 'First');
  }
  return folder;
}

/** A bare repository that others push to; it lets HTTP push, too. */
export function createBareRepository(): string {
  const folder = temporaryFolder();
  runGit(folder, 'init', '--quiet', '--bare', '--template=', '--initial-branch', 'main');
  appendFileSync(join(folder, 'config'), '[http]\n\treceivepack = true\n');
  return folder;
}

/** Makes a hook of a repository: the script is run by /bin/sh. */
export function writeHook(gitFolder: string, name: string, script: string): void {
  writeFiles(gitFolder, { [`hooks/${name}`]: `#!/bin/sh\n${script}\n` });
  chmodSync(join(gitFolder, 'hooks', name), 0o755);
}

/** Serves a bare repository over HTTP on this machine; its URL. With credentials, it lets nobody else in. */
export async function serveRepository(
  folder: string,
  credentials?: { user: string; password: string },
): Promise<string> {
  const wanted =
    credentials && `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
  const server = createServer((request, response) => {
    if (wanted !== undefined && request.headers.authorization !== wanted) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="Git"' }).end();
      return;
    }
    runBackend(folder, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/repository.git`;
}

/** Hands one request to the CGI program of Git. */
function runBackend(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const backend = spawn('git', ['http-backend'], {
    env: {
      ...gitEnv,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'ann',
      REQUEST_METHOD: request.method,
      PATH_INFO: path.replace('/repository.git', ''),
      QUERY_STRING: query,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  backend.stdin.on('error', () => {});
  const zipped = request.headers['content-encoding'] === 'gzip';
  (zipped ? request.pipe(createGunzip()) : request).pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const headers = new Map<string, string>();
    for (const line of output.toString('latin1', 0, end).split('\r\n')) {
      const colon = line.indexOf(':');
      headers.set(line.slice(0, colon), line.slice(colon + 1).trim());
    }
    const status = Number.parseInt(headers.get('Status') ?? '200', 10);
    headers.delete('Status');
    response.writeHead(status, Object.fromEntries(headers)).end(output.subarray(end + 4));
  });
}
