import { readFileSync } from 'node:fs';
import { Agent, type ClientRequest, type IncomingHttpHeaders, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { rootCertificates } from 'node:tls';
import { UserError } from '../../model/errors.ts';
import { proxyFor } from './proxy.ts';
import { TunnelAgent } from './tunnel-agent.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** Sends a request once, whatever the answer is. Throws an Error of Node, with its code, if there is none. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

export interface Transport {
  readonly send: Send;
  close(): void;
}

/** Connections to a host at a time; further requests wait. */
const mostConnections = 16;
/** In milliseconds: so long a server may say nothing. */
const longestSilence = 60_000;
/** In bytes: far more than the record of a large fleet has, and what a machine has room for. */
const largestAnswer = 128 * 1024 * 1024;

/** HTTP as an environment asks for it: through its proxy, with connections kept open, and its authorities trusted. */
export function transport(env: Environment, silence = longestSilence): Transport {
  const options = { keepAlive: true, maxSockets: mostConnections };
  const secure = { ...options, ...trusted(env) };
  const [plain, direct] = [new Agent(options), new SecureAgent(secure)];
  const tunnels = new Map<string, TunnelAgent>();
  const tunnelTo = (proxy: URL) => {
    const agent = tunnels.get(proxy.href) ?? new TunnelAgent(proxy, secure);
    tunnels.set(proxy.href, agent);
    return agent;
  };
  const begin = (to: HttpRequest): ClientRequest => {
    const { method, url, headers = {} } = to;
    const proxy = proxyFor(url, env);
    if (url.protocol === 'https:')
      return secureRequest(url, { method, headers, agent: proxy ? tunnelTo(proxy) : direct });
    if (!proxy) return request(url, { method, headers, agent: plain });
    return request({ ...proxied(proxy, url), method, headers: { host: url.host, ...headers }, agent: plain });
  };
  return {
    send: (to) => exchange(begin(to), to.body, silence),
    close() {
      for (const agent of [plain, direct, ...tunnels.values()]) agent.destroy();
    },
  };
}

function proxied(proxy: URL, url: URL) {
  return { host: proxy.hostname, port: proxy.port || 80, path: url.href };
}

/** `SSL_CERT_FILE` names authorities beside those of Node; `NODE_EXTRA_CA_CERTS` Node reads itself. */
function trusted(env: Environment): { ca?: string[] } {
  const file = env['SSL_CERT_FILE'];
  if (!file) return {};
  try {
    return { ca: [...rootCertificates, readFileSync(file, 'utf8')] };
  } catch (error) {
    throw new UserError(`SSL_CERT_FILE names ${file}, which cannot be read`, undefined, { cause: error });
  }
}

function exchange(sent: ClientRequest, body: Uint8Array | undefined, silence: number): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    sent.setTimeout(silence, () => {
      const message = `the server said nothing for ${silence / 1000} seconds`;
      sent.destroy(Object.assign(new Error(message), { code: 'ETIMEDOUT' }));
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        parts.push(part);
        size += part.length;
        if (size > largestAnswer) response.destroy(new Error(`the answer is larger than ${largestAnswer} bytes`));
      });
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    if (body) sent.setHeader('content-length', body.length);
    sent.end(body);
  });
}
