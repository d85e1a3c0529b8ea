import { hostname } from 'node:os';
import type { Processes, ProcessIdentity } from '../ports/processes.ts';

/** The processes of the machine that the program runs on. */
export function machineProcesses(): Processes {
  const self = { pid: process.pid, machine: hostname(), started: Math.round(performance.timeOrigin) };
  return {
    self,
    isRunning({ pid, machine, started }: ProcessIdentity) {
      if (machine !== self.machine) return undefined;
      return pid === self.pid ? started === self.started : answersSignals(pid);
    },
  };
}

/** Asks by a signal that does nothing. A process of somebody else is there as well. */
function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
