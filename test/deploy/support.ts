import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Kustomize, Workspace } from '../../src/ports/kustomize.ts';
import { runIn, smallFleet } from '../commands/support.ts';
import { readFleet, readTexts } from '../support/fleet.ts';
import { runGit, serveRepository, temporaryFolder, writeFiles } from '../support/git.ts';
import type { FakeMachine, Run } from '../support/host.ts';

type Files = Readonly<Record<string, string>>;

/** A bare repository with a fleet that was deployed, and two clones of it. */
export interface Published {
  readonly remote: string;
  readonly ann: string;
  readonly bob: string;
}

const templates = new Map<Files, string>();

/** Copies a template, so that only the first one of a fleet runs Git. The clones name their remote by `../remote.git`. */
export function publish(files: Files = smallFleet): Published {
  const template = templates.get(files) ?? makeTemplate(files);
  templates.set(files, template);
  const home = temporaryFolder();
  cpSync(template, home, { recursive: true });
  return { remote: join(home, 'remote.git'), ann: join(home, 'ann'), bob: join(home, 'bob') };
}

function makeTemplate(files: Files): string {
  const home = temporaryFolder();
  const ann = join(home, 'ann');
  writeFiles(ann, { ...files, ...Object.fromEntries(readFleet(files).generated), '.gitattributes': attributes });
  runGit(ann, 'init', '--quiet', '--template', '', '--initial-branch', 'main');
  runGit(ann, 'config', 'user.name', 'Ann Example');
  runGit(ann, 'config', 'user.email', 'ann@example.com');
  runGit(ann, 'add', '--all');
  runGit(ann, 'commit', '--quiet', '--message', 'First');
  runGit(ann, 'repack', '-adq');
  runGit(home, 'clone', '--quiet', '--bare', '--template', '', 'ann', 'remote.git');
  runGit(join(home, 'remote.git'), 'config', 'http.receivepack', 'true');
  runGit(ann, 'remote', 'add', 'origin', '../remote.git');
  runGit(ann, 'fetch', '--quiet');
  cpSync(ann, join(home, 'bob'), { recursive: true });
  return home;
}

export const attributes =
  '/clusters/** linguist-generated -text -filter -ident\n/fleet/** linguist-generated -text -filter -ident\n';

/** Builds nothing of anything: what manifests say is tested elsewhere. */
export async function emptyKustomize(): Promise<Kustomize> {
  const workspace: Workspace = { write() {}, build: async () => ({ ok: true, text: '' }), close() {} };
  return { identity: 'empty', open: async () => workspace };
}

/** `resedge deploy` without questions. */
export function deploy(folder: string, words: readonly string[] = [], machine: FakeMachine = {}): Promise<Run> {
  return runIn(folder, ['deploy', '-m', 'A change', '--yes', ...words], { kustomize: emptyKustomize, ...machine });
}

/** What was said, but for what leaves clusters and what waits. */
export function withoutEffects(err: string): string {
  return err.replaceAll(/^\S+ leaves .*\n|^What waits:\n( {2}.*\n)+/gm, '');
}

/** Deploys, which has to succeed; what `-o json` prints. */
export async function deployed(
  folder: string,
  words: readonly string[] = [],
  machine: FakeMachine = {},
): Promise<unknown> {
  const { code, out, err } = await deploy(folder, ['-o', 'json', ...words], machine);
  expect({ code, err: withoutEffects(err) }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

/** A clone with a change that was deployed elsewhere: what others push in between, see `pushTheirs`. */
export async function deployedElsewhere(files: Files): Promise<string> {
  const { ann } = publish();
  writeFiles(ann, files);
  await deployed(ann);
  return ann;
}

/** Brings what was deployed elsewhere to a remote of the same fleet. */
export function pushTheirs(theirs: string, { remote }: Published): void {
  runGit(remote, 'fetch', '--quiet', theirs, 'main:main');
}

/** Lets the clones reach their remote without the git program. */
export async function overHttp({ remote, ann, bob }: Published): Promise<void> {
  const url = await serveRepository(remote);
  for (const clone of [ann, bob]) {
    const path = join(clone, '.git/config');
    writeFileSync(path, readFileSync(path, 'utf8').replace('../remote.git', url));
  }
}

/** Git without the git program. */
export const embedded: FakeMachine = { env: { RESEDGE_GIT: 'embedded' } };

/** The names of the clusters that a remote holds, checked to be current by a fresh clone. */
export async function clustersOn(remote: string, prefix = ''): Promise<string[]> {
  const clone = temporaryFolder();
  runGit(clone, 'clone', '--quiet', remote, '.');
  const folder = join(clone, prefix);
  const { code, out, err } = await runIn(folder, ['generate', '--check']);
  expect({ code, err, out }).toEqual({ code: 0, err: '', out: expect.stringMatching(/^0 errors/) });
  expect(runGit(clone, 'status', '--porcelain')).toBe('');
  const paths = runGit(folder, 'ls-files', 'clusters').split('\n');
  return paths.map((path) => path.split('/').at(-2) ?? '');
}

/** The commit that a branch is at. */
export function tipOf(folder: string, branch = 'main'): string {
  return runGit(folder, 'rev-parse', branch);
}

/** The id of all files of a repository: two that have the same files have the same. */
export function treeOf(folder: string): string {
  return tipOf(folder, 'main^{tree}');
}

/** The state of a clone: its branch, its files and what is staged of them. */
export function stateOf(folder: string): { tip: string; status: string } {
  return { tip: tipOf(folder), status: runGit(folder, 'status', '--porcelain', '--untracked-files=all') };
}

/** The paths that the last commit of a repository changed. */
export function lastPaths(folder: string): string[] {
  return runGit(folder, 'show', '--format=', '--name-only', '--no-renames', 'main').split('\n');
}

/** The texts that a branch holds below some folders. */
export function textsOn(remote: string, folders: readonly string[]): Files {
  const clone = temporaryFolder();
  runGit(clone, 'clone', '--quiet', remote, '.');
  return Object.fromEntries(
    folders.flatMap((folder) =>
      Object.entries(readTexts(join(clone, folder))).map(([path, text]) => [`${folder}/${path}`, text]),
    ),
  );
}
