import { publish } from '../deploy/support.ts';
import { writeFiles } from '../support/git.ts';
import type { FakeMachine, Run } from '../support/host.ts';
import { hostAt } from './pull-request-programs.ts';
import { cluster, runIn } from './support.ts';

export const github = 'https://github.com/contoso/fleet.git';
export const branch = 'resedge/open-store-e3';
export const e3 = cluster('e3', 'stores/east');

export function propose(folder: string, words: readonly string[] = [], machine: FakeMachine = {}): Promise<Run> {
  return runIn(folder, ['propose', '-m', 'Open store E3', '--yes', ...words], machine);
}

/** A clone with a remote on GitHub, and a new cluster that is not committed. */
export function changed(url = github, files: Readonly<Record<string, string>> = e3) {
  const published = publish();
  hostAt(published.ann, url);
  writeFiles(published.ann, files);
  return published;
}
