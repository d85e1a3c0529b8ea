import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { isRecord, jsonIn, toRecord, toText } from '../../model/record.ts';
import type { Programs } from '../../ports/programs.ts';
import type { Environment } from './transport.ts';

/** What somebody logged in with: a name and a password, or a token that stands for both. */
export type Login = { readonly name: string; readonly password: string } | { readonly identityToken: string };

/**
 * What `docker login` (or podman, or a pipeline) left for a registry: in config.json, or with the program that it names
 * there; undefined: nothing. https://docs.docker.com/reference/cli/docker/login/
 */
export async function loginFor(host: string, env: Environment, programs: Programs): Promise<Login | undefined> {
  const file = join(env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker'), 'config.json');
  const config = readConfig(file);
  const helper = toText(toRecord(config['credHelpers'])[host]) ?? toText(config['credsStore']);
  const asked = helper === undefined ? undefined : await askHelper(helper, serverName(host), programs);
  return asked ?? writtenLogin(toRecord(config['auths']), host);
}

function readConfig(file: string): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {};
  }
  const config = jsonIn(text);
  if (isRecord(config)) return config;
  // What a parser says may quote what it read.
  throw new UserError(`${file} is not JSON, so there is no login for the registry`);
}

/** Docker Hub has another name there than its registry. */
function serverName(host: string): string {
  return host === 'registry-1.docker.io' || host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
}

async function askHelper(helper: string, server: string, programs: Programs): Promise<Login | undefined> {
  const program = `docker-credential-${helper}`;
  if (!/^[\w.-]+$/.test(helper) || !programs.has(program))
    throw new UserError(
      `the login for ${server} is with ${program}, which is not on the PATH`,
      `Install it, or write a login of its own: docker login ${server}`,
    );
  const { code, out } = await programs.run(program, ['get'], server);
  // It ends so where it has none, too.
  if (code !== 0) return undefined;
  const { Username: name, Secret: secret } = toRecord(jsonIn(out));
  if (typeof name !== 'string' || typeof secret !== 'string') return undefined;
  return name === '<token>' ? { identityToken: secret } : { name, password: secret };
}

function writtenLogin(auths: Readonly<Record<string, unknown>>, host: string): Login | undefined {
  const server = serverName(host);
  const keys = [server, `https://${host}`, `https://${host}/`, `https://${host}/v1/`, `https://${host}/v2/`];
  const entry = keys.map((key) => auths[key]).find(isRecord);
  const { identitytoken, auth, username, password } = entry ?? {};
  if (typeof identitytoken === 'string' && identitytoken !== '') return { identityToken: identitytoken };
  if (typeof username === 'string' && typeof password === 'string') return { name: username, password };
  if (typeof auth !== 'string' || auth === '') return undefined;
  const pair = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '');
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : { name: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
