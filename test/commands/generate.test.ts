import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import { cluster, clusterPath, runIn, smallFleet } from './support.ts';

async function generated(): Promise<string> {
  const folder = createRepository(smallFleet);
  expect((await runIn(folder, ['generate'])).code).toBe(0);
  return folder;
}

describe('generate', () => {
  it('writes what differs, and says what', async () => {
    const folder = await generated();
    writeFiles(folder, cluster('e1', 'stores/east', ', values: {till: "7"}'));
    rmSync(join(folder, clusterPath('w2')));
    expect(await runIn(folder, ['generate'])).toEqual({
      code: 0,
      out: `~ clusters/e1/kustomization.yaml
- clusters/w2/kustomization.yaml
3 clusters in 1 profile, 3 placements: 0 files created, 1 updated, 1 deleted, 18 unchanged
`,
      err: 'Next: resedge deploy -m "why"\n',
    });
    expect(existsSync(join(folder, 'clusters/w2'))).toBe(false);
    expect((await runIn(folder, ['generate'])).out).toBe(
      '3 clusters in 1 profile, 3 placements: 19 files up to date\n',
    );
  });

  it('--dry-run writes nothing', async () => {
    const folder = createRepository(smallFleet);
    const { code, out, err } = await runIn(folder, ['generate', '--dry-run']);
    expect(out).toMatch(
      /^\+ fleet\/namespaces\/shop\/[\s\S]*: 20 files would be created, 0 updated, 0 deleted, 0 unchanged\n$/,
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('leaves files alone that it did not write, and says so', async () => {
    const folder = await generated();
    writeFiles(folder, { 'clusters/notes.txt': 'mine' });
    const { code, err } = await runIn(folder, ['generate']);
    expect(err).toMatch(/^clusters\/notes.txt: resedge did not write this file; it is left alone\n/);
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'clusters/notes.txt'), 'utf8')).toBe('mine');
  });

  it('refuses to write over a file that was edited by hand, unless forced', async () => {
    const folder = await generated();
    const path = join(folder, 'clusters/e1/kustomization.yaml');
    const before = readFileSync(path, 'utf8');
    appendFileSync(path, '# by hand\n');
    const { code, out, err } = await runIn(folder, ['generate']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(
      /^clusters\/e1\/kustomization.yaml:1:1 RE802 error {2}this file is generated, and was changed by hand\n[\s\S]*error: clusters\/ and fleet\/ are not as resedge left them, so nothing was written\n$/,
    );
    expect((await runIn(folder, ['generate', '--force'])).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('says on another branch that its files do not belong there', async () => {
    const folder = createRepository(smallFleet);
    runGit(folder, 'switch', '--quiet', '--create', 'topic');
    expect((await runIn(folder, ['generate'])).err).toBe(
      'This is branch topic: leave clusters/ and fleet/ out of commits here; deploy writes them where clusters read.\n',
    );
  });
});

describe('generate --check', () => {
  it('0: every file is current', async () => {
    expect(await runIn(await generated(), ['generate', '--check'])).toEqual({
      code: 0,
      out: '0 errors, 0 warnings in 20 files\n',
      err: '',
    });
  });

  it('1: RE801, a file is missing, differs, or nothing asks for it', async () => {
    const folder = await generated();
    writeFiles(folder, { ...cluster('e1', 'stores/east', ', values: {till: "7"}'), ...cluster('e0', 'stores/east') });
    rmSync(join(folder, clusterPath('w2')));
    const { code, out, err } = await runIn(folder, ['generate', '--check', '-o', 'json']);
    const { items }: { items: Record<string, string>[] } = JSON.parse(out);
    expect(items.map(({ rule, file, message }) => `${rule} ${file}: ${message}`)).toEqual([
      'RE801 clusters/e0/kustomization.yaml: this file is missing',
      'RE801 clusters/e1/kustomization.yaml: this file is not what the inventory asks for',
      'RE801 clusters/w2/kustomization.yaml: nothing in the inventory asks for this file any more',
    ]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(existsSync(join(folder, 'clusters/e0'))).toBe(false);
  });

  it('1: RE802, a file was edited by hand', async () => {
    const folder = await generated();
    appendFileSync(join(folder, 'clusters/e1/kustomization.yaml'), '# by hand\n');
    const { code, out } = await runIn(folder, ['generate', '--check']);
    expect(out).toMatch(/^clusters\/e1\/kustomization.yaml:1:1 RE802 error/);
    expect(code).toBe(1);
  });

  it('0 with a note: on another branch generated files are stale by design', async () => {
    const folder = createRepository(smallFleet);
    runGit(folder, 'switch', '--quiet', '--create', 'topic');
    expect(await runIn(folder, ['generate', '--check'])).toEqual({
      code: 0,
      out: '',
      err: 'Not checked: this is branch topic, where generated files are stale by design.\n',
    });
  });

  it('without a branch, as in pipelines, checks the tip of the branch that clusters read, and nothing else', async () => {
    const folder = createRepository(smallFleet);
    runGit(folder, 'switch', '--quiet', '--detach');
    expect((await runIn(folder, ['generate', '--check'])).code).toBe(1);
    runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'The merge of a pull request');
    expect(await runIn(folder, ['generate', '--check'])).toEqual({
      code: 0,
      out: '',
      err: 'Not checked: this is no branch, and not the tip of main, where generated files are stale by design.\n',
    });
  });
});
