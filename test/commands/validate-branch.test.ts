import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inMemory } from '../deploy/in-memory.ts';
import { deploy, publish, tipOf } from '../deploy/support.ts';
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
async function errors(folder: string, words: readonly string[] = [], machine: FakeMachine = {}): Promise<string[]> {
  const { code, out } = await runIn(folder, ['validate', '-o', 'json', ...words], machine);
  const { items }: { items: Record<string, string>[] } = JSON.parse(out);
  const ofBranch = items.filter(({ severity }) => severity === 'error');
  expect(code).toBe(ofBranch.length === 0 ? 0 : 1);
  return ofBranch.map(({ rule, file, message, hint }) => `${rule} ${file}: ${message} (${hint})`);
}

/** What `validate` says beside its findings, which are none. */
async function notes(folder: string, machine: FakeMachine = {}): Promise<string> {
  const { code, err } = await runIn(folder, ['validate'], machine);
  expect(code).toBe(0);
  return err;
}

function restore(base: string): string {
  return `Take them back: git restore --source ${base} --staged --worktree -- clusters fleet. Files that are new: remove them.`;
}

/** A pull request with an edited file; `merge`: the commit that merges it, as GitHub and Azure make one. */
function pullRequest() {
  const { ann, remote } = publish();
  const commitOf = (ref: string) => runGit(ann, 'rev-parse', ref);
  runGit(ann, 'switch', '--quiet', '--create', 'mine');
  appendFileSync(join(ann, 'fleet/sources/online/fleet.yaml'), '# by hand\n');
  runGit(ann, 'commit', '--quiet', '--all', '--message', 'By hand');
  runGit(ann, 'switch', '--quiet', '--detach', 'main');
  runGit(ann, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'mine');
  runGit(ann, 'push', '--quiet', 'origin', 'HEAD:refs/pull/1/merge', 'mine:refs/pull/1/head');
  return {
    base: commitOf('main'),
    head: commitOf('mine'),
    merge: commitOf('HEAD'),
    /** A clone of one of the two commits, as deep as this. */
    fetched(ref: 'merge' | 'head', depth: number): string {
      const folder = createRepository();
      runGit(folder, 'fetch', '--quiet', `--depth=${depth}`, `file://${remote}`, `refs/pull/1/${ref}`);
      runGit(folder, 'switch', '--quiet', '--detach', 'FETCH_HEAD');
      return folder;
    },
  };
}

