/** How a pipeline gets the commits that a shallow clone leaves out. */
export const wholeHistory =
  'In a pipeline, check out all of the history: fetch-depth: 0 (GitHub), GIT_DEPTH: 0 (GitLab), fetchDepth: 0 (Azure).';

/** How the commits that a shallow clone leaves out are fetched, here and in a pipeline. */
export const unshallow = `git fetch --unshallow. ${wholeHistory}`;
