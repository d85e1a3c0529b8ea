import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { GitHttpResponse, HttpClient } from 'isomorphic-git';

/** In milliseconds. A server that works on a push sends a sign of life every five seconds. */
const longestSilence = 60_000;

/** Speaks with servers over http(s), and gives up on one that says nothing for so long: the Error has the code `ETIMEDOUT`. */
export async function httpClient(silence = longestSilence): Promise<HttpClient> {
  const { default: http } = await import('isomorphic-git/http/node');
  return {
    async request(options) {
      // The agent that Node uses by itself gives up after five seconds, which are too few for a large repository.
      const agent = new (options.url.startsWith('https:') ? SecureAgent : Agent)({ timeout: silence });
      const response = await orSilent(http.request({ ...options, agent }), silence);
      return { ...response, ...(response.body ? { body: heard(response.body, silence) } : {}) };
    },
  };
}

async function* heard(body: NonNullable<GitHttpResponse['body']>, silence: number): AsyncGenerator<Uint8Array, void> {
  for (;;) {
    const { value, done } = await orSilent(body.next(), silence);
    if (value) yield value;
    if (done) return;
  }
}

/** What comes, unless nothing does for so long. */
async function orSilent<T>(coming: Promise<T>, silence: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(silent(silence)), silence);
  });
  try {
    return await Promise.race([coming, limit]);
  } catch (error) {
    throw error instanceof Error && error.message === 'Request timed out' ? silent(silence) : error;
  } finally {
    clearTimeout(timer);
  }
}

function silent(silence: number): Error {
  return Object.assign(new Error(`the server said nothing for ${silence / 1000} seconds`), { code: 'ETIMEDOUT' });
}
