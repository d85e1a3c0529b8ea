import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cluster, runIn, smallFleet } from '../commands/support.ts';
import { createRepository, runGit, temporaryFolder, writeFiles, writeHook } from '../support/git.ts';
import { clustersOn, deploy, deployed, publish, stateOf, tipOf } from './support.ts';

const store = cluster('e3', 'stores/east');

function failure(message: string, hint: string) {
  return { code: 2, out: '', err: `error: ${message}\nhint: ${hint}\n` };
}

describe('deploy refuses, and says what to do', () => {
  it('on another branch, and without one', async () => {
    const { ann } = publish();
    runGit(ann, 'switch', '--quiet', '--create', 'topic');
    writeFiles(ann, store);
    const before = stateOf(ann);
    expect(await deploy(ann)).toEqual(
      failure('this is branch topic; clusters read main, and deploy writes there alone', 'Go there: git switch main'),
    );
    runGit(ann, 'switch', '--quiet', '--detach');
    expect(await deploy(ann)).toEqual(
      failure('HEAD is detached; deploy writes to main, the branch that clusters read', 'Go there: git switch main'),
    );
    expect(stateOf(ann)).toEqual(before);
  });

  it('without a remote, unless it need not push', async () => {
    const folder = createRepository(smallFleet);
    expect(await deploy(folder)).toEqual(
      failure(
        'there is no remote to push to',
        'Add one: git remote add origin URL. To commit alone: resedge deploy --no-push',
      ),
    );
    expect(stateOf(folder).status).toBe('');
    expect(await deployed(folder, ['--no-push'])).toMatchObject({ pushed: false, attempts: 0, commit: tipOf(folder) });
    expect(stateOf(folder).status).toBe('');
    expect((await runIn(folder, ['generate', '--check'])).code).toBe(0);
  });

  it('where there is no Git repository', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, smallFleet);
    expect(await deploy(folder)).toEqual(failure('this folder is not in a Git repository', 'Make one: git init'));
  });

  it('where the remote cannot be reached, before it writes anything', async () => {
    const { remote, ann } = publish();
    rmSync(remote, { recursive: true });
    writeFiles(ann, store);
    const before = stateOf(ann);
    const { code, out, err } = await deploy(ann);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: Cannot fetch from origin: .*\nhint: .*git fetch origin\n$/s);
    expect(stateOf(ann)).toEqual(before);
    expect(await deployed(ann, ['--no-push'])).toMatchObject({ pushed: false });
  });

  it('where Git does not know who commits', async () => {
    const { remote, ann } = publish();
    runGit(ann, 'config', 'user.useConfigOnly', 'true');
    runGit(ann, 'config', '--unset', 'user.name');
    runGit(ann, 'config', '--unset', 'user.email');
    writeFiles(ann, store);
    const tip = tipOf(remote);
    expect(await deploy(ann)).toEqual(
      failure(
        'Git does not know who you are, so it cannot write a commit.',
        'Type: git config user.name "Your Name" && git config user.email you@example.com',
      ),
    );
    expect([tipOf(ann), tipOf(remote)]).toEqual([tip, tip]);
    runGit(ann, 'config', 'user.name', 'Ann Example');
    runGit(ann, 'config', 'user.email', 'ann@example.com');
    await deployed(ann);
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2']);
  });

  it('where the server says no, and pushes once it says yes', async () => {
    const { remote, ann } = publish();
    writeHook(remote, 'pre-receive', 'echo "main is frozen until Monday" >&2; exit 1');
    writeFiles(ann, store);
    const tip = tipOf(remote);
    expect(await deploy(ann)).toEqual(
      failure(
        'the remote refused the push: main is frozen until Monday',
        'The commit is in this repository, on main. When the remote lets it in, deploy again.',
      ),
    );
    expect(tipOf(remote)).toBe(tip);
    expect(runGit(ann, 'log', '--format=%s')).toBe('A change\nFirst');
    expect(stateOf(ann).status).toBe('');
    rmSync(join(remote, 'hooks/pre-receive'));
    expect(await deployed(ann)).toMatchObject({ pushed: true, attempts: 1, generate: { created: 0 } });
    expect(runGit(remote, 'log', '--format=%s', 'main')).toBe('A change\nFirst');
  });

  it('where a hook here says no', async () => {
    const { remote, ann } = publish();
    writeHook(join(ann, '.git'), 'pre-commit', 'echo "not on Fridays" >&2; exit 1');
    writeFiles(ann, store);
    const tip = tipOf(remote);
    const { code, err } = await deploy(ann);
    expect(err).toMatch(/^error: Git did not commit:\nnot on Fridays\n/);
    expect({ code, tips: [tipOf(ann), tipOf(remote)] }).toEqual({ code: 2, tips: [tip, tip] });
  });

  it('a message or a reason that says nothing', async () => {
    const { ann } = publish();
    const see = 'See resedge deploy --help\n';
    expect(await deploy(ann, ['-m', ' '])).toEqual({
      code: 2,
      out: '',
      err: `error: the message is empty\nhint: Say why: -m "Open store 3901"\n${see}`,
    });
    expect(await deploy(ann, ['--allow', ''])).toEqual({
      code: 2,
      out: '',
      err: `error: the reason is empty\nhint: Say why: --allow "contract ended"\n${see}`,
    });
    expect((await runIn(ann, ['deploy'])).err).toBe(
      `error: deploy needs a message\nhint: Say why: -m "Open store 3901". To move what waits: --waiting\n${see}`,
    );
  });

  it('a generated file that was edited by hand', async () => {
    const { ann } = publish();
    writeFiles(ann, { 'clusters/e1/kustomization.yaml': '# Generated by resedge from cluster/e1. By hand.\n' });
    const { code, err } = await deploy(ann);
    expect(err).toMatch(
      /^clusters\/e1\/kustomization.yaml:1:1 RE802 error [\s\S]*\nerror: clusters\/ and fleet\/ are not as/,
    );
    expect(code).toBe(2);
    expect(stateOf(ann).status).toBe(' M clusters/e1/kustomization.yaml');
  });
});
