import type { Withheld } from '../../ports/git.ts';

/** Why a file is not in the commit as it lies on the disk. */
export function becauseOf(reason: Withheld): string {
  if (reason.why === 'ignored') return `Git ignores it (${reason.by})`;
  if (reason.why === 'repository') return `it lies in a Git repository of its own (${reason.folder})`;
  if (reason.why === 'filter')
    return `Git keeps what the filter ${reason.filter} makes of it, and Flux knows no filters`;
  return `Git was told not to look at it (--${reason.why})`;
}

/** What to do with such a file. */
export function cureOf(path: string, reason: Withheld): string {
  if (reason.why === 'ignored')
    return `Let Git have ignored files (git add --force ${path}), or take them out of the fleet.`;
  if (reason.why === 'repository')
    return `Put the files of ${reason.folder} into this repository: git rm --cached ${reason.folder}, remove ${reason.folder}/.git, git add ${reason.folder}.`;
  if (reason.why === 'filter')
    return `Keep files that clusters get in Git itself: a line "/${path} !filter !diff !merge text" at the end of .gitattributes, then git add --renormalize ${path}. What is secret can be encrypted by SOPS.`;
  return `Let Git look again: git update-index --no-${reason.why} ${path}`;
}
