import type { Host } from '../../ports/host.ts';

/** The pull request that a pipeline checks, as far as its system tells of it. */
export interface CheckedPullRequest {
  /** The branch that it is to be merged into. */
  readonly target: string;
  /** The commit at which its changes begin. */
  readonly base: string | undefined;
  /** The commit that merges it into the target, made to be checked: its first parent is of the target. */
  readonly merge: string | undefined;
}

/** What GitHub, GitLab or Azure Pipelines say in the environment; undefined: no pull request is checked. */
export function checkedPullRequest(env: Host['env']): CheckedPullRequest | undefined {
  const said = (name: string) => env[name] || undefined;
  const github = said('GITHUB_BASE_REF');
  if (github !== undefined) return { target: github, base: undefined, merge: said('GITHUB_SHA') };
  const gitlab = said('CI_MERGE_REQUEST_TARGET_BRANCH_NAME');
  if (gitlab !== undefined) return { target: gitlab, base: said('CI_MERGE_REQUEST_DIFF_BASE_SHA'), merge: undefined };
  const azure = said('SYSTEM_PULLREQUEST_TARGETBRANCH');
  if (azure === undefined) return undefined;
  return { target: azure.replace(/^refs\/heads\//, ''), base: undefined, merge: said('BUILD_SOURCEVERSION') };
}
