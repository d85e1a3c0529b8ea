import { dirname, join, relative, sep } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { Host } from '../../ports/host.ts';
import { fillTemplate } from '../../state/assets.ts';
import { programVersion } from '../../version.ts';

/** The systems that a pipeline can be written for. */
export const ciSystems = ['github', 'gitlab', 'azure'] as const;

export type CiSystem = (typeof ciSystems)[number];

/** Where each of them looks, counted from the Git root. */
const paths: Readonly<Record<CiSystem, string>> = {
  github: '.github/workflows/resedge.yml',
  gitlab: '.gitlab-ci.yml',
  azure: 'azure-pipelines.yml',
};

/** A file that tells a CI system what to do. */
export interface Pipeline {
  /** The Git root, absolute. */
  readonly root: string;
  /** Absolute. */
  readonly file: string;
  /** Counted from the Git root. */
  readonly path: string;
  readonly text: string;
  /** What has to be done beside it, in sentences. */
  readonly notes: readonly string[];
  /** What is in its place: nothing, this very text, another one that resedge wrote, or something else. */
  readonly there: 'nothing' | 'same' | 'ours' | 'foreign';
}

/** The pipeline of a fleet, in a folder that need not be there yet. */
export async function pipelineFor(host: Host, system: CiSystem, folder: string, branch: string): Promise<Pipeline> {
  const root = (await gitRootOf(host, folder)) ?? folder;
  const prefix = relative(root, folder).split(sep).join('/');
  requirePlain(`the branch ${branch}`, branch);
  requirePlain(`the folder ${prefix}`, prefix);
  const path = paths[system];
  const text = fillTemplate(host.fs, `ci/${system}.yml`, {
    branch,
    folder: prefix === '' ? '.' : prefix,
    prefix: prefix === '' ? '' : `${prefix}/`,
    version: programVersion(),
  });
  const file = join(root, path);
  return { root, file, path, text, notes: notesFor(system, branch), there: inPlace(host, file, text) };
}

/** GitLab keeps schedules outside of the file. */
function notesFor(system: CiSystem, branch: string): string[] {
  if (system !== 'gitlab') return [];
  return [`For what waits, make a schedule: Build > Pipeline schedules, interval */15 * * * *, on ${branch}`];
}

/** Refuses to write over what somebody else wrote. */
export function requireOwn({ there, path }: Pipeline, system: CiSystem): void {
  if (there !== 'foreign') return;
  throw new UserError(
    `there is a file ${path} already, and resedge did not write it`,
    `See what would be in it, and put the two together: resedge init --ci ${system} --dry-run`,
  );
}

/** Where a folder is in a Git repository, or would be. */
async function gitRootOf(host: Host, folder: string): Promise<string | undefined> {
  let there = folder;
  while (!host.fs.stat(there) && dirname(there) !== there) there = dirname(there);
  const git = await host.git(there);
  if (!git) return undefined;
  // The folder may be named by a link: its place below the root is the same.
  const below = relative(git.root, host.fs.realPath(there));
  return below === '' ? there : join(there, relative(below, '.'));
}

function inPlace(host: Host, file: string, text: string): Pipeline['there'] {
  if (!host.fs.stat(file)) return 'nothing';
  const there = new TextDecoder().decode(host.fs.read(file));
  if (there === text) return 'same';
  return there.startsWith('# Written by: resedge init') ? 'ours' : 'foreign';
}

/** Pipelines take some signs for patterns, and others end a text. */
function requirePlain(what: string, text: string): void {
  if (/^[\w./-]*$/.test(text)) return;
  throw new UserError(
    `${what} has signs that mean something else in a pipeline`,
    'Letters, digits, ".", "_", "-" and "/" do not.',
  );
}
