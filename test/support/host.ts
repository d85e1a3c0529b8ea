import { createFsFromVolume, Volume } from 'memfs';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { main } from '../../src/main.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { FileSystem } from '../../src/ports/file-system.ts';
import type { Git } from '../../src/ports/git.ts';
import type { Host } from '../../src/ports/host.ts';
import type { Kustomize } from '../../src/ports/kustomize.ts';
import type { Processes } from '../../src/ports/processes.ts';
import type { Programs } from '../../src/ports/programs.ts';
import type { Prompt } from '../../src/ports/prompt.ts';
import type { Registry, RegistryOptions } from '../../src/ports/registry.ts';
import type { Signals } from '../../src/ports/signals.ts';

/** What a test says about the machine; all else is empty, still, and nobody is at the terminal. */
export interface FakeMachine {
  /** Texts by path, counted from `/fleet`. They live in memory. */
  readonly files?: Readonly<Record<string, string>>;
  /** In place of `files`: files that are there already, on disk for instance. */
  readonly fs?: FileSystem;
  /** Where commands are run; `/fleet` unless given. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Somebody sits at a terminal. */
  readonly tty?: boolean;
  /** What they answer, question by question; an Error is thrown. */
  readonly answers?: readonly (string | boolean | Error)[];
  /** What standard input holds. */
  readonly input?: string | Uint8Array;
  readonly now?: string;
  /** In place of `now`: a clock that goes by itself. Without one, to sleep takes no time, and it is later afterwards. */
  readonly clock?: Clock;
  /** Which processes are there; unless given, this one alone. */
  readonly processes?: Processes;
  /** Unless given, nobody interrupts anything. */
  readonly signals?: Signals;
  git?(folder: string): Promise<Git | undefined>;
  createGit?(folder: string, branch: string): Promise<Git>;
  /** Unless given, there is no Kustomize. */
  kustomize?(): Promise<Kustomize | undefined>;
  /** Unless given, there is no registry. */
  registry?(address: string, options?: RegistryOptions): Promise<Registry>;
  /** Unless given, there is no other program. */
  programs?(): Promise<Programs>;
}

/** A machine without effects that remembers what was said. */
export interface FakeHost extends Host {
  /** Standard output so far. */
  readonly out: string;
  /** Standard error so far. */
  readonly err: string;
  /** The questions that were asked. */
  readonly questions: readonly string[];
}

export function fakeHost(machine: FakeMachine = {}): FakeHost {
  const { cwd = '/fleet', tty = false, now = '2026-11-02T09:00:00Z' } = machine;
  const said = { out: '', err: '' };
  const questions: string[] = [];
  return {
    cwd,
    env: machine.env ?? {},
    runtime: 'Node 20.19.0, linux',
    fs: machine.fs ?? memoryFiles(machine.files ?? {}),
    clock: machine.clock ?? stillClock(now),
    random: () => 0.5,
    processes: machine.processes ?? lonelyProcess(),
    signals: machine.signals ?? { defer: (action) => action(async () => false) },
    terminal: {
      out(text) {
        said.out += text;
      },
      err(text) {
        said.err += text;
      },
      outIsTty: tty,
      errIsTty: tty,
      inIsTty: tty,
      columns: 80,
      readInput: async () => Buffer.from(machine.input ?? ''),
    },
    prompt: async () => scriptedPrompt(machine.answers ?? [], questions),
    git: machine.git ?? (async () => undefined),
    createGit: machine.createGit ?? (() => Promise.reject(new Error('the test gives no createGit'))),
    kustomize: machine.kustomize ?? (async () => undefined),
    registry: machine.registry ?? ((address) => Promise.reject(new Error(`the test has no registry ${address}`))),
    programs: machine.programs ?? (async () => noPrograms),
    get out() {
      return said.out;
    },
    get err() {
      return said.err;
    },
    questions,
  };
}

/** How a command line ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line on a new fake machine. */
export async function run(argv: readonly string[], machine: FakeMachine = {}): Promise<Run> {
  const host = fakeHost(machine);
  const code = await main(argv, host);
  return { code, out: host.out, err: host.err };
}

function stillClock(start: string): Clock {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    async sleep(milliseconds) {
      time += milliseconds;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const noPrograms: Programs = {
  has: () => false,
  run: (name) => Promise.reject(new Error(`the test has no program ${name}`)),
};

let processes = 0;

function lonelyProcess(): Processes {
  const self = { pid: ++processes, machine: 'here', started: 0 };
  return { self, isRunning: ({ pid }) => pid === self.pid };
}

function memoryFiles(files: Readonly<Record<string, string>>): FileSystem {
  const volume = Volume.fromJSON({ ...files }, '/fleet');
  volume.mkdirSync('/fleet', { recursive: true });
  return nodeFileSystem(createFsFromVolume(volume));
}

function scriptedPrompt(answers: readonly (string | boolean | Error)[], questions: string[]): Prompt {
  function answer(message: string): string | boolean {
    const given = answers[questions.length];
    questions.push(message);
    if (given === undefined) throw new Error(`the test has no answer to "${message}"`);
    if (given instanceof Error) throw given;
    return given;
  }
  return {
    text: async ({ message }) => String(answer(message)),
    confirm: async ({ message }) => answer(message) === true,
    select: async ({ message }) => String(answer(message)),
    search: async ({ message, choices }) => {
      const typed = String(answer(message));
      if (!choices(typed).some(({ value }) => value === typed))
        throw new Error(`${typed} is no choice of "${message}"`);
      return typed;
    },
  };
}
