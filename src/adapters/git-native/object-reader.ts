import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Socket } from 'node:net';

/** An object of Git as it is stored. */
export interface GitObject {
  readonly id: string;
  readonly content: Buffer;
}

/** Reads one object by its id, or by a name of it; undefined if there is none. Rejects if the program ends before it has answered. */
export type ObjectReader = (name: string) => Promise<GitObject | undefined>;

interface Question {
  readonly answer: (object: GitObject | undefined) => void;
  readonly fail: (error: Error) => void;
}

/** In milliseconds; then the process ends, and the next question starts another. */
const idle = 500;

/**
 * One `git cat-file --batch` that is asked again and again: to start a program takes longer than what it does here, and
 * the longer the more memory ours uses. It does not keep our process from ending, and ends with it.
 */
export function objectReader(
  start: () => ChildProcessWithoutNullStreams,
  failed: (errors: string) => Error,
): ObjectReader {
  let running: ReturnType<typeof converse> | undefined;
  return (name) => {
    running = running?.isOpen() ? running : converse(start(), failed);
    return running.ask(name);
  };
}

function converse(child: ChildProcessWithoutNullStreams, failed: (errors: string) => Error) {
  const questions: Question[] = [];
  const errors: Buffer[] = [];
  let isOpen = true;
  let timer: NodeJS.Timeout | undefined;
  const end = (error: Error) => {
    isOpen = false;
    for (const { fail } of questions.splice(0)) fail(error);
  };
  const read = answers((object) => {
    questions.shift()?.answer(object);
    if (questions.length > 0) return;
    hold(child, false);
    timer = setTimeout(() => {
      isOpen = false;
      child.stdin.end();
    }, idle).unref();
  });
  child.stdout.on('data', read);
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  // It has ended, which `close` tells.
  child.stdin.on('error', () => {});
  child.on('error', end);
  child.on('close', () => end(failed(Buffer.concat(errors).toString('utf8'))));
  return {
    isOpen: () => isOpen,
    ask(name: string) {
      clearTimeout(timer);
      hold(child, true);
      return new Promise<GitObject | undefined>((answer, fail) => {
        questions.push({ answer, fail });
        child.stdin.write(`${name}\n`);
      });
    },
  };
}

/** Whether our process waits for the other one. */
function hold(child: ChildProcessWithoutNullStreams, wait: boolean): void {
  const act = wait ? 'ref' : 'unref';
  child[act]();
  // On every system the pipes to a process are sockets, though their types do not say so.
  for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as unknown as Socket)[act]();
}

/**
 * Cuts what comes in pieces into answers: `<id> <type> <size>` and a line with the content, or one line that says that
 * there is none.
 */
export function answers(emit: (object: GitObject | undefined) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let length = 0;
  let needed = 1;
  return (piece) => {
    pieces.push(piece);
    length += piece.length;
    if (length < needed) return;
    let rest = Buffer.concat(pieces);
    for (;;) {
      const end = rest.indexOf('\n');
      needed = rest.length + 1;
      if (end < 0) break;
      const [, id, size] = /^([0-9a-f]+) [a-z]+ (\d+)$/.exec(rest.toString('latin1', 0, end)) ?? [];
      const start = end + 1;
      const after = id === undefined ? start : start + Number(size) + 1;
      needed = after;
      if (rest.length < after) break;
      emit(id === undefined ? undefined : { id, content: rest.subarray(start, after - 1) });
      rest = rest.subarray(after);
    }
    pieces = [rest];
    length = rest.length;
  };
}
