import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpResponse, Send } from './transport.ts';

/** How often something is tried, and how long it is waited in between, in milliseconds. */
export interface Patience {
  readonly attempts: number;
  /** Before the second attempt; twice as long before each further one. */
  readonly pause: number;
  readonly longestPause: number;
}

export const usualPatience: Patience = { attempts: 6, pause: 500, longestPause: 120_000 };

/** The same requests, again while the server is busy or the line is bad; then the last answer, or the last error. */
export function retrying(send: Send, patience: Patience): Send {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const answer = await send(request).catch((error: unknown) => failed(error));
      const isLast = attempt >= patience.attempts;
      if ('status' in answer) {
        if (isLast || !isBusy(answer)) return answer;
        await sleep(pauseAsked(answer, patience) ?? pauseBefore(attempt, patience));
      } else {
        if (isLast || !isPassing(answer)) throw answer.error;
        await sleep(pauseBefore(attempt, patience));
      }
    }
  };
}

interface Failed {
  readonly error: unknown;
}

function failed(error: unknown): Failed {
  return { error };
}

const busy: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

function isBusy({ status }: HttpResponse): boolean {
  return busy.has(status);
}

const passing: ReadonlySet<string> = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);

function isPassing({ error }: Failed): boolean {
  return error instanceof Error && 'code' in error && passing.has(String(error.code));
}

/** `Retry-After`: seconds, or a date. */
function pauseAsked({ headers }: HttpResponse, { longestPause }: Patience): number | undefined {
  const asked = headers['retry-after'];
  if (asked === undefined) return undefined;
  const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(0, seconds * 1000), longestPause);
}

/** By chance up to a half less, so that many that were refused at once do not come back at once. */
function pauseBefore(attempt: number, { pause, longestPause }: Patience): number {
  return Math.min(pause * 2 ** (attempt - 1), longestPause) * (0.5 + Math.random() / 2);
}
