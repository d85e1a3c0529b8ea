import { Minimatch } from 'minimatch';

/** A pattern of an ignore or attributes file, without a slash at its end: it counts from the folder of the file if it has a slash. */
export function filePattern(text: string): Minimatch {
  const glob = text.includes('/') ? text.replace(/^\//, '') : `**/${text}`;
  return new Minimatch(glob, { dot: true, nobrace: true, noext: true, nocomment: true, nonegate: true });
}
