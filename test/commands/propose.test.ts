import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { embedded, overHttp, publish, tipOf } from '../deploy/support.ts';
import { createRepository, runGit, writeFiles, writeHook } from '../support/git.ts';
import { fakeHost } from '../support/host.ts';
import { branch, changed, e3, github, propose } from './propose-support.ts';
import { services } from './pull-request-programs.ts';
import { cluster, object, onDisk, smallFleet } from './support.ts';

describe('propose', () => {
  it('puts intent alone on a branch, pushes it, and opens a pull request with the plan', async () => {
    const { ann, remote } = changed();
    const main = tipOf(ann);
    writeFiles(ann, { 'clusters/e1/kustomization.yaml': '# other\n', 'notes.txt': 'mine' });
    const gh = services('gh');
    const run = await propose(ann, ['-m', 'Open store E3\n\nIt opens in May.'], gh.machine);
    const tip = tipOf(remote, branch);
    expect(run).toEqual({
      code: 0,
      out: `pushed ${tip.slice(0, 10)} to ${branch}\npull request into main created: https://github.com/contoso/fleet/pull/7\n`,
      err: `1 changed generated file left out: deploy writes them, on main.\nYou are on ${branch} now. Back: git switch main\n`,
    });
    expect(runGit(remote, 'show', '--format=%P %B', '--name-only', branch).split('\n')).toEqual([
      `${main} Open store E3`,
      '',
      'It opens in May.',
      '',
      '',
      'inventory/clusters/e3.yaml',
    ]);
    expect([tipOf(ann), tipOf(remote)]).toEqual([main, main]);
    expect(runGit(ann, 'status', '--short', '--branch')).toBe(
      `## ${branch}\n M clusters/e1/kustomization.yaml\n?? notes.txt`,
    );
    const [, created] = gh.calls();
    expect(created).toMatchObject({
      args: ['api', '--hostname', 'github.com', '--method', 'POST', 'repos/contoso/fleet/pulls', '--input', '-'],
      input: { title: 'Open store E3', head: branch, base: 'main' },
    });
    const { body = '' } = gh.request();
    expect(body).toMatch(/^It opens in May\.\n\n<!-- resedge: plan -->\n### Plan: 1 of 5 clusters affected;/);
    expect(body).toContain('| + | namespace/shop | comes to 1 cluster: e3 |');
  });

  it('does nothing twice, and brings the same pull request up to date', async () => {
    const { ann, remote } = changed();
    const gh = services('gh');
    await propose(ann, [], gh.machine);
    const [first, calls] = [tipOf(remote, branch), gh.calls().length];
    expect(await propose(ann, [], gh.machine)).toEqual({
      code: 0,
      out: `${branch} is on the remote as it is here, at ${first.slice(0, 10)}\npull request into main unchanged: https://github.com/contoso/fleet/pull/7\n`,
      err: '',
    });
    expect([tipOf(remote, branch), gh.calls().length]).toEqual([first, calls + 1]);

    gh.edit({ title: 'E3 is coming', body: `Please look at it on Monday.\r\n\r\n${gh.request()['body']}\nThanks!` });
    writeFiles(ann, cluster('e4', 'stores/east'));
    const run = await propose(ann, ['-m', 'And E4'], gh.machine);
    expect(run.out).toContain('pull request into main updated: https://github.com/contoso/fleet/pull/7\n');
    expect(runGit(remote, 'log', '--format=%s', branch)).toBe('And E4\nOpen store E3\nFirst');
    const { title, body = '' } = gh.request();
    expect(title).toBe('E3 is coming');
    expect(body).toMatch(
      /^Please look at it on Monday\.\n\n<!-- resedge: plan -->\n### Plan: 2 of 6 clusters affected;/,
    );
    expect(body.trimEnd()).toMatch(/<!-- resedge: end of plan -->\n*Thanks!$/);
    expect(gh.calls().at(-1)?.args).toContain('repos/contoso/fleet/pulls/7');
  });

  it('begins where somebody has committed by hand', async () => {
    const { ann, remote } = changed();
    runGit(ann, 'add', '--all');
    runGit(ann, 'commit', '--quiet', '--message', 'By hand');
    expect(JSON.parse((await propose(ann, ['-o', 'json'])).out)).toMatchObject({
      committed: false,
      pushed: true,
      branch,
    });
    expect(runGit(remote, 'log', '-1', '--format=%s', branch)).toBe('By hand');
  });

  it('commits on the branch that it finds', async () => {
    const { ann, remote } = changed();
    runGit(ann, 'switch', '--quiet', '--create', 'anna/e3');
    const { out, err } = await propose(ann, ['-o', 'json']);
    expect(JSON.parse(out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'ProposeResult',
      branch: 'anna/e3',
      base: 'main',
      commit: tipOf(remote, 'anna/e3'),
      committed: true,
      pushed: true,
      pullRequest: { state: 'to-open', url: 'https://github.com/contoso/fleet/compare/main...anna/e3?expand=1' },
    });
    expect(err).toBe('With gh on the PATH, that is done for you.\nIts text: resedge plan -o markdown\n');
  });

  it('works without the git program, to a host that it does not know', async () => {
    const published = publish();
    await overHttp(published);
    writeFiles(published.ann, e3);
    expect(await propose(published.ann, ['--branch', 'e3'], embedded)).toEqual({
      code: 0,
      out: `pushed ${tipOf(published.remote, 'e3').slice(0, 10)} to e3\nopen a pull request from e3 into main\n`,
      err: 'Its text: resedge plan -o markdown\nYou are on e3 now. Back: git switch main\n',
    });
    expect(runGit(published.ann, 'status', '--short', '--branch')).toBe('## e3');
  });

  it('shows what it would do with --dry-run, and does nothing', async () => {
    const { ann, remote } = changed();
    const gh = services('gh');
    expect(await propose(ann, ['--dry-run'], gh.machine)).toEqual({
      code: 0,
      out: '',
      err: `From ${branch} (new) into main:\n  committed: inventory/clusters/e3.yaml\n  Plan: 1 of 5 clusters affected; applications: 1 added, 0 changed, 0 removed.\nNothing was changed.\n`,
    });
    expect([runGit(remote, 'branch', '--list'), runGit(ann, 'branch', '--list'), gh.calls()]).toEqual([
      '* main',
      '* main',
      [],
    ]);
  });

  it('asks, and takes no for an answer', async () => {
    const { ann } = changed();
    const host = fakeHost(onDisk(ann, { tty: true, answers: [false] }));
    expect(await main(['propose', '-m', 'Open store E3'], host)).toBe(0);
    expect(host.questions).toEqual(['Commit, push and propose?']);
    expect(host.err).toMatch(/Nothing was done\.\n$/);
    expect(runGit(ann, 'branch', '--list')).toBe('* main');
  });
});

describe('propose refuses', () => {
  it('an inventory with errors, and expectations that are not met', async () => {
    const { ann } = changed(github, cluster('e3', 'nowhere'));
    expect(await propose(ann)).toMatchObject({ code: 2, err: expect.stringContaining('so nothing was proposed') });
    const expectation = object('Expectation', 'everywhere', '{application: till, count: {min: 100}}');
    writeFiles(ann, { ...e3, 'expectations/everywhere.yaml': expectation });
    expect(await propose(ann)).toMatchObject({
      code: 2,
      err: expect.stringContaining('error: 1 expectation is not met, so nothing was proposed: everywhere'),
    });
    expect(runGit(ann, 'branch', '--list')).toBe('* main');
  });

  it('where nothing was changed', async () => {
    const { ann } = changed(github, {});
    expect((await propose(ann)).err).toContain(
      'error: there is nothing to propose: no file of the inventory differs from main',
    );
  });

  it('the branch that clusters read, and names that are taken or that Git does not take', async () => {
    const { ann } = changed();
    expect((await propose(ann, ['--branch', 'main'])).err).toContain('a proposal has a branch of its own');
    expect((await propose(ann, ['--branch', 'a..b'])).err).toContain('Git gives no branch the name "a..b"');
    runGit(ann, 'branch', 'taken', runGit(ann, 'commit-tree', '-m', 'Other', 'HEAD^{tree}'));
    expect((await propose(ann, ['--branch', 'taken'])).err).toContain('To go on with it: git switch taken.');
    expect(runGit(ann, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main');
  });

  it('to write over what others pushed to the branch', async () => {
    const { ann, bob, remote } = changed();
    await propose(ann);
    runGit(bob, 'fetch', '--quiet', remote, branch);
    runGit(bob, 'switch', '--quiet', '--create', 'review', 'FETCH_HEAD');
    runGit(bob, 'commit', '--quiet', '--allow-empty', '--message', 'Review');
    runGit(bob, 'push', '--quiet', remote, `HEAD:${branch}`);
    writeFiles(ann, cluster('e4', 'stores/east'));
    expect(await propose(ann)).toMatchObject({
      code: 2,
      err: `error: the remote's ${branch} has commits that are not here\nhint: Get them, and propose again: git pull --rebase --autostash origin ${branch}\n`,
    });
    runGit(ann, 'pull', '--quiet', '--rebase', '--autostash', 'origin', branch);
    expect((await propose(ann, ['-m', 'E4'])).code).toBe(0);
    expect(runGit(remote, 'log', '--format=%s', branch)).toBe('E4\nReview\nOpen store E3\nFirst');
  });

  it('nothing half: where a hook says no, HEAD and files are as they were', async () => {
    const { ann } = changed();
    writeHook(join(ann, '.git'), 'pre-commit', 'echo not today; exit 1');
    expect((await propose(ann)).err).toContain('not today');
    expect(runGit(ann, 'status', '--short', '--branch')).toBe('## main\n?? inventory/clusters/e3.yaml');
    rmSync(join(ann, '.git/hooks/pre-commit'));
    expect((await propose(ann)).code).toBe(0);
  });

  it('a repository without a commit, or without a remote', async () => {
    const empty = createRepository();
    writeFiles(empty, smallFleet);
    expect((await propose(empty)).err).toContain('resedge deploy -m "First"');
    const alone = createRepository(smallFleet);
    writeFiles(alone, e3);
    expect((await propose(alone)).err).toContain('there is no remote to push to');
    expect(readFileSync(join(alone, '.git/HEAD'), 'utf8')).toBe('ref: refs/heads/main\n');
  });
});
