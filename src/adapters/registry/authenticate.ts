import { UserError } from '../../model/errors.ts';
import { isLoopback } from './address.ts';
import { type Challenge, challengeIn } from './challenge.ts';
import type { Login } from './credentials.ts';
import { jsonOf } from './json-of.ts';
import type { HttpRequest, HttpResponse, Send } from './transport.ts';

/** What a request is for, as tokens name it: `repository:contoso/sets/shop:pull,push`. */
export type Scopes = readonly string[];

/** `scopes`: undefined: for somebody else than the registry, who is not told who asks. */
export type SendFor = (request: HttpRequest, scopes: Scopes | undefined) => Promise<HttpResponse>;

interface Token {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Tokens live for a minute, if nothing else is said; so much sooner they are asked for anew, in seconds. */
const usualLife = 60;
const margin = 10;

/**
 * Requests with what the registry asks for: name and password (Basic), or a token for each repository (Bearer). It is
 * asked once; from then on requests bring it along. https://distribution.github.io/distribution/spec/auth/token/
 */
export function authenticated(send: Send, host: string, login: () => Promise<Login | undefined>): SendFor {
  let challenge: Challenge | undefined;
  let known: Promise<Login | undefined> | undefined;
  const tokens = new Map<string, Promise<Token>>();
  const whoAmI = () => (known ??= login());

  const tokenFor = async (bearer: Challenge, scopes: Scopes): Promise<string> => {
    const key = scopes.join(' ');
    const had = tokens.get(key);
    if (had && (await had).expires > Date.now()) return (await had).value;
    const asked = askToken(send, bearer, { scopes, login: await whoAmI() });
    tokens.set(key, asked);
    asked.catch(() => tokens.delete(key));
    return (await asked).value;
  };

  const headerFor = async (scopes: Scopes): Promise<Readonly<Record<string, string>>> => {
    if (!challenge) return {};
    if (challenge.scheme === 'bearer') return { authorization: `Bearer ${await tokenFor(challenge, scopes)}` };
    const who = await whoAmI();
    if (!who || !('name' in who)) throw wantsLogin(host);
    return { authorization: basic(who) };
  };

  return async (request, scopes) => {
    if (!scopes) return send(request);
    const sendOnce = async () => send({ ...request, headers: { ...request.headers, ...(await headerFor(scopes)) } });
    const first = await sendOnce();
    if (first.status !== 401) return first;
    tokens.delete(scopes.join(' '));
    challenge = challengeIn(first.headers['www-authenticate'] ?? '');
    if (!challenge) throw wantsLogin(host);
    const second = await sendOnce();
    if (second.status === 401) throw (await whoAmI()) ? refusesLogin(host) : wantsLogin(host);
    return second;
  };
}

interface Asking {
  readonly scopes: Scopes;
  readonly login: Login | undefined;
}

async function askToken(send: Send, { realm, service }: Challenge, { scopes, login }: Asking): Promise<Token> {
  const url = realmUrl(realm);
  const answer = await send(login && 'identityToken' in login ? exchange() : request());
  if (answer.status !== 200) {
    if (answer.status === 401 || answer.status === 403) throw login ? refusesLogin(url.host) : wantsLogin(url.host);
    throw new UserError(`${url.host} gives no token: it answered ${answer.status}`);
  }
  const { token, access_token, expires_in } = jsonOf(answer.body);
  const value = token ?? access_token;
  if (typeof value !== 'string') throw new UserError(`${url.host} gives no token: there is none in its answer`);
  const life = typeof expires_in === 'number' ? expires_in : usualLife;
  return { value, expires: Date.now() + (life - margin) * 1000 };

  function request(): HttpRequest {
    if (service !== undefined) url.searchParams.set('service', service);
    for (const scope of scopes) url.searchParams.append('scope', scope);
    return { method: 'GET', url, headers: login && 'name' in login ? { authorization: basic(login) } : {} };
  }

  function exchange(): HttpRequest {
    const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'resedge', scope: scopes.join(' ') });
    if (service !== undefined) form.set('service', service);
    if (login && 'identityToken' in login) form.set('refresh_token', login.identityToken);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', url, headers, body: Buffer.from(form.toString()) };
  }
}

/** A password goes to nobody who could be listened to. */
function realmUrl(realm: string | undefined): URL {
  const url = URL.canParse(realm ?? '') ? new URL(realm ?? '') : undefined;
  if (url && (url.protocol === 'https:' || isLoopback(url.host))) return url;
  throw new UserError(`the registry sends for a token to "${realm ?? ''}", which is no https address`);
}

function basic({ name, password }: { readonly name: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

function wantsLogin(host: string): UserError {
  return new UserError(
    `${host} wants a login, and there is none`,
    `Log in: docker login ${host}. Its config.json is looked for in DOCKER_CONFIG, else in ~/.docker.`,
  );
}

function refusesLogin(host: string): UserError {
  return new UserError(`${host} refuses the login`, `Log in anew, as somebody who may push: docker login ${host}`);
}
