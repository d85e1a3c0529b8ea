import { generatedFolders } from '../generate/layout.ts';
import { recordIn } from '../model/deploy-record.ts';
import type { CommitInfo, Git } from '../ports/git.ts';
import type { PastDelivery } from './delivered.ts';

/** The commits by which what clusters read changed, up to one and along first parents, newest first. */
export async function pastDeliveries(git: Git, prefix: string, commit: string): Promise<PastDelivery[]> {
  const folders = generatedFolders.map((folder) => `${prefix}${folder}`);
  const commits = await git.history([], commit, folders);
  return commits.reverse().map((info) => ({ commit: info.id, time: deliveredAt(info) }));
}

/** When a commit came to clusters, in milliseconds since 1970: as its deploy says, else when it was committed. */
function deliveredAt({ message, committed }: CommitInfo): number {
  return recordIn(message)?.time ?? committed * 1000;
}
