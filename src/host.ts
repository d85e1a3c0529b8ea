import fs from 'node:fs';
import { systemClock } from './adapters/clock.ts';
import { withAbsolutePath } from './adapters/find-program.ts';
import { nodeFileSystem } from './adapters/node-fs.ts';
import { machineProcesses } from './adapters/processes.ts';
import { processSignals } from './adapters/signals.ts';
import { processTerminal } from './adapters/terminal.ts';
import type { Host } from './ports/host.ts';

/** The machine that the program runs on. What not every command needs is loaded when it is asked for. */
export function createHost(): Host {
  const env = withAbsolutePath(process.env);
  return {
    get cwd() {
      return process.cwd();
    },
    env,
    runtime: `Node ${process.versions.node}, ${process.platform}`,
    fs: nodeFileSystem(fs),
    clock: systemClock,
    random: Math.random,
    processes: machineProcesses(),
    signals: processSignals,
    terminal: processTerminal(),
    async prompt() {
      const { inquirerPrompt } = await import('./adapters/prompt.ts');
      return inquirerPrompt();
    },
    async git(folder) {
      const { openGit } = await import('./adapters/open-git.ts');
      return openGit(fs, folder, env);
    },
    async createGit(folder, branch) {
      const { createGit } = await import('./adapters/open-git.ts');
      return createGit(folder, branch, env);
    },
    async kustomize() {
      const { findKustomize } = await import('./adapters/kustomize.ts');
      return findKustomize(env);
    },
    async registry(address, options) {
      const [{ openRegistry }, { machinePrograms }] = await Promise.all([
        import('./adapters/registry/open-registry.ts'),
        import('./adapters/programs.ts'),
      ]);
      return openRegistry(address, { env, programs: machinePrograms(env) }, options);
    },
    async programs() {
      const { machinePrograms } = await import('./adapters/programs.ts');
      return machinePrograms(env);
    },
  };
}
