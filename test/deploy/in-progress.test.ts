import { describe, expect, it } from 'vitest';
import { cluster, clusterPath, object, runIn, smallFleet } from '../commands/support.ts';
import { runGit, writeFiles } from '../support/git.ts';
import { clustersOn, deploy, deployed, publish, stateOf, tipOf } from './support.ts';

/** A cluster whose values stand on lines of their own, so that changes of two do not meet. */
function store(values: Readonly<Record<string, string>>): Record<string, string> {
  const lines = ['lanes', 'a', 'b', 'c', 'd', 'till'].map((key) => `    ${key}: "${values[key] ?? '0'}"`);
  return {
    [clusterPath('e1')]: object('Cluster', 'e1', ['', '  groups: [stores/east]', '  values:', ...lines].join('\n')),
  };
}

function valuesOn(remote: string): string[] {
  const text = runGit(remote, 'show', 'main:clusters/e1/kustomization.yaml');
  return Array.from(text.matchAll(/cluster_(lanes|till)=..(\d)/g), ([, key, value]) => `${key} ${value}`);
}

/** A fleet in which two changes of one cluster were deployed, the older one of its lanes. */
async function deployedTwice() {
  const { remote, ann, bob } = publish();
  writeFiles(ann, store({}));
  await deployed(ann);
  writeFiles(ann, store({ lanes: '8' }));
  await deployed(ann, ['-m', 'Lanes']);
  const lanes = tipOf(ann);
  writeFiles(ann, store({ lanes: '8', till: '1' }));
  await deployed(ann, ['-m', 'Till']);
  return { remote, ann, bob, lanes };
}

function stop(folder: string, ...args: string[]): string[] {
  expect(() => runGit(folder, ...args)).toThrow();
  return runGit(folder, 'diff', '--name-only', '--diff-filter=U').split('\n');
}

describe('deploy finishes what met conflicts in generated files alone', () => {
  it('a revert: what came later is kept', async () => {
    const { remote, ann, lanes } = await deployedTwice();
    expect(stop(ann, 'revert', '--no-edit', lanes)).toEqual(['clusters/e1/kustomization.yaml']);
    const { code, err } = await deploy(ann, ['-m', 'Fewer lanes']);
    expect({ code, err }).toEqual({
      code: 0,
      err: 'The revert that was in progress is finished.\n',
    });
    expect(valuesOn(remote)).toEqual(['lanes 0', 'till 1']);
    expect(runGit(remote, 'log', '-3', '--format=%s', 'main')).toBe('Fewer lanes\nRevert "Lanes"\nTill');
    expect(stateOf(ann)).toEqual({ tip: tipOf(remote), status: '' });
    await clustersOn(remote);
  });

  it('but not in what people put beside them', async () => {
    const { ann } = publish();
    const note = (text: string) => {
      writeFiles(ann, { 'clusters/README.md': text });
      runGit(ann, 'add', '--all');
      runGit(ann, 'commit', '--quiet', '--message', text);
    };
    note('first');
    runGit(ann, 'switch', '--quiet', '--create', 'topic');
    note('theirs');
    runGit(ann, 'switch', '--quiet', 'main');
    note('ours');
    expect(stop(ann, 'merge', '--quiet', 'topic')).toEqual(['clusters/README.md']);
    const { code, err } = await deploy(ann);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^error: the merge in progress has conflicts in clusters\/README\.md\n/),
    });
  });

  it('a revert of several commits, each of which stops', async () => {
    const { remote, ann, lanes } = await deployedTwice();
    writeFiles(ann, store({ lanes: '8', till: '1', c: '1' }));
    await deployed(ann, ['-m', 'C']);
    stop(ann, 'revert', '--no-edit', lanes, tipOf(ann, 'main~1'));
    await deployed(ann, ['--quiet']);
    expect(valuesOn(remote)).toEqual(['lanes 0', 'till 0']);
    expect(stateOf(ann)).toEqual({ tip: tipOf(remote), status: '' });
  });

  it.each(['--no-rebase', '--rebase'])('what others deployed: git pull %s', async (how) => {
    const { remote, ann, bob } = publish({ ...smallFleet, ...store({}) });
    writeFiles(bob, store({ lanes: '1' }));
    await deployed(bob, ['--no-push']);
    writeFiles(bob, cluster('e4', 'stores/east'));
    await deployed(bob, ['--no-push']);
    writeFiles(ann, store({ till: '1' }));
    await deployed(ann);
    expect(stop(bob, 'pull', '--quiet', how, 'origin', 'main')).toEqual(['clusters/e1/kustomization.yaml']);
    await deployed(bob, ['--quiet']);
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e4', 'w1', 'w2']);
    expect(valuesOn(remote)).toEqual(['lanes 1', 'till 1']);
    expect(stateOf(bob)).toEqual({ tip: tipOf(remote), status: '' });
  });

  it('a cherry-pick whose other conflicts somebody mended', async () => {
    const { remote, ann, bob } = publish({ ...smallFleet, ...store({}) });
    writeFiles(bob, store({ lanes: '2' }));
    await deployed(bob, ['--no-push']);
    runGit(ann, 'fetch', '--quiet', bob, 'main');
    writeFiles(ann, store({ lanes: '1' }));
    await deployed(ann);
    stop(ann, 'cherry-pick', 'FETCH_HEAD');
    writeFiles(ann, store({ lanes: '3' }));
    runGit(ann, 'add', clusterPath('e1'));
    await deployed(ann, ['--quiet']);
    expect(valuesOn(remote)).toEqual(['lanes 3', 'till 0']);
  });

  it('a rebase whose conflicts somebody mended', async () => {
    const { remote, ann, bob } = publish({ ...smallFleet, ...store({}) });
    writeFiles(bob, store({ lanes: '1' }));
    await deployed(bob, ['--no-push']);
    writeFiles(ann, store({ lanes: '2' }));
    await deployed(ann);
    stop(bob, 'pull', '--quiet', '--rebase', 'origin', 'main');
    writeFiles(bob, store({ lanes: '3' }));
    runGit(bob, 'add', '--all');
    expect((await deploy(bob)).err).toBe('The rebase that was in progress is finished.\n');
    expect(valuesOn(remote)).toEqual(['lanes 3', 'till 0']);
    expect(stateOf(bob)).toEqual({ tip: tipOf(remote), status: '' });
  });

  it('changes that were put away and taken back', async () => {
    const { remote, ann, bob } = publish({ ...smallFleet, ...store({}) });
    writeFiles(ann, store({ till: '1' }));
    expect(await runIn(ann, ['generate'])).toMatchObject({ code: 0 });
    runGit(ann, 'stash', '--quiet');
    writeFiles(bob, store({ lanes: '1' }));
    await deployed(bob);
    runGit(ann, 'pull', '--quiet', '--ff-only', 'origin', 'main');
    expect(stop(ann, 'stash', 'pop')).toEqual(['clusters/e1/kustomization.yaml']);
    await deployed(ann);
    expect(valuesOn(remote)).toEqual(['lanes 1', 'till 1']);
    expect(stateOf(ann)).toEqual({ tip: tipOf(remote), status: '' });
  });
});

