import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import type { Host } from '../../src/ports/host.ts';
import type { Signals } from '../../src/ports/signals.ts';
import type { Files } from '../support/fleet.ts';
import { createRepository, runGit } from '../support/git.ts';
import { fakeHost } from '../support/host.ts';
import { inMemory } from './in-memory.ts';
import { cluster, clusterPath, object, onDisk, runIn, smallFleet } from './support.ts';

/** Three documents with comments, blank lines and quotes as people leave them. */
const pair = `# The two stores of Ann.
apiVersion: resedge.dev/v1
kind: Cluster
metadata:
  name: e1
  labels: {tier: 'gold'}   # since May


spec:
  groups:
  - stores/east     # its home

  # As the landlord numbers them.
  values:
    storeNumber: "0077"  # with zeros
---
# The second one
apiVersion: resedge.dev/v1
kind:   Cluster
metadata: {name: "e2"}
spec: {groups: [ stores/east ], values: {storeNumber: "0078"}}
---
apiVersion: resedge.dev/v1
kind: Ring
metadata: {name: all}
spec: {order: 1}
`;

const { [clusterPath('e1')]: _e1, [clusterPath('e2')]: _e2, ...others } = smallFleet;
const fleet: Files = { ...others, 'inventory/pair.yaml': pair };

/** Runs one command line; the text of the file afterwards. */
async function edited(line: string): Promise<string | undefined> {
  const { run, texts } = inMemory(fleet);
  const { code, err } = await run([...line.split(' '), '--yes']);
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('Next: ') });
  expect((await run(['validate'])).code).toBe(0);
  const { 'inventory/pair.yaml': text, ...untouched } = texts();
  expect(untouched).toEqual(others);
  return text;
}

