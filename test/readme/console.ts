import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { storyTime } from '../../scripts/example-story.mjs';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { createGit, openGit } from '../../src/adapters/open-git.ts';
import { main } from '../../src/main.ts';
import { gitEnv } from '../support/git.ts';
import { fakeHost } from '../support/host.ts';
import { realKustomize } from '../support/real-kustomize.ts';

/** A command of a console block, and what the block says that it prints. */
export interface Step {
  readonly command: string;
  readonly expected: string;
}

/** The commands of a console block: lines that begin with `$ `, each with the lines that follow. */
export function stepsOf(text: string): Step[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const end = step.indexOf('\n') + 1;
      return { command: step.slice(0, end).trim(), expected: step.slice(end) };
    });
}

/** Runs commands one after the other, as one shell would. */
export interface Console {
  /** What a command prints to its terminal, both streams in order. */
  run(command: string): Promise<string>;
  /** The current folder. */
  readonly cwd: string;
}

const env = {
  ...gitEnv,
  GIT_AUTHOR_NAME: 'Ann Example',
  GIT_AUTHOR_EMAIL: 'ann@example.com',
  GIT_COMMITTER_NAME: 'Ann Example',
  GIT_COMMITTER_EMAIL: 'ann@example.com',
};

/** A console in a folder, in which `resedge` is the program in this process; with the real Kustomize if asked for. */
export function openConsole(folder: string, withKustomize = false): Console {
  let cwd = folder;
  return {
    get cwd() {
      return cwd;
    },
    async run(command) {
      const [word, rest] = [command.replace(/ .*/s, ''), command.replace(/^\S+ ?/, '')];
      if (word === 'resedge') return runResedge(cwd, shellWords(rest), withKustomize);
      if (word !== 'cd') return execFileSync('sh', ['-c', `exec 2>&1; ${command}`], { cwd, env, encoding: 'utf8' });
      cwd = join(cwd, rest);
      return '';
    },
  };
}

/** Expects an output, in which `...` alone on a line stands for any lines, and any commit for any other. */
export function expectOutput(actual: string, expected: string, command: string): void {
  const lines = withoutCommits(expected).split(/(?<=\n)/);
  const pattern = lines.map((line) => (line === '...\n' ? '(?:.*\\n)*' : escaped(line))).join('');
  const output = withoutCommits(actual);
  if (!new RegExp(`^${pattern}$`).test(output)) expect(output, `$ ${command}`).toBe(withoutCommits(expected));
}

/** What is printed where Kustomize is there: the note of a machine without is left out. */
async function runResedge(cwd: string, argv: readonly string[], withKustomize: boolean): Promise<string> {
  let screen = '';
  const say = (text: string) => {
    screen += text;
  };
  const host = fakeHost({
    cwd,
    fs: nodeFileSystem(fs),
    git: (folder) => openGit(fs, folder, env),
    createGit: (folder, branch) => createGit(folder, branch, env),
    now: storyTime,
    kustomize: async () => (withKustomize ? realKustomize() : undefined),
  });
  await main(argv, { ...host, terminal: { ...host.terminal, out: say, err: say } });
  return screen.replace(/^Manifests were not checked: .*\n/gm, '');
}

/** The words that a shell makes of a command line. */
function shellWords(line: string): string[] {
  return execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

function withoutCommits(text: string): string {
  return text.replace(/\b[0-9a-f]{10}\b/g, 'COMMIT');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