describe('generated files on a branch', () => {
  it('are found where they were written, but not committed', async () => {
    const { ann, base } = onBranch();
    writeFiles(ann, cluster('e1', 'stores/east', ', values: {till: "7"}'));
    expect(await errors(ann)).toEqual([]);
    await runIn(ann, ['generate']);
    const found = [
      `RE803 clusters/e1/kustomization.yaml: this file was changed on branch mine; deploy writes them, on main (${restore(base)})`,
    ];
    expect(await errors(ann)).toEqual(found);
    expect(await errors(ann, [], { env: { RESEDGE_GIT: 'embedded' } })).toEqual(found);
    expect(await errors(ann, ['--staged'])).toEqual([]);
    runGit(ann, 'restore', '--source', base, '--staged', '--worktree', '--', 'clusters', 'fleet');
    expect(await errors(ann)).toEqual([]);
  });

  it('are found where they were committed, as CI has a pull request: merged, on no branch', async () => {
    const { ann, base } = onBranch();
    writeFiles(ann, {
      ...cluster('e1', 'stores/east', ', values: {till: "7"}'),
      ...cluster('e2', 'stores/east', ', values: {till: "8"}'),
    });
    await runIn(ann, ['generate']);
    runGit(ann, 'add', '--all');
    expect(await errors(ann, ['--staged'])).toEqual([
      `RE803 clusters/e1/kustomization.yaml: 2 files such as this one were changed on branch mine; deploy writes them, on main (${restore(base)})`,
    ]);
    runGit(ann, 'commit', '--quiet', '--message', 'Mine');
    runGit(ann, 'switch', '--quiet', '--detach', 'origin/main');
    runGit(ann, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'mine');
    expect(await errors(ann)).toEqual([
      `RE803 clusters/e1/kustomization.yaml: 2 files such as this one were changed while HEAD is on no branch; deploy writes them, on main (${restore(base)})`,
    ]);
  });

  it('may be those that came from the branch that clusters read', async () => {
    const { ann, bob } = publish();
    runGit(ann, 'switch', '--quiet', '--create', 'mine');
    writeFiles(bob, cluster('e3', 'stores/east'));
    await runIn(bob, ['deploy', '-m', 'E3', '--yes']);
    runGit(ann, 'fetch', '--quiet');
    expect(await errors(ann)).toEqual([]);
    runGit(ann, 'merge', '--quiet', 'origin/main');
    expect(await errors(ann)).toEqual([]);
  });

  it('are as they should be on the branch that clusters read', async () => {
    const { ann } = publish();
    writeFiles(ann, cluster('e3', 'stores/east'));
    await runIn(ann, ['generate']);
    expect(await errors(ann)).toEqual([]);
  });

  it('are told of where there was none before', async () => {
    const folder = createRepository(smallFleet);
    runGit(folder, 'switch', '--quiet', '--create', 'mine');
    writeFiles(folder, Object.fromEntries(readFleet(smallFleet).generated));
    expect(await errors(folder)).toEqual([
      expect.stringMatching(
        /^RE803 clusters\/e1\/kustomization.yaml: 20 files such as this one .* \(Remove them here: /,
      ),
    ]);
  });
});

describe('what deploy wrote', () => {
  it('is no change of a branch that begins at a commit which was not pushed', async () => {
    const fleet = await inMemory();
    fleet.write(cluster('e3', 'stores/east'));
    await fleet.deploy(['--no-push']);
    await fleet.git.switchHere('mine');
    expect((await fleet.run(['validate'])).code).toBe(0);
  });

  it('does not cover what was committed after it', async () => {
    const fleet = await inMemory();
    fleet.write(cluster('e3', 'stores/east'));
    await fleet.deploy(['--no-push']);
    fleet.write(cluster('e1', 'stores/east', ', values: {till: "7"}'));
    await fleet.run(['generate']);
    await fleet.commit('By hand');
    expect((await fleet.run(['validate'])).code).toBe(0);
    await fleet.git.switchHere('mine');
    const { code, out } = await fleet.run(['validate']);
    expect(code).toBe(1);
    expect(out).toContain('clusters/e1/kustomization.yaml:1:1 RE803 error  this file was changed on branch mine');
  });

  it('may come with a merge that is not finished', async () => {
    const { ann, bob } = publish();
    runGit(ann, 'switch', '--quiet', '--create', 'mine');
    writeFiles(bob, cluster('e3', 'stores/east'));
    await deploy(bob);
    runGit(ann, 'fetch', '--quiet');
    runGit(ann, 'merge', '--quiet', '--no-ff', '--no-commit', 'origin/main');
    expect(await errors(ann)).toEqual([]);
    expect(await errors(ann, ['--staged'])).toEqual([]);
    expect(await errors(ann, ['--staged'], { env: { RESEDGE_GIT: 'embedded' } })).toEqual([]);
  });
});

describe('a pipeline that checks a pull request, in a clone that is not deep', () => {
  const edited = expect.stringMatching(
    /^RE803 fleet\/sources\/online\/fleet.yaml: this file was changed while HEAD is on no/,
  );

  const requested = pullRequest();

  it.each([
    ['GitHub', { GITHUB_BASE_REF: 'main' }, 'GITHUB_SHA'],
    ['Azure', { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' }, 'BUILD_SOURCEVERSION'],
  ])('%s: begins at the first parent of the merge that the system made', async (_, target, sha) => {
    const { merge, head, fetched } = requested;
    const folder = fetched('merge', 2);
    expect(await errors(folder, [], { env: { ...target, [sha]: merge } })).toEqual([edited]);
    expect(await notes(folder, { env: { ...target, [sha]: head } })).toContain('Not checked: ');
    expect(await notes(folder)).toContain('Not checked: ');
  });

  it('GitLab: begins where the system says, if the request goes to the branch that clusters read', async () => {
    const { base, fetched } = requested;
    const folder = fetched('head', 2);
    const env = { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', CI_MERGE_REQUEST_DIFF_BASE_SHA: base };
    expect(await errors(folder, [], { env })).toEqual([edited]);
    expect(await notes(folder, { env: { ...env, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'next' } })).toContain(
      'Not checked',
    );
  });

  it('says that this was not checked where the commit is not there', async () => {
    const { merge, fetched } = requested;
    const env = { GITHUB_BASE_REF: 'main', GITHUB_SHA: merge };
    expect(await notes(fetched('merge', 1), { env })).toContain(
      'Not checked: whether generated files were changed on this branch. Where it left main is not known in this clone.',
    );
  });
});
