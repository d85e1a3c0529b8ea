import { setImmediate } from 'node:timers/promises';
import type { Signals } from '../ports/signals.ts';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The signals of the process that the program runs in. */
export const processSignals: Signals = {
  async defer(action) {
    let came = false;
    const remember = () => {
      came = true;
    };
    for (const signal of endings) process.on(signal, remember);
    try {
      return await action(async () => {
        await setImmediate();
        return came;
      });
    } finally {
      for (const signal of endings) process.off(signal, remember);
    }
  },
};
