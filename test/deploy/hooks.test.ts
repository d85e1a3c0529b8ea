import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cluster, clusterPath, smallFleet } from '../commands/support.ts';
import { createBareRepository, createRepository, runGit, writeFiles, writeHook } from '../support/git.ts';
import { clustersOn, deploy, deployed, publish, stateOf, tipOf } from './support.ts';

const e3 = cluster('e3', 'stores/east');
const path = clusterPath('e3');

/** Runs over the files of YAML that are committed, but for those that a pattern names. */
function formatter(except: string, end: string): string {
  const files = `git diff --cached --name-only --diff-filter=ACM | grep 'yaml$' | grep -v '${except}'`;
  return `for f in $(${files}); do grep -q formatted "$f" || { echo '# formatted' >> "$f"; ${end}; }; done`;
}

/** The work tree, the index, HEAD and the remote. */
function all(folder: string, remote: string): unknown {
  const files = runGit(folder, 'ls-files', '--others', '--cached').split('\n');
  return [stateOf(folder), tipOf(remote), files.map((name) => readFileSync(join(folder, name), 'utf8'))];
}

describe('a hook of Git', () => {
  it('that formats generated files and adds them: the commit is taken back, and all is as it was', async () => {
    const { remote, ann } = publish();
    writeHook(join(ann, '.git'), 'pre-commit', formatter('^nothing', 'git add "$f"'));
    writeFiles(ann, { ...e3, 'notes.txt': 'staged\n' });
    runGit(ann, 'add', 'notes.txt');
    const before = all(ann, remote);
    const { code, err } = await deploy(ann);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(
        /^error: a hook changed generated files in the commit, which clusters must get as they were checked: clusters\/e3\/kustomization\.yaml\nhint: Leave clusters\/ and fleet\/ out of it: "exclude: \^\(clusters\|fleet\)\/" in \.pre-commit-config\.yaml/,
      ),
    });
    expect(all(ann, remote)).toEqual(before);
    writeHook(join(ann, '.git'), 'pre-commit', formatter('^clusters/\\|^fleet/', 'git add "$f"'));
    await deployed(ann);
    expect(runGit(remote, 'show', `main:${path}`)).toContain('# formatted');
    expect(stateOf(ann)).toEqual({ tip: tipOf(remote), status: 'A  notes.txt' });
    expect(await clustersOn(remote)).toContain('e3');
  });

  it('that formats all files of the work tree: also those that are not committed are put back', async () => {
    const { remote, ann } = publish();
    writeHook(
      join(ann, '.git'),
      'pre-commit',
      'for f in $(git ls-files clusters fleet); do echo "# x" >> $f; done; git add -u',
    );
    writeFiles(ann, e3);
    const before = all(ann, remote);
    expect((await deploy(ann)).code).toBe(2);
    expect(all(ann, remote)).toEqual(before);
  });

  it('that formats and fails: generated files are as they were, what it did to files of people stays', async () => {
    const { remote, ann } = publish();
    writeHook(join(ann, '.git'), 'pre-commit', `bad=0; ${formatter('^nothing', 'bad=1')}; exit $bad`);
    writeFiles(ann, e3);
    const before = tipOf(ann);
    const { code, err } = await deploy(ann);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/hint: Leave clusters\/ and fleet\/ out of it/),
    });
    expect(stateOf(ann)).toEqual({ tip: before, status: `?? ${path}` });
    expect(readFileSync(join(ann, path), 'utf8')).toContain('# formatted');
    writeHook(join(ann, '.git'), 'pre-commit', `bad=0; ${formatter('^clusters/\\|^fleet/', 'bad=1')}; exit $bad`);
    await deployed(ann);
    expect(await clustersOn(remote)).toContain('e3');
  });

  it('that changes what is deployed: it is judged again, and taken back if more would follow', async () => {
    const { remote, ann } = publish();
    const change = (value: string) => `sed -i 's/group/${value}/' ${path}; git add ${path}`;
    writeFiles(ann, cluster('e3', 'stores/east', ', values: {group_note: a}'));
    writeHook(join(ann, '.git'), 'pre-commit', `sed -i 's/note: a/note: b/' ${path}; git add ${path}`);
    const before = all(ann, remote);
    expect((await deploy(ann)).err).toMatch(
      /^error: a hook changed inventory\/clusters\/e3\.yaml in the commit, and from that other files would be generated: clusters\/e3\/kustomization\.yaml\nhint: Everything is as it was\. Let the hook run first/,
    );
    writeHook(join(ann, '.git'), 'pre-commit', change('groop'));
    expect((await deploy(ann)).err).toMatch(/a hook changed .*e3\.yaml in the commit, and now there are errors/);
    expect(all(ann, remote)).toEqual(before);
  });

  it('that adds other files, signs off, or changes the message: that is for people to want', async () => {
    const { remote, ann } = publish();
    writeHook(join(ann, '.git'), 'pre-commit', 'git ls-files inventory | wc -l > count.txt; git add count.txt');
    writeHook(join(ann, '.git'), 'prepare-commit-msg', 'echo "OPS-1 $(cat "$1")" > "$1"');
    runGit(ann, 'config', 'commit.template', '/nowhere');
    writeFiles(ann, e3);
    await deployed(ann);
    expect(runGit(remote, 'log', '-1', '--format=%s', 'main')).toBe('OPS-1 A change');
    expect(runGit(remote, 'show', 'main:count.txt').trim()).toBe('8');
    expect(stateOf(ann).status).toBe('');
  });

  it('that drops the reason from the message: it must be there later', async () => {
    const { remote, ann } = publish();
    writeHook(join(ann, '.git'), 'commit-msg', 'head -n 1 "$1" > "$1.x"; mv "$1.x" "$1"');
    writeFiles(ann, e3);
    const before = all(ann, remote);
    expect((await deploy(ann, ['--allow', 'new store'])).err).toMatch(
      /^error: a hook took "Allow: new store" out of the message of the commit/,
    );
    expect(all(ann, remote)).toEqual(before);
  });

  it('that commits once more, or amends: what comes out is proven', async () => {
    const { remote, ann } = publish();
    const again = 'git -c core.hooksPath=/dev/null commit --quiet';
    writeHook(
      join(ann, '.git'),
      'post-commit',
      `${again} --amend -m "$(git log -1 --format=%B | sed '1s/.*/Amended/')"`,
    );
    writeFiles(ann, e3);
    await deployed(ann);
    expect(runGit(remote, 'log', '--format=%s', 'main')).toBe('Amended\nFirst');
    writeHook(
      join(ann, '.git'),
      'post-commit',
      `git rm --quiet --cached clusters/e3/kustomization.yaml; ${again} -m "Worse"`,
    );
    writeFiles(ann, cluster('e4', 'stores/east'));
    const before = all(ann, remote);
    expect((await deploy(ann)).err).toMatch(/^error: a hook changed generated files in the commit/);
    expect(all(ann, remote)).toEqual(before);
  });

  it('that spoils the first commit of all: there is none, and the next deploy is the first', async () => {
    const remote = createBareRepository();
    const folder = createRepository();
    writeFiles(folder, smallFleet);
    runGit(folder, 'remote', 'add', 'origin', remote);
    writeHook(join(folder, '.git'), 'pre-commit', formatter('^nothing', 'git add "$f"'));
    const before = runGit(folder, 'status', '--porcelain', '--untracked-files=all');
    expect((await deploy(folder)).err).toMatch(/^error: a hook changed generated files/);
    expect(runGit(folder, 'status', '--porcelain', '--untracked-files=all')).toBe(before);
    rmSync(join(folder, '.git/hooks/pre-commit'));
    await deployed(folder);
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'w1', 'w2']);
  });
});
