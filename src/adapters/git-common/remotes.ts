import { maskShapes } from '../../model/secret-shapes.ts';
import type { PushResult, Remote } from '../../ports/git.ts';

/** A URL without user name, password and query; the user of an SSH URL stays, since it is no secret. */
export function withoutCredentials(url: string): string {
  return url
    .replace(/^(https?:\/\/)[^/?#]*@/i, '$1')
    .replace(/^(\w+:\/\/[^/?#:@]*):[^/?#]*@/, '$1@')
    .replace(/^(\w+:\/\/[^?#]*)[?#].*$/s, '$1');
}

/** A text, such as a message of Git, with the credentials and queries of all URLs in it made unreadable. */
export function maskCredentials(text: string): string {
  const shown = text.replace(/(\w+:\/\/)[^/?#\s]*@/g, '$1***@').replace(/(\w+:\/\/[^\s?#'"]*[?#])[^\s'"]+/g, '$1***');
  return maskShapes(shown);
}

/** The remote of a branch: what its configuration says, else `origin`, else the only one. */
export function chooseRemote(urls: ReadonlyMap<string, string>, configured: string | undefined): Remote | undefined {
  const only = urls.size === 1 ? [...urls.keys()][0] : undefined;
  for (const name of [configured, 'origin', only]) {
    const url = name === undefined ? undefined : urls.get(name);
    if (name !== undefined && url !== undefined) return { name, url: withoutCredentials(url) };
  }
  return undefined;
}

const race =
  /fetch first|non-fast-forward|cannot lock ref|failed to update ref|reference already exists|incorrect old value|stale info/;

/** What it means that a server did not take a push: its reason in one line, and what it printed. */
export function pushRejected(reason: string, printed: readonly string[]): PushResult {
  const lock = [reason, ...printed].find((line) => /\.lock'?: File exists/.test(line));
  if (lock !== undefined) return { outcome: 'locked', message: maskCredentials(lock.trim()) };
  if (race.test(reason)) return { outcome: 'moved' };
  const lines = printed.map((line) => line.trim()).filter((line) => line !== '');
  return { outcome: 'refused', message: maskCredentials(lines.length > 0 ? lines.join('\n') : reason) };
}
