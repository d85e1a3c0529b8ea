import { join } from 'node:path';
import { generatedFolders } from '../../generate/layout.ts';
import { UserError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';
import { assetFolder, copyTree, fillTemplate } from '../../state/assets.ts';
import { findRoot, fleetFile } from '../../state/repository.ts';
import { attributesFile, missingAttributes } from '../deliver/generate.ts';
import { editorFiles } from './editor-files.ts';

/** The answers to the questions of `init`. */
export interface InitAnswers {
  /** The name of the fleet. */
  readonly name: string;
  /** The Git URL that clusters read. */
  readonly url: string;
  readonly branch: string;
  /** The topmost group. */
  readonly group: string;
  /** How many clusters there will be: decides the layout. */
  readonly clusters: number;
}

/** Above so many clusters their folders are spread over 256 others: Git hosts advise at most 3,000 entries. */
export const widestFolder = 2000;

/** The layout for a number of clusters. */
export function layoutFor(clusters: number): string {
  return clusters > widestFolder ? 'clusters/{hash}/{name}' : 'clusters/{name}';
}

/** The files of a new fleet repository by their path in it. */
export function initFiles(host: Host, answers: InitAnswers): Map<string, string> {
  const { name, url, branch, group } = answers;
  const values = {
    name: scalar(name),
    url: scalar(url),
    branch: scalar(branch),
    group: scalar(group),
    layout: scalar(layoutFor(answers.clusters)),
  };
  return new Map([
    [fleetFile, fillTemplate(host.fs, 'init/resedge.yaml', values)],
    [`inventory/groups/${group}.yaml`, fillTemplate(host.fs, 'init/group.yaml', values)],
    ['README.md', fillTemplate(host.fs, 'init/README.md', { name })],
    [attributesFile, missingAttributes(undefined) ?? ''],
    ...editorFiles(host.fs),
  ]);
}

/** Refuses a folder that is in a fleet already. */
export function checkEmpty(host: Host, folder: string): void {
  const root = findRoot(host, folder);
  if (root === undefined) return;
  throw new UserError(
    root === folder ? `${folder} is a fleet repository already` : `${folder} is in the fleet repository ${root}`,
    'See what is in it: resedge get clusters',
  );
}

/** Writes the files, leaving those alone that are there; makes a Git repository if there is none. Returns what was written. */
export async function writeInit(
  host: Host,
  folder: string,
  files: ReadonlyMap<string, string>,
  branch: string,
): Promise<string[]> {
  const written: string[] = [];
  host.fs.makeFolder(folder);
  for (const [path, text] of files) {
    if (host.fs.stat(join(folder, path))) continue;
    host.fs.write(join(folder, path), text, folder);
    written.push(path);
  }
  if (!(await host.git(folder))) await host.createGit(folder, branch);
  return written;
}

/** The files of the example. With a URL, resedge.yaml names it, and what was generated from the old one is left out. */
export function exampleFiles(host: Host, url: string | undefined): Map<string, string> {
  const files = new Map([...copyTree(host.fs, join(assetFolder('examples'), 'retail')), ...editorFiles(host.fs)]);
  const fleet = files.get(fleetFile);
  if (url === undefined || fleet === undefined) return files;
  for (const path of files.keys())
    if (generatedFolders.some((folder) => path.startsWith(`${folder}/`))) files.delete(path);
  return files.set(
    fleetFile,
    fleet.replace(/^( {4}url: ).*$/m, (_line, before: string) => before + scalar(url)),
  );
}

/** A YAML scalar: quoted, unless it is plain text for every parser. */
function scalar(text: string): string {
  const isWord = /^(true|false|yes|no|on|off|y|n|null|e\d+)$/i.test(text);
  return /^[A-Za-z][\w./:@-]*$/.test(text) && !text.endsWith(':') && !isWord ? text : JSON.stringify(text);
}
