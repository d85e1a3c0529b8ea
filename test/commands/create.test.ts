import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { Interrupted } from '../../src/model/errors.ts';
import type { Host } from '../../src/ports/host.ts';
import type { Prompt } from '../../src/ports/prompt.ts';
import { createRepository, runGit } from '../support/git.ts';
import { fakeHost } from '../support/host.ts';
import { inMemory } from './in-memory.ts';
import { object, runIn, smallFleet } from './support.ts';

const path = 'inventory/clusters/stores/west/w3.yaml';

describe('create', () => {
  it('writes a cluster below the folder of its home, in the order of its schema, on disk and in Git', async () => {
    const root = createRepository(smallFleet);
    const flags = '--group stores/west --group stores/east --time-zone America/Chicago --label tier=gold'.split(' ');
    const more = ['--value', 'storeNumber=0077', '--capacity', 'cpu=8,memory=32Gi', 'spec.hold.reason=not open yet'];
    expect(await runIn(root, ['create', 'cluster', 'w3', ...more, ...flags, '--yes', '--no-input'])).toEqual({
      code: 0,
      out: 'cluster/w3 created\n',
      err: 'Next: resedge deploy -m "why"\n',
    });
    expect(readFileSync(join(root, path), 'utf8')).toBe(`\
# yaml-language-server: $schema=https://resedge.dev/schemas/v1/cluster.json
apiVersion: resedge.dev/v1
kind: Cluster
metadata:
  name: w3
  labels:
    tier: gold
spec:
  groups:
    - stores/west
    - stores/east
  timeZone: America/Chicago
  values:
    storeNumber: "0077"
  capacity:
    cpu: "8"
    memory: 32Gi
  hold:
    reason: not open yet
`);
    expect(runGit(root, 'status', '--short', '--untracked-files=all')).toBe(`?? ${path}`);
    expect((await runIn(root, ['validate'])).code).toBe(0);
  });

  it('makes the groups above a group with --create-groups, and refuses without', async () => {
    const { run, texts } = inMemory(smallFleet);
    const refused = await run(['create', 'group', 'stores/north/ak', '--yes']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('RE202 error  there is no Group stores/north');
    expect(texts()).toEqual(smallFleet);
    expect(await run(['create', 'group', 'stores/north/ak', '--create-groups', '--yes'])).toMatchObject({
      code: 0,
      out: 'group/stores/north created\ngroup/stores/north/ak created\n',
    });
    expect(Object.keys(texts())).toEqual(
      expect.arrayContaining(['inventory/groups/stores/north.yaml', 'inventory/groups/stores/north/ak.yaml']),
    );
  });

  it.each([
    ['application cash --namespace shop --path apps/till', 'inventory/applications/cash.yaml'],
    ['app cash --namespace shop --path apps/till --depends-on till', 'inventory/applications/cash.yaml'],
    ['namespace bar --clusters /g/stores/west --quota cpu=2,memory=4Gi', 'inventory/namespaces/bar.yaml'],
    ['ring first --order 1 --percent 10 --soak 24h --min-ready 95%', 'inventory/rings/first.yaml'],
    ['policy empty', 'inventory/policies/empty.yaml'],
    ['expectation tills --application till --on /g/stores', 'expectations/tills.yaml'],
  ])('makes: %s', async (line, file) => {
    const { run, texts } = inMemory(smallFleet);
    expect(await run(['create', ...line.split(' '), '--yes'])).toMatchObject({ code: 0 });
    const made = Object.keys(texts()).filter((name) => !(name in smallFleet));
    expect(made).toEqual([file]);
    expect((await run(['validate'])).code).toBe(0);
    expect((await run(['fmt', '--check'])).out).not.toContain(file);
  });

  it('asks for what is missing: choices are the groups of the inventory and the time zones', async () => {
    const { fs, texts } = inMemory(smallFleet);
    const host = fakeHost({ fs, tty: true, answers: ['w3', 'stores/west', ' ', 'Europe/Berlin', true] });
    expect(await main(['create', 'cluster'], host)).toBe(0);
    expect(host.questions).toEqual([
      'Name of the cluster',
      'Group that it is in (its home)',
      'One more group',
      'Time zone',
      'Write this file?',
    ]);
    expect(texts()[path]).toContain('groups:\n    - stores/west\n  timeZone: Europe/Berlin\n');
  });

  it.each([
    [
      [],
      ['cash', 'apps/till', 'shop', true],
      ['Name of the application', 'Folder that holds its base/', 'Namespace that it asks for'],
      '  requests: shop\n  path: apps/till\n',
    ],
    [['cash', '--path', 'apps/till'], [' ', true], ['Namespace that it asks for'], 'spec:\n  path: apps/till\n'],
    [
      ['cash', '--namespace', 'shop'],
      ['apps/till', true],
      ['Folder that holds its base/'],
      '  namespace: shop\n  path: apps/till\n',
    ],
    [['cash', '--path', 'apps/till', '--requests', 'shop'], [true], [], '  requests: shop\n  path: apps/till\n'],
  ])('asks for what an application lacks: %j %j', async (words, answers, questions, expected) => {
    const { fs, texts } = inMemory(smallFleet);
    const host = fakeHost({ fs, tty: true, answers });
    expect(await main(['create', 'application', ...words], host)).toBe(0);
    expect(host.questions).toEqual([...questions, 'Write this file?']);
    expect(texts()['inventory/applications/cash.yaml']).toContain(expected);
  });

  it('asks for no namespace where there is none, and for nothing with --yes', async () => {
    const { 'inventory/shop.yaml': _shop, 'inventory/till.yaml': _till, ...files } = smallFleet;
    const host = fakeHost({ fs: inMemory(files).fs, tty: true, answers: ['apps/till', true] });
    expect(await main(['create', 'application', 'cash'], host)).toBe(0);
    expect(host.questions).toEqual(['Folder that holds its base/', 'Write this file?']);
    const agreed = fakeHost({
      fs: inMemory({ ...files, 'apps/cash/base/kustomization.yaml': 'resources: []\n' }).fs,
      tty: true,
    });
    expect(await main(['create', 'application', 'cash', '--yes'], agreed)).toBe(0);
    expect(agreed.questions).toEqual([]);
  });

  it.each([
    ['cluster', 'w3', true],
    ['cluster', 'W_3', false],
    ['cluster', 'stores/w3', false],
    ['group', 'stores/west/wa', true],
    ['group', 'stores//wa', false],
  ])('takes as the name of a %s what can be one: %s', async (kind, name, isGood) => {
    const host = fakeHost({ fs: inMemory(smallFleet).fs, tty: true });
    const verdicts: unknown[] = [];
    const prompt: Prompt = {
      ...(await host.prompt()),
      async text({ validate }) {
        verdicts.push(validate?.(name));
        throw new Interrupted();
      },
    };
    const asking: Host = { ...host, prompt: async () => prompt };
    expect(await main(['create', kind], asking)).toBe(130);
    expect(verdicts).toEqual([isGood || expect.stringContaining('lower-case letters')]);
  });

  it('does not ask for a time zone that the home gives, and writes nothing after a no', async () => {
    const files = {
      ...smallFleet,
      'inventory/groups.yaml': ['stores', 'stores/east', 'stores/west']
        .map((name) => object('Group', name, name === 'stores' ? '{timeZone: America/Denver}' : '{}'))
        .join('---\n'),
    };
    const { fs, texts } = inMemory(files);
    const host = fakeHost({ fs, tty: true, answers: [false] });
    expect(await main(['create', 'cluster', 'w3', '--group', 'stores/west'], host)).toBe(0);
    expect(host.questions).toEqual(['Write this file?']);
    expect(host.err).toContain('+++ b/inventory/clusters/stores/west/w3.yaml');
    expect(host.err).toContain('Nothing was changed.\n');
    expect(texts()).toEqual(files);
  });

  it('shows with --dry-run what it would write', async () => {
    const { run, texts } = inMemory(smallFleet);
    expect(await run(['create', 'cluster', 'w3', '--group', 'stores/west', '--dry-run'])).toEqual({
      code: 0,
      out: `--- /dev/null
+++ b/${path}
@@ -0,0 +1,8 @@
+# yaml-language-server: $schema=https://resedge.dev/schemas/v1/cluster.json
+apiVersion: resedge.dev/v1
+kind: Cluster
+metadata:
+  name: w3
+spec:
+  groups:
+    - stores/west
cluster/w3 created (dry run)
`,
      err: 'Nothing was changed.\n',
    });
    expect(texts()).toEqual(smallFleet);
  });

  it('tells a program what it did', async () => {
    const { run } = inMemory(smallFleet);
    const { out } = await run(['create', 'cluster', 'w3', '--group', 'stores/west', '--yes', '-o', 'json']);
    expect(JSON.parse(out)).toEqual({
      apiVersion: 'resedge.dev/v1',
      kind: 'ChangeResult',
      dryRun: false,
      objects: [{ kind: 'Cluster', name: 'w3', action: 'created' }],
      files: [{ path, action: 'created' }],
    });
  });

  it('leaves a file alone that has the name already', async () => {
    const there = { ...smallFleet, [path]: '# Notes about store 3.\n' };
    const { run, texts } = inMemory(there);
    expect((await run(['create', 'cluster', 'w3', '--group', 'stores/west', '--yes'])).code).toBe(0);
    expect(texts()[path]).toBe(there[path]);
    expect(texts()['inventory/clusters/stores/west/w3-2.yaml']).toContain('name: w3\n');
  });

  it.each([
    ['cluster w3', 'needs an answer: Write this file?', 'say --yes'],
    ['cluster', 'the cluster has no name, and there is nobody to ask', 'Write it: resedge create cluster NAME'],
    [
      'cluster w1 --yes',
      'there is a cluster named w1 already, in inventory/clusters/w1.yaml',
      'resedge set cluster/w1',
    ],
    ['cluster Shop_3 --yes', 'w3.yaml', 'Did you mean shop-3?'],
    ['cluster w3 --group stores/wset --yes', 'w3.yaml:8:7 RE202', 'Did you mean stores/west?'],
    ['cluster w3 --time-zone America/Chigaco --yes', 'w3.yaml:7:13 RE701', 'Did you mean America/Chicago?'],
    ['cluster w3 --capacity memory=-1 --yes', 'w3.yaml:8:13 RE102', 'negative'],
    ['cluster w3 --capacity memory --yes', '--capacity takes key=value, not "memory"', ''],
    ['cluster w3 --capacity gpu=1 --yes', 'Cluster has no field spec.capacity.gpu', 'Did you mean spec.capacity.cpu?'],
    [`cluster w3 --label tier=${'x'.repeat(64)} --yes`, 'w3.yaml:7:11 RE102', '63 characters'],
    ['cluster w3 --value password=hunter22 --yes', 'w3.yaml:8:15 RE901', 'Secret'],
    ['cluster w3 spec.state=retird --yes', 'spec.state can be active or retired, not "retird"', 'retired'],
    ['cluster w3 name=w4 --yes', 'name', 'rename'],
    ['ring first --yes', '--order is missing, and there is nobody to ask', '--order 1'],
    ['ring first --order one --yes', 'spec.order takes', 'whole number'],
    ['namespace kube-public --clusters all --yes', 'kube-public.yaml:5:9 RE102', 'belong to Flux'],
    ['application cash --path ../cash --yes', 'cash.yaml', 'RE406'],
    ['clusterr w3', "unknown command 'clusterr'", 'cluster'],
  ])('refuses, and writes nothing: create %s', async (line, message, hint) => {
    const { run, texts } = inMemory(smallFleet);
    const { code, out, err } = await run(['create', ...line.split(' ')]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.replaceAll(/inventory\/\w+\/(\S*\/)?(Shop_3|w3)/g, 'w3')).toContain(message);
    expect(err).toContain(hint);
    expect(err).not.toContain('hunter22');
    expect(texts()).toEqual(smallFleet);
  });
});
