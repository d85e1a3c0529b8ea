import { UserError } from '../../model/errors.ts';
import type { Scopes, SendFor } from './authenticate.ts';
import { errorsOf } from './json-of.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';

/** A request about a repository. */
export interface Exchange extends Pick<HttpRequest, 'method' | 'headers' | 'body'> {
  /** Counted from the address of the registry. */
  readonly repository: string;
  /** Below `/v2/<repository>/`; or a whole address, as a registry names it in an answer. */
  readonly path: string;
  /** Answers that are no error. */
  readonly fine: readonly number[];
  /** A repository, by its whole name, that is read as well. */
  readonly from?: string | undefined;
}

export type Ask = (exchange: Exchange) => Promise<HttpResponse>;

export interface Connection {
  readonly host: string;
  readonly prefix: string;
  /** The scheme to speak with. */
  base(): Promise<string>;
  readonly sendFor: SendFor;
}

export interface Exchanges {
  readonly ask: Ask;
  /** The error for an answer: what was tried is put into it. */
  refused(what: string, answer: HttpResponse): UserError;
}

const mostRedirects = 5;

/** Requests to one registry: what goes wrong in any of them is a UserError that says what was asked for. */
export function exchanges({ host, prefix, base, sendFor }: Connection): Exchanges {
  const refused = (what: string, { status, body }: HttpResponse) =>
    new UserError(`${host} answered ${status} to ${what}${reason(body)}`, hintFor(status));

  const send = async (exchange: Exchange): Promise<HttpResponse> => {
    const { method, headers = {}, body, repository, path, from } = exchange;
    const home = new URL(`${await base()}://${host}/v2/${prefix}${repository}/`);
    let url = new URL(path, home);
    for (let redirects = 0; ; redirects++) {
      const request = { method, url, headers, ...(body ? { body } : {}) };
      const isHere = url.origin === home.origin;
      // A place for the bytes alone, such as a bucket, is not told who we are.
      const answer = await sendFor(request, isHere ? scopes(`${prefix}${repository}`, method, from) : undefined);
      const to = answer.headers.location;
      const isRedirect = [301, 302, 303, 307, 308].includes(answer.status) && (method === 'GET' || method === 'HEAD');
      if (!isRedirect || to === undefined || redirects === mostRedirects) return answer;
      url = new URL(to, url);
    }
  };

  const ask: Ask = async (exchange) => {
    const what = `${exchange.method} ${exchange.repository}/${exchange.path.replace(/^.*\/blobs\/uploads\/.*$/, 'blobs/uploads')}`;
    let answer: HttpResponse;
    try {
      answer = await send(exchange);
    } catch (error) {
      if (error instanceof UserError || !(error instanceof Error)) throw error;
      throw new UserError(`${host} cannot be reached: ${error.message || String(error)}`, undefined, { cause: error });
    }
    if (exchange.fine.includes(answer.status)) return answer;
    throw refused(what, answer);
  };
  return { ask, refused };
}

function scopes(repository: string, method: HttpRequest['method'], from: string | undefined): Scopes {
  const action =
    method === 'DELETE' ? 'pull,push,delete' : method === 'GET' || method === 'HEAD' ? 'pull' : 'pull,push';
  const own = `repository:${repository}:${action}`;
  return from === undefined ? [own] : [own, `repository:${from}:pull`];
}

/** What the registry says itself, in a line. */
function reason(body: Uint8Array): string {
  const { code, message } = errorsOf(body)[0] ?? {};
  const words = [code, message].filter((word) => typeof word === 'string' && word !== '');
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}

function hintFor(status: number): string | undefined {
  if (status === 403) return 'Log in as somebody who may push there: docker login.';
  if (status === 429 || status >= 500)
    return 'It was tried several times. Once the registry is well again: resedge publish';
  return undefined;
}