describe('set', () => {
  it('changes what was named and leaves every other character', async () => {
    expect(await edited('set cluster/e1 values.storeNumber=2301 groups+=stores/west state=retired')).toBe(
      pair
        .replace('"0077"', '"2301"')
        .replace('# its home\n', '# its home\n  - stores/west\n')
        .replace('# with zeros\n', '# with zeros\n  state: retired\n'),
    );
  });

  it('changes one document of many', async () => {
    expect(await edited('set cluster/e2 values.storeNumber=2302 labels.tier=silver')).toBe(
      pair.replace('"0078"', '"2302"').replace('{name: "e2"}', '{name: "e2", labels: {tier: silver}}'),
    );
  });

  it('changes several objects, of several kinds', async () => {
    expect(await edited('set cluster/e1 cluster/e2 ring/all description=Ours')).toBe(
      pair
        .replace('spec:\n  groups', 'spec:\n  description: Ours\n  groups')
        .replace('spec: {groups', 'spec: {description: Ours, groups')
        .replace('spec: {order', 'spec: {description: Ours, order'),
    );
  });

  it('takes out of a list, and takes a field out', async () => {
    expect(await edited('set cluster/e1 groups+=stores/west groups-=stores/east')).toBe(
      pair.replace('  - stores/east     # its home\n', '  - stores/west\n'),
    );
    expect(await edited('unset cluster/e1 cluster/e2 values.storeNumber labels')).toContain(
      '# As the landlord numbers them.',
    );
  });

  it.each([
    ['percent=7', 'percent: 7'],
    ['percent=2.5', 'percent: 2.5'],
    ['soak=24h', 'soak: 24h'],
    ['description=on', 'description: "on"'],
    ['description=1e3', 'description: "1e3"'],
    ['owners=@contoso/pos,@contoso/ops', 'owners: ["@contoso/pos", "@contoso/ops"]'],
    ['labels.example.com/tier=007', 'labels: {example.com/tier: "007"}'],
  ])('types a value as the schema says: %s', async (assignment, written) => {
    expect(await edited(`set ring/all ${assignment}`)).toContain(written);
  });

  it('changes the clusters of an expression, and does nothing the second time', async () => {
    const { run, texts } = inMemory(fleet);
    const words = ['set', '-l', '/g/stores/west', 'connectivity=intermittent', '--yes'];
    expect(await run(words)).toMatchObject({ code: 0, out: 'cluster/w1 changed\ncluster/w2 changed\n' });
    const after = texts();
    expect(after[clusterPath('w2')]).toBe(
      fleet[clusterPath('w2')]?.replace('[stores/west]', '[stores/west], connectivity: intermittent'),
    );
    expect(await run(words)).toEqual({ code: 0, out: '', err: 'Nothing to change.\n' });
    expect(texts()).toEqual(after);
  });

  it('names only those that change', async () => {
    const { run } = inMemory(fleet);
    await run(['set', 'cluster/w1', 'state=retired', '--yes']);
    const words = ['set', '-l', '/g/stores/west', 'state=retired', 'groups-=lab', '--dry-run', '-o', 'name'];
    expect(await run(words)).toMatchObject({ code: 0, out: 'cluster/w2\n' });
  });

  it('says in every format that nothing changes', async () => {
    const { run } = inMemory(fleet);
    const nothing = { apiVersion: 'resedge.dev/v1', kind: 'ChangeResult', dryRun: false, objects: [], files: [] };
    const { code, out, err } = await run(['set', 'cluster/w1', 'groups+=stores/west', '--yes', '-o', 'json']);
    expect({ code, err }).toEqual({ code: 0, err: 'Nothing to change.\n' });
    expect(JSON.parse(out)).toEqual(nothing);
    const trial = await run(['set', 'cluster/w1', 'groups+=stores/west', '--dry-run']);
    expect(trial).toEqual({ code: 0, out: '', err: 'Nothing to change.\n' });
  });

  it('says that an expression selects nothing', async () => {
    const { run } = inMemory(fleet);
    expect(await run(['set', '-l', 'none', 'state=retired', '--yes'])).toEqual({
      code: 0,
      out: '',
      err: 'no cluster is selected by none\nNothing to change.\n',
    });
  });

  it('names the file of what cannot be edited', async () => {
    const { run } = inMemory({
      ...fleet,
      [clusterPath('w1')]: object('Cluster', 'w1', '{capacity: &all {cpu: "4"}, reserved: *all}'),
    });
    expect(await run(['set', 'cluster/w1', 'reserved.cpu=1', '--yes'])).toEqual({
      code: 2,
      out: '',
      err: `error: ${clusterPath('w1')}: spec.reserved comes from the alias *all\nhint: Edit the anchor &all in line 4 by hand.\n`,
    });
  });

  it('says where an object that is not found may be', async () => {
    const { run } = inMemory({ ...fleet, [clusterPath('w1')]: 'metadata: {name: w1\n' });
    expect(await run(['set', 'cluster/w1', 'state=retired', '--yes'])).toEqual({
      code: 2,
      out: '',
      err: `error: there is no cluster named w1\nhint: ${clusterPath('w1')} cannot be read, and may hold it. See: resedge validate\n`,
    });
  });

  it('writes to the disk', async () => {
    const root = createRepository(smallFleet);
    expect(await runIn(root, ['set', 'cluster/w1', 'labels.tier=gold', '--yes', '-o', 'name'])).toMatchObject({
      code: 0,
      out: 'cluster/w1\n',
    });
    expect(runGit(root, 'diff', '--numstat')).toBe(`1\t1\t${clusterPath('w1')}`);
  });

  it('writes nothing where others changed files while it asked', async () => {
    const root = createRepository(smallFleet);
    const host = fakeHost(onDisk(root, { tty: true }));
    const prompt = {
      ...(await host.prompt()),
      async confirm() {
        writeFileSync(join(root, clusterPath('e1')), object('Cluster', 'e9'));
        return true;
      },
    };
    const asking: Host = { ...host, prompt: async () => prompt };
    expect(await main(['set', 'cluster/w1', 'labels.tier=gold'], asking)).toBe(2);
    expect(host.err).toContain('error: files were changed in the meantime\nhint: Nothing was done: do it again.\n');
    expect(runGit(root, 'status', '--short')).toBe(` M ${clusterPath('e1')}`);
  });

  it('takes back what it wrote where Ctrl-C comes in the middle', async () => {
    const names = Array.from({ length: 120 }, (_, at) => `s${at}`);
    const stores = Object.assign({ ...smallFleet }, ...names.map((name) => cluster(name, 'stores/east')));
    const { run, texts } = inMemory(stores);
    const written: number[] = [];
    const count = () => Object.values(texts()).filter((text) => text?.includes('retired')).length;
    const signals: Signals = {
      defer: (action) =>
        action(async () => {
          written.push(count());
          return written.length === 3;
        }),
    };
    const words = ['set', '-l', '/g/stores/east', 'state=retired', '--yes'];
    expect(await run(words, { signals })).toEqual({ code: 130, out: '', err: '' });
    expect(written).toEqual([0, 50, 100]);
    expect(texts()).toEqual(stores);
  });

  it('never shows a secret that it replaces', async () => {
    const values = `{note: "${'ghp_'}${'a1B2'.repeat(9)}", till_password: 'hunter 22', pullSecret: registry}`;
    const before = object('Cluster', 'w1', `{groups: [stores/west], values: ${values}}`);
    const { run, texts } = inMemory({ ...fleet, [clusterPath('w1')]: before });
    const words = ['set', 'cluster/w1', 'values.note=none', 'values.till_password=${none}'];
    const { code, out } = await run([...words, '--dry-run']);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^-spec: .*\*\*\*.*\n\+spec: .*none/m) });
    expect(out).toContain('pullSecret: registry');
    expect(out).not.toMatch(/hunter|a1B2/);
    expect(texts()[clusterPath('w1')]).toBe(before);
    expect((await run([...words, '--yes'])).code).toBe(0);
    expect(texts()[clusterPath('w1')]).toBe(before.replace(/"ghp_.*?"/, '"none"').replace("'hunter 22'", "'${none}'"));
  });

  it('lets errors be that are there already, and one be mended', async () => {
    const broken = { ...fleet, [clusterPath('w1')]: object('Cluster', 'w1', '{groups: [stores/wset]}') };
    const { run, texts } = inMemory(broken);
    expect(await run(['set', 'cluster/w2', 'labels.tier=gold', '--yes'])).toMatchObject({
      code: 0,
      err: expect.stringContaining(
        'warning: not all could be checked, because of 1 error that the inventory has already. See: resedge validate\n',
      ),
    });
    expect((await run(['set', 'cluster/w1', 'groups=stores/west', '--yes'])).code).toBe(0);
    expect((await run(['validate'])).code).toBe(0);
    expect(texts()[clusterPath('w1')]).toBe(object('Cluster', 'w1', '{groups: [stores/west]}'));
  });

  it.each([
    ['set cluster/e1 state=closed --yes', 'spec.state can be active or retired, not "closed"', ''],
    [
      'set cluster/e1 capacity.cpu=-1 --yes',
      'inventory/pair.yaml:17:10 RE102 error  spec.capacity.cpu is negative: -1',
      '',
    ],
    ['set cluster/e1 groups+=lab --yes', 'RE202 error  there is no Group lab', 'resedge create group lab'],
    ['set cluster/e1 spec.stat=retired --yes', 'Cluster has no field spec.stat', 'Did you mean spec.state?'],
    ['set cluster/e11 state=retired --yes', 'there is no cluster named e11', 'Did you mean e1?'],
    ['set clutser/e1 state=retired --yes', 'there is no kind "clutser"', 'Did you mean cluster?'],
    ['set e1 state=retired --yes', '"e1" is neither an object nor a field with its value', 'cluster/e1'],
    ['set cluster/e1 state --yes', '"state" is neither an object nor a field with its value', 'Write state=VALUE'],
    ['set cluster/e1 --yes', 'nothing says what to set', 'state=retired'],
    ['set state=retired --yes', 'nothing says what to change', 'cluster/NAME'],
    ['set cluster/e1 -l all state=retired --yes', 'give either names or -l', ''],
    [
      'set -l /g/stores/wset state=retired --yes',
      'there is no group named "stores/wset"',
      'Did you mean /g/stores/west?',
    ],
    ['set cluster/e1 metadata.name=e9 --yes', 'name', 'resedge rename'],
    ['set cluster/e1 state=retired', 'needs an answer', '--yes'],
    ['set ring/all order=first --yes', 'spec.order takes a whole number, not "first"', ''],
    ['unset ring/all order --yes', 'RE102 error  spec.order is missing', ''],
    ['unset cluster/e1 --yes', 'nothing says what to take out', 'spec.hold'],
    ['unset cluster/e1 spec.stat --yes', 'Cluster has no field spec.stat', 'Did you mean spec.state?'],
  ])('refuses, and writes nothing: %s', async (line, message, hint) => {
    const { run, texts } = inMemory(fleet);
    const { code, out, err } = await run(line.split(' '));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(texts()).toEqual(fleet);
  });
});
