import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { OutputClosed } from '../model/errors.ts';
import type { Terminal } from '../ports/terminal.ts';

const [input, output, errors] = [0, 1, 2];

/**
 * The standard streams of the process. Output is written before the call returns: nothing is lost at the end, and
 * what streams a million lines waits for its reader.
 */
export function processTerminal(): Terminal {
  return {
    out: (text) => writeAll(output, text),
    err(text) {
      try {
        writeAll(errors, text);
      } catch (error) {
        if (!(error instanceof OutputClosed)) throw error;
      }
    },
    get outIsTty() {
      return isatty(output);
    },
    get errIsTty() {
      return isatty(errors);
    },
    get inIsTty() {
      return isatty(input);
    },
    get columns() {
      return (isatty(output) && process.stdout.columns) || 80;
    },
    readInput,
  };
}

function writeAll(descriptor: number, text: string): void {
  for (let rest: Uint8Array = Buffer.from(text); rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') throw new OutputClosed();
      if (code !== 'EAGAIN') throw error;
      pause(5);
    }
  }
}

/** Waits for a reader that is slower than a stream that does not block. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

async function readInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}
