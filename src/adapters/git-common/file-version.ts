import type { CommitInfo, FileVersion } from '../../ports/git.ts';

/** The version of a file that a commit brings. */
export function fileVersion({ id, author }: CommitInfo, blob: string | undefined): FileVersion {
  return { commit: id, time: author.time, author: { name: author.name, email: author.email }, blob };
}

/** Whether a mode of a tree is one of a file or a link: neither a folder, nor a submodule, nor nothing. */
export function isFileMode(mode: string | undefined): boolean {
  return mode !== undefined && (mode.startsWith('100') || mode === '120000');
}