describe('deploy leaves alone', () => {
  it('conflicts in files of people: it names them', async () => {
    const { remote, ann, lanes } = await deployedTwice();
    writeFiles(ann, store({ lanes: '9', till: '1' }));
    await deployed(ann);
    const tip = tipOf(remote);
    stop(ann, 'revert', '--no-edit', lanes);
    const before = stateOf(ann);
    const path = clusterPath('e1');
    expect(await deploy(ann)).toEqual({
      code: 2,
      out: '',
      err: `error: the revert in progress has conflicts in ${path}\nhint: Mend this file, git add ${path}, and deploy again, which also finishes the revert. Conflicts in generated files need no mending.\n`,
    });
    expect([stateOf(ann), tipOf(remote)]).toEqual([before, tip]);
    writeFiles(ann, store({ lanes: '7', till: '1' }));
    runGit(ann, 'add', path);
    await deployed(ann, ['--quiet']);
    expect(valuesOn(remote)).toEqual(['lanes 7', 'till 1']);
  });

  it('what is in progress, if it is only to say what it would do', async () => {
    const { ann, lanes } = await deployedTwice();
    stop(ann, 'revert', '--no-edit', lanes);
    const before = stateOf(ann);
    expect((await deploy(ann, ['--dry-run'])).err).toMatch(/^error: a revert is in progress\nhint: Without --dry-run/);
    expect(stateOf(ann)).toEqual(before);
  });

  it('a rebase that somebody stopped to look', async () => {
    const { ann } = await deployedTwice();
    runGit(ann, '-c', 'sequence.editor=sed -i 1s/pick/edit/', 'rebase', '--quiet', '--interactive', 'main~1');
    expect((await deploy(ann)).err).toMatch(
      /^error: git rebase stopped for .*\nhint: Go on with it \(git rebase --continue\)/,
    );
  });
});
