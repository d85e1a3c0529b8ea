import { join } from 'node:path';
import { generatedFolders } from '../generate/layout.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../ports/host.ts';
import { assetFolder, copyTree, fillTemplate } from './assets.ts';
import { attributesFile, missingAttributes } from './generate.ts';
import { fleetFile } from './repository.ts';

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
  const values = {
    ...answers,
    clusters: String(answers.clusters),
    layout: JSON.stringify(layoutFor(answers.clusters)),
  };
  const template = (name: string) => fillTemplate(host.fs, `init/${name}`, values);
  return new Map([
    [fleetFile, template('resedge.yaml')],
    [`inventory/groups/${answers.group}.yaml`, template('group.yaml')],
    ['README.md', template('README.md')],
    [attributesFile, missingAttributes(undefined) ?? ''],
  ]);
}

/** Refuses a folder that holds a fleet already. */
export function checkEmpty(host: Host, folder: string): void {
  if (host.fs.stat(join(folder, fleetFile)))
    throw new UserError(`${folder} is a fleet repository already`, 'See what is in it: resedge get clusters');
}

/** Writes the files, leaving those alone that are there; makes a Git repository where there is none. Returns what was written. */
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
    host.fs.write(join(folder, path), text);
    written.push(path);
  }
  if (!(await host.git(folder))) await host.createGit(folder, branch);
  return written;
}

/** The files of the example. With a URL, resedge.yaml names it, and what was generated from the old one is left out. */
export function exampleFiles(host: Host, url: string | undefined): Map<string, string> {
  const files = copyTree(host.fs, join(assetFolder('examples'), 'retail'));
  const fleet = files.get(fleetFile);
  if (url === undefined || fleet === undefined) return files;
  for (const path of files.keys())
    if (generatedFolders.some((folder) => path.startsWith(`${folder}/`))) files.delete(path);
  return files.set(
    fleetFile,
    fleet.replace(/^( {4}url: ).*$/m, (_line, before: string) => before + scalar(url)),
  );
}

/** A YAML scalar: quoted, unless it is plain for every parser. */
function scalar(text: string): string {
  return /^[A-Za-z][\w./:@-]*$/.test(text) && !text.endsWith(':') ? text : JSON.stringify(text);
}
