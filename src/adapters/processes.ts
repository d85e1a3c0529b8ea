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

/** Signal 0 asks and does nothing. EPERM means that the process is there, and somebody else's. */
function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
