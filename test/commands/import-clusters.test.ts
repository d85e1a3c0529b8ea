import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { createRepository, runGit } from '../support/git.ts';
import type { FakeMachine, Run } from '../support/host.ts';
import { fakeHost } from '../support/host.ts';
import { clusterPath, object, onDisk, runIn, smallFleet } from './support.ts';

const stores = `name,groups,timeZone,labels.state,values.storeNumber,capacity.cpu,capacity.memory
nola-2301,stores/central/la;lab,America/Chicago,la,2301,8,32Gi
reno-0077,stores/west,America/Los_Angeles,nv,0077,4,16Gi
`;

const nolaFile = 'inventory/clusters/stores/central/la/nola-2301.yaml';

function repository(files: Readonly<Record<string, string>> = {}): string {
  return createRepository({ ...smallFleet, ...files });
}

function importing(folder: string, words: readonly string[], machine?: FakeMachine): Promise<Run> {
  return runIn(folder, ['import', 'clusters', ...words], machine);
}

/** What a run left in the work tree: `git status` in short form. */
function changes(folder: string): readonly string[] {
  return runGit(folder, 'status', '--short', '--untracked-files=all')
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith('.csv') && !line.endsWith('.json'));
}

function text(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

describe('import clusters', () => {
  it('writes a file for each cluster, and makes the groups that are missing', async () => {
    const folder = repository({ 'stores.csv': stores });
    expect(await importing(folder, ['stores.csv', '--create-groups', '--yes'])).toMatchObject({
      code: 0,
      out: '2 clusters created, 0 changed, 0 unchanged; 3 groups created\n',
      err: 'Next: resedge deploy -m "why"\n',
    });
    expect(changes(folder)).toEqual([
      `?? ${nolaFile}`,
      '?? inventory/clusters/stores/west/reno-0077.yaml',
      '?? inventory/groups/lab.yaml',
      '?? inventory/groups/stores/central.yaml',
      '?? inventory/groups/stores/central/la.yaml',
    ]);
    expect(text(folder, nolaFile)).toBe(`# yaml-language-server: $schema=https://resedge.dev/schemas/v1/cluster.json
apiVersion: resedge.dev/v1
kind: Cluster
metadata:
  name: nola-2301
  labels:
    state: la
spec:
  groups:
    - stores/central/la
    - lab
  timeZone: America/Chicago
  values:
    storeNumber: "2301"
  capacity:
    cpu: "8"
    memory: 32Gi
`);
    expect(text(folder, 'inventory/groups/stores/central/la.yaml')).toBe(
      '# yaml-language-server: $schema=https://resedge.dev/schemas/v1/group.json\napiVersion: resedge.dev/v1\nkind: Group\nmetadata:\n  name: stores/central/la\n',
    );
    expect(await runIn(folder, ['validate'])).toMatchObject({ code: 0 });
  });

  it('changes nothing the second time', async () => {
    const folder = repository({ 'stores.csv': stores });
    await importing(folder, ['stores.csv', '--create-groups', '--yes']);
    for (const flags of [[], ['--update'], ['--create-groups', '--update']]) {
      const again = await importing(folder, ['stores.csv', ...flags, '--yes']);
      expect(again).toMatchObject({ code: 0, out: '0 clusters created, 0 changed, 2 unchanged\n' });
    }
  });

  it('changes only what the file says with --update, and keeps comments', async () => {
    const written = `# The flagship store.
apiVersion: resedge.dev/v1
kind: Cluster
metadata:
  name: nola-2301 # since 1998
  labels: {state: la, tier: gold}
spec:
  groups: [stores/west]   # will move

  timeZone: "America/New_York"
  values:
    storeNumber: 2301
    # from the facility team
    phone: 555
`;
    const folder = repository({
      'inventory/nola.yaml': `${object('Cluster', 'other', '{groups: [stores/east]}')}---\n${written}`,
      'stores.csv': stores,
    });
    const refused = await importing(folder, ['stores.csv', '--create-groups', '--yes']);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('row 2, column name: there is a Cluster nola-2301 already, in inventory/nola.yaml');
    expect(changes(folder)).toEqual([]);

    const done = await importing(folder, ['stores.csv', '--create-groups', '--update', '--yes']);
    expect(done).toMatchObject({ code: 0, out: '1 cluster created, 1 changed, 0 unchanged; 3 groups created\n' });
    expect(text(folder, 'inventory/nola.yaml')).toBe(`${object('Cluster', 'other', '{groups: [stores/east]}')}---
# The flagship store.
apiVersion: resedge.dev/v1
kind: Cluster
metadata:
  name: nola-2301 # since 1998
  labels: {state: la, tier: gold}
spec:
  groups: [stores/central/la, lab]   # will move

  timeZone: "America/Chicago"
  values:
    storeNumber: 2301
    # from the facility team
    phone: 555
  capacity:
    cpu: "8"
    memory: 32Gi
`);
  });

  it('takes what get prints', async () => {
    const folder = repository({
      [clusterPath('w2')]: object(
        'Cluster',
        'w2',
        '{groups: [stores/west], values: {a: 1.10, b: true, c: "x"}, windows: [], hold: {reason: flood}, capacity: {cpu: 2, memory: 1e3}}',
      ),
    });
    for (const format of ['json', 'yaml', 'jsonl']) {
      const { out } = await runIn(folder, ['get', 'clusters', '-o', format]);
      const { code, out: result } = await importing(folder, ['-', '--update', '--yes'], { input: out });
      expect({ format, code, result }).toEqual({
        format,
        code: 0,
        result: '0 clusters created, 0 changed, 4 unchanged\n',
      });
    }
    expect(changes(folder)).toEqual([]);
  });

  it('gives new clusters a group and a time zone where their row names none', async () => {
    const folder = repository({ 'a.csv': 'name,groups\nn1,\nn2,stores/west\ne1,\n' });
    const words = ['a.csv', '--group', 'stores/east', '--time-zone', 'America/Chicago', '--yes'];
    expect(await importing(folder, words)).toMatchObject({
      code: 0,
      out: '2 clusters created, 0 changed, 1 unchanged\n',
    });
    expect(text(folder, 'inventory/clusters/stores/east/n1.yaml')).toContain('timeZone: America/Chicago');
    expect(text(folder, 'inventory/clusters/stores/west/n2.yaml')).toContain('- stores/west\n');
    expect(await importing(folder, words)).toMatchObject({ out: '0 clusters created, 0 changed, 3 unchanged\n' });
  });

  it('says which objects of other systems it passed over, and which labels it left out', async () => {
    const folder = repository();
    const secret = (labels: string, name: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: s, labels: {${labels}}}\nstringData: {name: ${name}}\n`;
    const input = [
      secret('argocd.argoproj.io/secret-type: cluster, tier: gold', 'nola'),
      secret('argocd.argoproj.io/secret-type: repository', 'fleet'),
    ].join('---\n');
    expect(await importing(folder, ['-', '--group', 'stores/west', '--yes'], { input })).toMatchObject({
      code: 0,
      out: '1 cluster created, 0 changed, 0 unchanged\n',
      err: `Passed over a Secret that is no cluster.
Left out labels of other systems: argocd.argoproj.io/secret-type. Take one with --map "label:KEY=labels.KEY".
Next: resedge deploy -m "why"
`,
    });
  });

  it('leaves a file alone that is in the way', async () => {
    const folder = repository({
      'inventory/clusters/stores/west/reno-0077.yaml': object('Cluster', 'older', '{groups: [stores/west]}'),
      'inventory/groups/lab.yaml': object('Group', 'laboratory'),
      'stores.csv': stores,
    });
    await importing(folder, ['stores.csv', '--create-groups', '--yes']);
    expect(changes(folder)).toContain('?? inventory/clusters/stores/west/reno-0077-2.yaml');
    expect(changes(folder)).toContain('?? inventory/groups/lab-2.yaml');
  });

  it('works in memory, without Git', async () => {
    const host = fakeHost({ files: { ...smallFleet, ...schemas(), 'a.csv': 'name,groups\nn1,stores/west\n' } });
    expect(await main(['import', 'clusters', 'a.csv', '--yes'], host)).toBe(0);
    expect(new TextDecoder().decode(host.fs.read('/fleet/inventory/clusters/stores/west/n1.yaml'))).toContain(
      'name: n1',
    );
  });
});

describe('import clusters, before it writes', () => {
  it('shows the groups, the first files and the counts, and asks', async () => {
    const folder = repository({ 'stores.csv': stores });
    const asked = fakeQuestion(folder, [false]);
    const { code, err } = await asked.run(['import', 'clusters', 'stores.csv', '--create-groups']);
    expect(code).toBe(0);
    expect(asked.questions()).toEqual([
      '2 clusters would be created, 0 changed, 0 unchanged; 3 groups would be created. Go on?',
    ]);
    expect(err).toContain('+ group/lab\n+ group/stores/central\n+ group/stores/central/la\n');
    expect(err).toContain(`+++ b/${nolaFile}\n`);
    expect(err).toContain('Nothing was changed.\n');
    expect(changes(folder)).toEqual([]);

    const agreed = await fakeQuestion(folder, [true]).run(['import', 'clusters', 'stores.csv', '--create-groups']);
    expect(agreed.code).toBe(0);
    expect(changes(folder)).toHaveLength(5);
  });

  it('does nothing with --dry-run', async () => {
    const folder = repository({ 'stores.csv': stores });
    const { code, out, err } = await importing(folder, ['stores.csv', '--create-groups', '--dry-run', '--yes']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\+ group\/lab\n/);
    expect(out).toMatch(/\n2 clusters would be created, 0 changed, 0 unchanged; 3 groups would be created\n$/);
    expect(err).toBe('Nothing was changed.\n');
    expect(changes(folder)).toEqual([]);
  });

  it('does not wait where nobody can answer', async () => {
    const folder = repository({ 'stores.csv': stores });
    const { code, err } = await importing(folder, ['stores.csv', '--create-groups']);
    expect(code).toBe(2);
    expect(err).toContain('say --yes');
    expect(changes(folder)).toEqual([]);
  });

  it('prints for programs', async () => {
    const folder = repository({ 'a.csv': 'name,groups,capacity.memory\nn1,stores/west,32Gi\nn2,stores/west,12 Gi\n' });
    const bad = await importing(folder, ['a.csv', '--yes', '-o', 'json']);
    expect(bad.code).toBe(2);
    expect(JSON.parse(bad.out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'ImportResult',
      dryRun: false,
      rows: 2,
      created: 0,
      changed: 0,
      unchanged: 0,
      skipped: 0,
      groups: { created: [] },
      problems: [
        {
          row: 3,
          line: 3,
          column: 16,
          field: 'capacity.memory',
          rule: 'RE102',
          message: 'spec.capacity.memory cannot be "12 Gi"',
          hint: expect.stringContaining('Did you mean 12Gi?'),
        },
      ],
    });
    const good = await importing(folder, ['a.csv', '--yes', '--skip-bad', '-o', 'json']);
    expect(good.code).toBe(1);
    expect(JSON.parse(good.out)).toMatchObject({ created: 1, skipped: 1, problems: [{ row: 3 }] });
  });
});

/** Somebody at a terminal who gives these answers. */
function fakeQuestion(folder: string, answers: readonly boolean[]) {
  const questions: string[] = [];
  const machine: FakeMachine = { tty: true, answers, env: { NO_COLOR: '1' } };
  return {
    questions: () => questions,
    async run(words: readonly string[]): Promise<Run> {
      const host = fakeHost(onDisk(folder, machine));
      const code = await main(words, host);
      questions.push(...host.questions);
      return { code, out: host.out, err: host.err };
    },
  };
}

/** The schemas that come with the program, where a machine in memory finds them. */
function schemas(): Record<string, string> {
  const folder = fileURLToPath(new URL('../../schemas', import.meta.url));
  return Object.fromEntries(readdirSync(folder).map((name) => [join(folder, name), text(folder, name)]));
}
