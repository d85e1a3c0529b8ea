import { describe, expect, it } from 'vitest';
import { publish, tipOf } from '../deploy/support.ts';
import { readFleet } from '../support/fleet.ts';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import type { FakeMachine } from '../support/host.ts';
import { cluster, runIn, smallFleet } from './support.ts';

/** A clone on a branch of its own. */
function onBranch(): { ann: string; base: string } {
  const { ann } = publish();
  runGit(ann, 'switch', '--quiet', '--create', 'mine');
  return { ann, base: tipOf(ann).slice(0, 10) };
}

/** What is said of the branch: that the namespace has no quota is another matter. */
async function warnings(folder: string, words: readonly string[] = [], machine: FakeMachine = {}): Promise<string[]> {
  const { code, out } = await runIn(folder, ['validate', '-o', 'json', ...words], machine);
  expect(code).toBe(0);
  const { items }: { items: Record<string, string>[] } = JSON.parse(out);
  const ofBranch = items.filter(({ rule }) => rule !== 'RE503');
  return ofBranch.map(({ rule, file, message, hint }) => `${rule} ${file}: ${message} (${hint})`);
}

function restore(base: string): string {
  return `Take them back: git restore --source ${base} --staged --worktree -- clusters fleet. Files that are new: remove them.`;
}

describe('generated files on a branch', () => {
  it('are found where they were written, but not committed', async () => {
    const { ann, base } = onBranch();
    writeFiles(ann, cluster('e1', 'stores/east', ', values: {till: "7"}'));
    expect(await warnings(ann)).toEqual([]);
    await runIn(ann, ['generate']);
    const found = [
      `RE803 clusters/e1/kustomization.yaml: this file was changed on branch mine; deploy writes them, on main (${restore(base)})`,
    ];
    expect(await warnings(ann)).toEqual(found);
    expect(await warnings(ann, [], { env: { RESEDGE_GIT: 'embedded' } })).toEqual(found);
    expect(await warnings(ann, ['--staged'])).toEqual([]);
    runGit(ann, 'restore', '--source', base, '--staged', '--worktree', '--', 'clusters', 'fleet');
    expect(await warnings(ann)).toEqual([]);
  });

  it('are found where they were committed, as CI has a pull request: merged, on no branch', async () => {
    const { ann, base } = onBranch();
    writeFiles(ann, {
      ...cluster('e1', 'stores/east', ', values: {till: "7"}'),
      ...cluster('e2', 'stores/east', ', values: {till: "8"}'),
    });
    await runIn(ann, ['generate']);
    runGit(ann, 'add', '--all');
    expect(await warnings(ann, ['--staged'])).toEqual([
      `RE803 clusters/e1/kustomization.yaml: 2 files such as this one were changed on branch mine; deploy writes them, on main (${restore(base)})`,
    ]);
    runGit(ann, 'commit', '--quiet', '--message', 'Mine');
    runGit(ann, 'switch', '--quiet', '--detach', 'origin/main');
    runGit(ann, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'mine');
    expect(await warnings(ann)).toEqual([
      `RE803 clusters/e1/kustomization.yaml: 2 files such as this one were changed while HEAD is on no branch; deploy writes them, on main (${restore(base)})`,
    ]);
  });

  it('may be those that came from the branch that clusters read', async () => {
    const { ann, bob } = publish();
    runGit(ann, 'switch', '--quiet', '--create', 'mine');
    writeFiles(bob, cluster('e3', 'stores/east'));
    await runIn(bob, ['deploy', '-m', 'E3', '--yes']);
    runGit(ann, 'fetch', '--quiet');
    expect(await warnings(ann)).toEqual([]);
    runGit(ann, 'merge', '--quiet', 'origin/main');
    expect(await warnings(ann)).toEqual([]);
  });

  it('are as they should be on the branch that clusters read', async () => {
    const { ann } = publish();
    writeFiles(ann, cluster('e3', 'stores/east'));
    await runIn(ann, ['generate']);
    expect(await warnings(ann)).toEqual([]);
  });

  it('are told of where there was none before', async () => {
    const folder = createRepository(smallFleet);
    runGit(folder, 'switch', '--quiet', '--create', 'mine');
    writeFiles(folder, Object.fromEntries(readFleet(smallFleet).generated));
    expect(await warnings(folder)).toEqual([
      expect.stringMatching(
        /^RE803 clusters\/e1\/kustomization.yaml: 20 files such as this one .* \(Remove them here: /,
      ),
    ]);
  });
});
