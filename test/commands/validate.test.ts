import { describe, expect, it } from 'vitest';
import { createRepository, runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { cluster, clusterPath, object, quietFleet, runIn } from './support.ts';

const broken = { [clusterPath('e1')]: object('Cluster', 'e1', '{grops: [stores/east]}') };

describe('validate', () => {
  it('is 0 where there are warnings alone', async () => {
    const folder = createRepository(quietFleet);
    writeFiles(folder, {
      'inventory/shop.yaml': object('Namespace', 'shop', '{clusters: /c/x*, applications: [till]}'),
    });
    const { code, out } = await runIn(folder, ['validate']);
    expect(out).toMatch(
      /^inventory\/shop.yaml:4:21 RE302 warning {2}no cluster matches x\*\n[\s\S]*\n0 errors, 1 warning in/,
    );
    expect(code).toBe(0);
  });

  it('warns of a window that never opens', async () => {
    const windows = ', windows: [{schedule: "0 2 30 2 *", duration: 3h}]';
    const folder = createRepository({ ...quietFleet, ...cluster('e1', 'stores/east', windows) });
    const { code, out } = await runIn(folder, ['validate', '--no-render']);
    expect(out).toContain('/e1.yaml:4:52 RE703 warning  "0 2 30 2 *" never comes: there is no such day\n');
    expect(code).toBe(0);
  });

  it('prints annotations in GitHub Actions, with paths from the root of the repository, unless -o says otherwise', async () => {
    const folder = createRepository(inFolder('fleets/a', { ...quietFleet, ...broken }));
    const actions = { env: { GITHUB_ACTIONS: 'true' } };
    const found = await runIn(`${folder}/fleets/a`, ['validate', '--no-render'], actions);
    expect(found).toEqual({
      code: 1,
      out: '::error file=fleets/a/inventory/clusters/e1.yaml,line=4,col=8,endColumn=13,title=RE102 schema::there is no field spec.grops%0Ahint: Did you mean groups?\n1 error, 0 warnings in 10 files\n',
      err: '',
    });
    expect((await runIn(`${folder}/fleets/a`, ['validate', '--no-render', '-o', 'github'])).out).toBe(found.out);
    expect((await runIn(`${folder}/fleets/a`, ['validate'], actions)).out).toContain(
      '\n::warning::Manifests were not checked: there is neither kustomize',
    );
    expect((await runIn(`${folder}/fleets/a`, ['validate', '-o', 'jsonl'], actions)).out).toMatch(/^\{"apiVersion"/);
  });

  it('has sarif and markdown', async () => {
    const folder = createRepository({ ...quietFleet, ...broken });
    const sarif: unknown = JSON.parse((await runIn(folder, ['validate', '-o', 'sarif'])).out);
    expect(sarif).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          results: [
            {
              ruleId: 'RE102',
              level: 'error',
              locations: [{ physicalLocation: { artifactLocation: { uri: 'inventory/clusters/e1.yaml' } } }],
            },
          ],
        },
      ],
    });
    expect((await runIn(folder, ['validate', '-o', 'markdown'])).out).toBe(`**1 error, 0 warnings in 10 files**

| where | rule | severity | what |
| --- | --- | --- | --- |
| inventory/clusters/e1.yaml:4:8 | RE102 schema | error | there is no field spec.grops. Hint: Did you mean groups? |
`);
  });
});

describe('validate --staged', () => {
  it('checks what is staged, not what is on disk', async () => {
    const folder = createRepository({ ...quietFleet, ...broken });
    writeFiles(folder, cluster('e1', 'stores/east'));
    runGit(folder, 'add', '--all');
    writeFiles(folder, broken);
    expect((await runIn(folder, ['validate', '--staged'])).out).toBe('0 errors, 0 warnings in 10 files\n');
    expect((await runIn(folder, ['validate'])).code).toBe(1);
  });

  it('finds what is staged and mended on disk alone', async () => {
    const folder = createRepository(quietFleet);
    writeFiles(folder, broken);
    runGit(folder, 'add', '--all');
    writeFiles(folder, cluster('e1', 'stores/east'));
    const { code, out } = await runIn(folder, ['validate', '--staged']);
    expect(out).toContain('inventory/clusters/e1.yaml:4:8 RE102 error  there is no field spec.grops\n');
    expect(out).toContain('> 4 | spec: {grops: [stores/east]}\n');
    expect(code).toBe(1);
    expect((await runIn(folder, ['validate'])).code).toBe(0);
  });

  it('leaves out what is not staged, and finds what is staged as deleted', async () => {
    const folder = createRepository(quietFleet);
    writeFiles(folder, { 'inventory/new.yaml': 'kind: [' });
    expect((await runIn(folder, ['validate', '--staged'])).code).toBe(0);
    runGit(folder, 'rm', '--cached', '--quiet', 'inventory/groups.yaml');
    const { code, out } = await runIn(folder, ['validate', '--staged']);
    expect(out).toContain('there is no Group stores/east');
    expect(code).toBe(1);
  });

  it('works before the first commit, and in a fleet in a folder of the repository', async () => {
    const folder = createRepository();
    writeFiles(folder, inFolder('fleet-a', { ...quietFleet, ...broken }));
    runGit(folder, 'add', '--all');
    const { out } = await runIn(`${folder}/fleet-a/inventory`, ['validate', '--staged']);
    expect(out).toMatch(/^inventory\/clusters\/e1.yaml:4:8 RE102/);
  });

  it('says so where there is no Git repository', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, quietFleet);
    expect(await runIn(folder, ['validate', '--staged'])).toEqual({
      code: 2,
      out: '',
      err: 'error: this folder is not in a Git repository\nhint: Make one: git init\n',
    });
    expect((await runIn(folder, ['validate'])).code).toBe(0);
  });
});

function inFolder(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
