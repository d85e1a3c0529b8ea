import { parseYaml } from '../../load/parse-yaml.ts';
import { at } from '../../model/at.ts';
import { valueAt } from '../../model/record.ts';
import type { FileVersion, Git } from '../../ports/git.ts';
import { largestFile } from '../../state/listing.ts';
import { fromGitRoot, type Repository } from '../../state/repository.ts';

/** An application that asks for a namespace, or to move to one. */
export interface AskedRequest {
  readonly application: string;
  readonly namespace: string;
  /** Where the application is written, counted from the fleet root. */
  readonly file: string;
}

/** The commit from which on an application has been asking. */
export interface AskedSince {
  readonly since: Date;
  /** The name of the author, or the address if there is no name. */
  readonly author: string;
  readonly commit: string;
}

/**
 * Since when each application has been asking without a break, back from HEAD, in the file that it is in today;
 * undefined if HEAD does not say so. A version that cannot be read does not ask. In a shallow clone the first commit
 * that is there is the earliest answer.
 */
export async function askedSince(
  git: Git,
  repository: Repository,
  asked: readonly AskedRequest[],
): Promise<Map<string, AskedSince | undefined>> {
  const { commit } = await git.head();
  const files = fromGitRoot(
    repository,
    asked.map(({ file }) => file),
  );
  const history = commit === undefined ? new Map<string, FileVersion[]>() : await git.fileHistory(commit, files);
  const asks = reader(await git.blobs([...history.values()].flat().flatMap(({ blob }) => blob ?? [])));
  return new Map(
    asked.map((request, index) => {
      const versions = history.get(at(files, index)) ?? [];
      const end = versions.findIndex(({ blob }) => blob === undefined || !asks(blob, request));
      const oldest = versions[(end < 0 ? versions.length : end) - 1];
      return [request.application, oldest && toAnswer(oldest)];
    }),
  );
}

/** Parses a version when it is asked about for the first time. */
function reader(contents: ReadonlyMap<string, Uint8Array>): (blob: string, request: AskedRequest) => boolean {
  const known = new Map<string, readonly unknown[]>();
  return (blob, { application, namespace }) => {
    const objects = known.get(blob) ?? objectsIn(contents.get(blob));
    known.set(blob, objects);
    return objects.some(
      (object) =>
        valueAt(object, ['kind']) === 'Application' &&
        valueAt(object, ['metadata', 'name']) === application &&
        ['namespace', 'requests'].some((field) => valueAt(object, ['spec', field]) === namespace),
    );
  };
}

function objectsIn(content: Uint8Array | undefined): unknown[] {
  if (content === undefined || content.length > largestFile) return [];
  return parseYaml(content).documents.map(({ value }) => value);
}

function toAnswer({ commit, time, author }: FileVersion): AskedSince {
  return { since: new Date(time * 1000), author: author.name || author.email, commit };
}
