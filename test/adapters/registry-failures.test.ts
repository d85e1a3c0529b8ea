import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { openRegistry } from '../../src/adapters/registry/open-registry.ts';
import { proxyFor } from '../../src/adapters/registry/proxy.ts';
import { blobOf } from '../../src/model/registry.ts';
import type { Programs } from '../../src/ports/programs.ts';
import type { Registry } from '../../src/ports/registry.ts';

type Answer = (asked: IncomingMessage, answer: ServerResponse, host: string) => void;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that gives these answers, one after another, and the last one from then on. */
async function scripted(answers: readonly Answer[], programs: Partial<Programs> = {}, config: object = {}) {
  const asked: string[] = [];
  let next = 0;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`.trim());
    request.resume();
    const answer = answers[Math.min(next++, answers.length - 1)];
    answer?.(request, response, host);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const DOCKER_CONFIG = mkdtempSync(join(inject('scratch'), 'docker-'));
  writeFileSync(join(DOCKER_CONFIG, 'config.json'), JSON.stringify(config).replaceAll('HOST', host));
  const registry: Registry = openRegistry(
    `oci://${host}/contoso`,
    {
      env: { DOCKER_CONFIG },
      programs: { has: () => true, run: () => Promise.reject(new Error('no program')), ...programs },
      patience: { attempts: 3, pause: 5, longestPause: 2000 },
    },
    { plainHttp: true },
  );
  return { registry, asked, host };
}

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, answer) =>
    void answer.writeHead(code, headers).end();
const digest = `sha256:${'0'.repeat(64)}`;
const fine = status(200, { 'docker-content-digest': digest });
const cut: Answer = (asked) => void asked.socket.destroy();
const wantsToken: Answer = (_, answer, host) =>
  void answer.writeHead(401, { 'www-authenticate': `Bearer realm="http://${host}/token",service="r"` }).end();
const token: Answer = (_, answer) => void answer.end(JSON.stringify({ token: 't0ken', expires_in: 300 }));

describe('a registry that', () => {
  it.each<[string, Answer[]]>([
    ['fails twice', [status(500), status(503), fine]],
    ['cuts the connection twice', [cut, cut, fine]],
    ['is asked too often', [status(429, { 'retry-after': '1' }), fine]],
  ])('%s is asked again', async (_, answers) => {
    const { registry, asked } = await scripted(answers);
    const begun = Date.now();
    expect(await registry.digest('sets/shop', 'x')).toBe(digest);
    expect(asked).toHaveLength(answers.length);
    if (answers.length === 2) expect(Date.now() - begun).toBeGreaterThan(900);
  });

  it('goes on failing is told with what was asked', async () => {
    const { registry, host } = await scripted([status(502)]);
    await expect(registry.tags('sets/shop')).rejects.toThrow(`${host} answered 502 to GET sets/shop/tags/list?n=1000`);
  });

  it('is an answer that does not end: no more of it is kept than a machine has room for', async () => {
    const part = Buffer.alloc(1024 * 1024);
    const endless: Answer = (_, answer) => {
      const more = () => {
        while (!answer.destroyed && answer.write(part));
      };
      answer.on('drain', more);
      more();
    };
    const { registry } = await scripted([endless]);
    await expect(registry.tags('sets/shop')).rejects.toThrow('the answer is larger than 134217728 bytes');
  });

  it('wants a token gets one, once for each repository, by the login that a helper knows', async () => {
    const helper: Programs['run'] = async (name, words, input) => ({
      code: name === 'docker-credential-vault' && words[0] === 'get' && input !== undefined ? 0 : 1,
      out: JSON.stringify({ Username: 'ann', Secret: 'pass' }),
      err: '',
    });
    const answers = [wantsToken, token, fine];
    const { registry, asked } = await scripted(answers, { run: helper }, { credHelpers: { HOST: 'vault' } });
    await registry.digest('sets/shop', 'x');
    await registry.digest('sets/shop', 'y');
    expect(asked).toEqual([
      'HEAD /v2/contoso/sets/shop/manifests/x',
      `GET /token?service=r&scope=repository%3Acontoso%2Fsets%2Fshop%3Apull Basic ${Buffer.from('ann:pass').toString('base64')}`,
      'HEAD /v2/contoso/sets/shop/manifests/x Bearer t0ken',
      'HEAD /v2/contoso/sets/shop/manifests/y Bearer t0ken',
    ]);
  });

  it('sends for a token to somebody who could be listened to gets no password', async () => {
    const elsewhere = status(401, { 'www-authenticate': 'Bearer realm="http://tokens.example.com/"' });
    const { registry } = await scripted([elsewhere], {}, { auths: { HOST: { username: 'ann', password: 'hidden' } } });
    await expect(registry.tags('sets/shop')).rejects.toThrow('which is no https address');
  });

  it('gives other bytes than it should is not believed', async () => {
    const { registry } = await scripted([(_, answer) => void answer.end('other')]);
    await expect(registry.blob('sets/shop', digest)).rejects.toThrow(`gives other bytes for ${digest}`);
  });

  it('forgets an upload in the middle gets it anew', async () => {
    const opened = status(202, { location: '/v2/contoso/sets/shop/blobs/uploads/1?state=s' });
    const { registry, asked } = await scripted([opened, status(404), opened, status(201)]);
    await registry.pushBlob('sets/shop', blobOf(Buffer.from('x')));
    expect(asked.map((line) => line.split(' ')[0])).toEqual(['POST', 'PUT', 'POST', 'PUT']);
    expect(asked[3]).toContain('/uploads/1?state=s&digest=sha256%3A');
  });
});

describe('a proxy', () => {
  const env = { HTTPS_PROXY: 'proxy.example.com:3128', NO_PROXY: 'near.example.com, .lan, far.example.com:5000' };
  const isUsed = (url: string) => proxyFor(new URL(url), env)?.host === 'proxy.example.com:3128';

  it('is used for what NO_PROXY does not name', () => {
    expect(['https://registry.example.com', 'https://far.example.com', 'https://nearexample.com'].map(isUsed)).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      ['https://near.example.com', 'https://a.near.example.com', 'https://r.lan', 'https://far.example.com:5000'].map(
        isUsed,
      ),
    ).toEqual([false, false, false, false]);
    expect(['https://127.0.0.1:5000', 'https://localhost', 'http://registry.example.com'].map(isUsed)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
