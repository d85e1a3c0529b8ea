import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machinePrograms } from '../../src/adapters/programs.ts';
import { runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import type { FakeMachine } from '../support/host.ts';

/** A program that answers as a service would: it keeps one pull request in a file, and writes down each call. */
const script = `
const { readFileSync, writeFileSync, existsSync, appendFileSync } = require('node:fs');
const [folder, name] = [__dirname, require('node:path').basename(__filename)];
const args = process.argv.slice(2);
const input = args.includes('-') ? JSON.parse(readFileSync(0, 'utf8')) : undefined;
appendFileSync(folder + '/calls', JSON.stringify({ name, args, input }) + '\\n');
if (args[0] === 'auth') process.exit(existsSync(folder + '/signed-out') || !args[3].startsWith(name === 'gh' ? 'git' : 'gitlab') ? 1 : 0);
if (existsSync(folder + '/broken')) { console.error('HTTP 503: try later'); process.exit(1); }
const state = folder + '/state.json';
const there = existsSync(state) ? JSON.parse(readFileSync(state, 'utf8')) : undefined;
const value = (flag) => args.find((word) => word.startsWith(flag + '='))?.slice(flag.length + 1);
const method = name === 'az' ? { list: 'GET', show: 'GET', create: 'POST', update: 'PUT' }[args[2]] : args[args.indexOf('--method') + 1];
const fields = input ?? { title: value('--title'), description: value('--description') };
if (method === 'POST' || method === 'PUT' || method === 'PATCH') {
  const made = { number: 7, iid: 7, pullRequestId: 7, ...there, ...fields };
  made.html_url = 'https://github.com/contoso/fleet/pull/7';
  made.web_url = 'https://gitlab.com/contoso/edge/fleet/-/merge_requests/7';
  writeFileSync(state, JSON.stringify(made));
  console.log(JSON.stringify(made));
} else console.log(JSON.stringify(args[2] === 'show' ? there : there ? [there] : []));
`;

export interface Call {
  readonly name: string;
  readonly args: readonly string[];
  readonly input?: Readonly<Record<string, string>>;
}

/** Programs that open pull requests, and what was asked of them. */
export interface FakeServices {
  readonly machine: FakeMachine;
  /** What they were called with, without questions about who is signed in. */
  calls(): Call[];
  /** The pull request as it is now. */
  request(): Readonly<Record<string, string>>;
  /** Lets them fail, or says that nobody is signed in; once more takes it back. */
  set(state: 'broken' | 'signed-out'): void;
  /** Somebody changes the pull request in the browser. */
  edit(fields: Readonly<Record<string, string>>): void;
}

export function services(...names: readonly string[]): FakeServices {
  const folder = temporaryFolder();
  for (const name of names) {
    writeFiles(folder, { [name]: `#!${process.execPath}\n${script}` });
    chmodSync(join(folder, name), 0o755);
  }
  const read = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');
  return {
    machine: { programs: async () => machinePrograms({ PATH: folder }) },
    calls: () =>
      read('calls')
        .split('\n')
        .filter(Boolean)
        .map((line): Call => JSON.parse(line))
        .filter(({ args }) => args[0] !== 'auth'),
    request: () => JSON.parse(read('state.json')),
    set: (state) => writeFileSync(join(folder, state), ''),
    edit: (fields) =>
      writeFileSync(join(folder, 'state.json'), JSON.stringify({ ...JSON.parse(read('state.json')), ...fields })),
  };
}

/** Gives the remote of a clone an address on a service; Git finds the bare repository behind it. */
export function hostAt(clone: string, url: string): void {
  runGit(clone, 'config', 'url.../remote.git.insteadOf', url);
  runGit(clone, 'config', 'remote.origin.url', url);
}
