import type { Finding } from '../model/diagnostic.ts';
import { nearest } from '../model/nearest.ts';
import { lastName, parentOf } from '../model/paths.ts';
import { kustomizationInvalid } from '../model/rules/re402-kustomization-invalid.ts';
import { pathEscapes } from '../model/rules/re406-path-escapes.ts';
import type { FolderIndex } from './folder-index.ts';
import type { KustomizationReference } from './kustomization-references.ts';
import type { ReferenceTarget } from './reference-target.ts';
import { isBase } from './remote-bases.ts';

type Problem = Omit<Finding, 'place'>;

/** Why Kustomize, or resedge, refuses what a kustomization in a folder loads; undefined if it is fine. */
export function findReferenceProblem(
  reference: KustomizationReference,
  folder: string,
  target: ReferenceTarget,
  index: FolderIndex,
): Problem | undefined {
  const { text } = reference;
  if (target.type === 'outside') {
    const hint = 'Clusters get nothing from elsewhere: move what it names there.';
    return { rule: pathEscapes, message: `${text} is not below apps/ or policies/`, hint };
  }
  if (target.type === 'remote') return index.allowsRemote && isBase(reference) ? undefined : remoteProblem(reference);
  const entry = index.file(target.path);
  if (entry?.problem !== undefined) return invalid(`${target.path} ${entry.problem}`);
  if (entry) return fileProblem(reference, folder, target.path);
  return index.hasFolder(target.path)
    ? folderProblem(reference, folder, target.path, index)
    : missingFile(text, target.path, index);
}

/** What a URL brings is not in the commit that is checked, and another time it may be something else. */
function remoteProblem(reference: KustomizationReference): Problem {
  const { text: url } = reference;
  const get = /^https?:.*\.(ya?ml|json)$/.test(url)
    ? `curl --fail --remote-name ${url}`
    : 'git subtree add --squash --prefix apps/NAME REPOSITORY REF';
  const message = `${url} is loaded from elsewhere, and clusters get nothing that was not checked here`;
  return invalid(message, `Keep a copy of it in this repository, and name that: ${get}`);
}

function invalid(message: string, hint?: string): Problem {
  return hint === undefined ? { rule: kustomizationInvalid, message } : { rule: kustomizationInvalid, message, hint };
}

function missingFile(text: string, path: string, index: FolderIndex): Problem {
  const near = nearest(lastName(path), index.namesIn(parentOf(path)));
  const written = text.slice(0, text.lastIndexOf('/') + 1);
  return invalid(`${path} does not exist`, near && `Did you mean ${written}${near}?`);
}

function fileProblem({ text, wants }: KustomizationReference, folder: string, path: string): Problem | undefined {
  if (wants === 'folder' || wants === 'component') return invalid(`${text} is a file, and a folder is wanted here`);
  if (path.startsWith(`${folder}/`)) return undefined;
  return invalid(
    `${text} is a file outside of ${folder}, and Kustomize loads single files only from below it`,
    wants === 'file'
      ? 'Move the file there.'
      : 'Move the file there, or give its folder a kustomization.yaml and name the folder.',
  );
}

/** `user@host/path`: no file of this name is fetched, and no folder of this name is read. */
const sshAddress = /^[a-z][a-z0-9-]*@.*\//i;

function folderProblem(
  { text, wants }: KustomizationReference,
  folder: string,
  path: string,
  index: FolderIndex,
): Problem | undefined {
  if (wants === 'file') return invalid(`${text} is a folder, and a file is wanted here`);
  if (sshAddress.test(text))
    return invalid(`Kustomize takes ${text} for a repository at a host, and not for a folder`, `Write ./${text}`);
  const circle = index.circle(path);
  if (circle) return invalid(`these folders load each other in a circle: ${circle.join(' -> ')}`);
  if (folder.startsWith(`${path}/`)) return invalid(`${text} is above this folder, which Kustomize takes for a circle`);
  const kind = index.load(path)?.kind;
  if (kind === undefined)
    return invalid(
      `${path} has no kustomization.yaml`,
      wants === 'component' ? 'Add one with kind: Component.' : 'Add one, or name the files in it.',
    );
  if (wants === 'component' && kind !== 'Component') {
    return invalid(`${text} is a Kustomization, and a Component is wanted here`, 'Name it under resources.');
  }
  if (wants !== 'component' && kind === 'Component') {
    return invalid(`${text} is a Component, which cannot be loaded here`, 'Name it under components.');
  }
  return undefined;
}
