import { countOf, grouped } from '../model/counts.ts';
import type { CollectResult } from '../operations/publish/collect.ts';
import type { PublishResult } from '../operations/publish/publish.ts';
import { documentViews } from './machine.ts';
import type { Views } from './view.ts';

/** A run of `publish`. */
export interface PublishReport {
  readonly result: PublishResult;
  /** Nothing was pushed. */
  readonly dryRun: boolean;
}

export const publishViews = {
  text: publishText,
  ...documentViews(({ result }: PublishReport) => ({ kind: 'PublishResult', ...result })),
} satisfies Views<PublishReport>;

/** `published 1a2b3c4d5e: 3 bundles and 12 clusters pushed (48.1 kB), 2 bundles and 7 clusters unchanged`. */
function publishText({ result, dryRun }: PublishReport): string {
  const { commit, bundles, clusters, bytes, pulls, left } = result;
  const pushed = bundles.pushed + clusters.pushed + clusters.removed;
  const head = dryRun ? 'would publish' : pushed === 0 ? 'nothing to publish of' : 'published';
  const removed = clusters.removed === 0 ? '' : `, ${countOf(clusters.removed, 'cluster')} removed`;
  const sent = dryRun ? '' : ` (${bytesText(bytes)})`;
  const lines = [
    `${head} ${commit.slice(0, 10)}: ${both(bundles.pushed, clusters.pushed)} pushed${sent}, ${both(bundles.unchanged, clusters.unchanged)} unchanged${removed}`,
  ];
  if (pulls.clusters > 0)
    lines.push(
      `${countOf(pulls.clusters, 'cluster')} ${pulls.clusters === 1 ? 'pulls' : 'pull'} ${bytesText(pulls.bytes)}, at most ${bytesText(pulls.most)} each`,
    );
  if (left > 0)
    lines.push(
      `${countOf(left, 'cluster')} no longer delivered to ${left === 1 ? 'is' : 'are'} there still; to remove: resedge publish --prune`,
    );
  return `${lines.join('\n')}\n`;
}

/** A run of `publish gc`. */
export interface CollectReport {
  readonly result: CollectResult;
  /** Nothing was deleted. */
  readonly dryRun: boolean;
}

export const collectViews = {
  text({ result: { bundles, deploys }, dryRun }: CollectReport): string {
    const deleted = `${countOf(bundles.deleted, 'bundle')} and the records of ${countOf(deploys.deleted, 'deploy')}`;
    return `${dryRun ? 'would delete' : 'deleted'} ${deleted}; ${countOf(bundles.kept, 'bundle')} ${bundles.kept === 1 ? 'is' : 'are'} kept\n`;
  },
  ...documentViews(({ result }: CollectReport) => ({ kind: 'CollectResult', ...result })),
} satisfies Views<CollectReport>;

function both(bundles: number, clusters: number): string {
  return `${countOf(bundles, 'bundle')} and ${countOf(clusters, 'cluster')}`;
}

/** `812 bytes`, `4.2 kB`, `1.3 GB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${grouped(bytes)} bytes`;
  const steps = ['kB', 'MB', 'GB', 'TB'];
  const step = Math.min(steps.length, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** step).toFixed(1)} ${steps[step - 1]}`;
}
