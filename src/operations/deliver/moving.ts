import type { ReadSource } from '../../model/delivered.ts';
import { UserError } from '../../model/errors.ts';
import type { DeployOptions } from './deployment.ts';
import type { FormerPlace } from './former-place.ts';

/** Clusters are led from where they read to another place. */
export interface Moving {
  readonly from: FormerPlace;
  readonly to: ReadSource;
}

/** `main` and `trunk`, or with the repositories if these are not the same. */
export function placeNames({ from, to }: { readonly from: ReadSource; readonly to: ReadSource }): {
  readonly from: string;
  readonly to: string;
} {
  if (from.url === to.url) return { from: from.branch, to: to.branch };
  return { from: `${from.branch} of ${from.url}`, to: `${to.branch} of ${to.url}` };
}

/** Clusters are led elsewhere by somebody who was asked, or gave a reason, and with a push. */
export function requireMeant(moving: Moving, { asks, dryRun, allow, push }: DeployOptions): void {
  const { from, to } = placeNames(moving);
  if (!push)
    throw new UserError(
      `clusters read ${from}, and are to read ${to}: only a push can tell them`,
      'Leave --no-push out. To commit what you changed: git commit',
    );
  if (asks || dryRun || allow !== undefined) return;
  throw new UserError(
    `clusters read ${from}, and resedge.yaml names ${to}`,
    'If they are to be led there: resedge deploy -m "why" --allow "REASON". Else take the change of resedge.yaml back.',
  );
}

/** For what works on what clusters have: that is not where the fleet says. */
export function notThereYet(moving: Moving): UserError {
  const { from, to } = placeNames(moving);
  return new UserError(
    `clusters read ${from}, and resedge.yaml names ${to}`,
    'Lead them there first: resedge deploy -m "why"',
  );
}

/** What has to be done beside a deploy, and what it does not undo, in sentences. */
export function movingNotes({ from, to }: Moving, remote: string): string[] {
  const names = placeNames({ from, to });
  const lead = `Clusters read ${names.from} so far; its last output leads them to ${names.to}.`;
  if (from.url !== to.url)
    return [
      lead,
      `If ${from.url} is another repository, clusters hear of it there alone. After this: git push ${from.url} ${remote}/${from.branch}:refs/heads/${from.branch}`,
    ];
  return [
    lead,
    ...(from.isGone
      ? [`${remote} has no branch ${from.branch} any more: it is made again, for that output alone.`]
      : []),
    `${from.branch} keeps that for clusters that come back late. Once all read ${names.to}: resedge deploy --forget-branch ${from.branch}`,
  ];
}
