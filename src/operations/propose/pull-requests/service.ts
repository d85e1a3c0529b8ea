import { UserError } from '../../../model/errors.ts';
import { isRecord } from '../../../model/record.ts';
import type { Programs } from '../../../ports/programs.ts';

/** A pull request that is open. */
export interface PullRequest {
  readonly number: number;
  /** Its page. */
  readonly url: string;
  readonly title: string;
  readonly body: string;
}

/** The branches that a pull request is from and into. */
export interface Branches {
  readonly branch: string;
  /** The branch that it goes into. */
  readonly base: string;
}

export interface PullRequestText {
  readonly title: string;
  readonly body: string;
}

/** The pull requests of one repository, by a program of the machine that knows who the user is. */
export interface PullRequests {
  /** At most this many characters of a body are taken. */
  readonly longestBody: number;
  /** The open one between two branches. */
  find(branches: Branches): Promise<PullRequest | undefined>;
  create(branches: Branches, text: PullRequestText): Promise<PullRequest>;
  update(number: number, text: PullRequestText): Promise<void>;
}

/** Runs a program that prints JSON. Throws UserError with its own message if it fails. */
export async function runForJson(
  programs: Programs,
  name: string,
  args: readonly string[],
  input?: unknown,
): Promise<unknown> {
  const { code, out, err } = await programs.run(name, args, input === undefined ? '' : JSON.stringify(input));
  if (code !== 0) throw new UserError(`${name}: ${lastLines(err) || `ended with ${code} and said nothing`}`);
  try {
    return JSON.parse(out);
  } catch {
    throw new UserError(`${name} printed something else than JSON: ${out.slice(0, 200).trim() || 'nothing'}`);
  }
}

/** The first item of a list that a program printed. */
export function firstItem(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

/** A pull request in the words of a service; its keys are given. Throws UserError if it has no number. */
export function readPullRequest(
  value: unknown,
  keys: { readonly number: string; readonly url: string; readonly body: string },
): PullRequest {
  const fields = isRecord(value) ? value : {};
  const number = fields[keys.number];
  if (typeof number !== 'number') throw new UserError('the answer names no pull request');
  return {
    number,
    url: String(fields[keys.url] ?? ''),
    title: String(fields['title'] ?? ''),
    body: String(fields[keys.body] ?? '').replaceAll('\r\n', '\n'),
  };
}

function lastLines(text: string): string {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return lines.slice(-3).join('\n');
}
