import type { ProgramResult } from '../../src/ports/programs.ts';
import { runGit } from '../support/git.ts';
import type { FakeMachine } from '../support/host.ts';

type Fields = Readonly<Record<string, string>>;

export interface Call {
  readonly name: string;
  readonly args: readonly string[];
  readonly input?: Fields;
}

/** Programs that open pull requests, and what was asked of them. */
export interface FakeServices {
  readonly machine: FakeMachine;
  /** What they were called with, without questions about who is signed in. */
  calls(): Call[];
  /** The pull request as it is now. */
  request(): Fields;
  /** Lets them fail, or says that nobody is signed in. */
  set(state: 'broken' | 'signed-out'): void;
  /** Somebody changes the pull request in the browser. */
  edit(fields: Fields): void;
}

/** Answers as services would, with one pull request, and writes down each call. That programs run is tested elsewhere. */
export function services(...names: readonly string[]): FakeServices {
  const calls: Call[] = [];
  const states = new Set<string>();
  let there: Fields | undefined;

  function answer(name: string, args: readonly string[], input: Fields | undefined): ProgramResult {
    if (args[0] === 'auth') {
      const isTheirs = args[3]?.startsWith(name === 'gh' ? 'git' : 'gitlab');
      return { code: isTheirs && !states.has('signed-out') ? 0 : 1, out: '', err: '' };
    }
    calls.push({ name, args, ...(input === undefined ? {} : { input }) });
    if (states.has('broken')) return { code: 1, out: '', err: 'HTTP 503: try later\n' };
    const [, , word = ''] = args;
    if (['POST', 'PUT', 'PATCH'].includes(methodOf(name, args))) {
      const value = (flag: string) => args.find((one) => one.startsWith(`${flag}=`))?.slice(flag.length + 1) ?? '';
      const fields = input ?? { title: value('--title'), description: value('--description') };
      there = { ...there, ...fields };
      return printed({ ...numbers, ...there, ...addresses });
    }
    const whole = there && { ...numbers, ...there, ...addresses };
    return printed(word === 'show' ? whole : whole ? [whole] : []);
  }

  return {
    machine: {
      programs: async () => ({
        has: (name) => names.includes(name),
        run: async (name, args, input = '') => answer(name, args, args.includes('-') ? JSON.parse(input) : undefined),
      }),
    },
    calls: () => [...calls],
    request: () => there ?? {},
    set: (state) => states.add(state),
    edit(fields) {
      there = { ...there, ...fields };
    },
  };
}

const numbers = { number: 7, iid: 7, pullRequestId: 7 };
const addresses = {
  html_url: 'https://github.com/contoso/fleet/pull/7',
  web_url: 'https://gitlab.com/contoso/edge/fleet/-/merge_requests/7',
};

function methodOf(name: string, args: readonly string[]): string {
  if (name !== 'az') return args[args.indexOf('--method') + 1] ?? '';
  return { list: 'GET', show: 'GET', create: 'POST', update: 'PUT' }[String(args[2])] ?? '';
}

function printed(value: unknown): ProgramResult {
  return { code: 0, out: JSON.stringify(value), err: '' };
}

/** Gives the remote of a clone an address on a service; Git finds the bare repository behind it. */
export function hostAt(clone: string, url: string): void {
  runGit(clone, 'config', 'url.../remote.git.insteadOf', url);
  runGit(clone, 'config', 'remote.origin.url', url);
}
