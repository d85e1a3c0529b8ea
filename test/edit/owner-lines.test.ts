import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ownerLines } from '../../src/edit/owner-lines.ts';
import { base, type Files, objects, readFleet } from '../support/fleet.ts';
import { gitEnv, temporaryFolder, writeFiles } from '../support/git.ts';

const fleet = `Fleet contoso: {owners: ["@contoso/platform"], git: {url: https://git.example.com/fleet.git}}`;

/** The lines, then the problems with the places that they have. */
function lines(files: Files, prefix = ''): string[] {
  const { resolution } = readFleet(files, prefix);
  const { lines: found, problems } = ownerLines(resolution.inventory, prefix);
  return [
    ...found,
    ...problems.map(({ message, place }) => `${message}${place ? ` (${place.file} ${place.path?.join('.')})` : ''}`),
  ];
}

function narrow(files: Files, prefix = ''): string[] {
  return lines(files, prefix).filter((line) => !line.endsWith(' @contoso/platform'));
}

function cluster(name: string, owner: string): string {
  return `apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata: {name: ${name}}\nspec: {owners: ["${owner}"]}\n`;
}

describe('lines of CODEOWNERS', () => {
  it("gives the fleet to the Fleet's owners, and each half of an agreement to its team", () => {
    const files = {
      ...objects(`
        ${fleet}
        Group stores: {owners: ["@contoso/stores"]}
        Group stores/east: {}
        Cluster e1: {groups: [stores/east]}
        Namespace shop: {clusters: all, owners: ["@contoso/platform"]}
        Application till: {path: apps/till, requests: shop, owners: ["@contoso/till", ann@example.com]}
        Policy net: {path: policies/net, owners: ["@contoso/network"]}
      `),
      ...base('apps/till'),
      'policies/net/kustomization.yaml': 'resources: []\n',
    };
    expect(lines(files)).toEqual([
      '/resedge.yaml @contoso/platform',
      '/inventory/ @contoso/platform',
      '/policies/ @contoso/platform',
      '/expectations/ @contoso/platform',
      '/apps/ @contoso/platform',
      '/clusters/ @contoso/platform',
      '/fleet/ @contoso/platform',
      '/inventory/application/till.yaml @contoso/till ann@example.com',
      '/inventory/group/stores.yaml @contoso/stores',
      '/inventory/policy/net.yaml @contoso/network',
      '/apps/till/ @contoso/till ann@example.com',
      '/policies/net/ @contoso/network',
    ]);
    expect(lines(files, 'fleets/eu/').slice(-2)).toEqual([
      '/fleets/eu/apps/till/ @contoso/till ann@example.com',
      '/fleets/eu/policies/net/ @contoso/network',
    ]);
  });

  it('has nobody decide alone on what they ask for', () => {
    const files = {
      ...objects(`
        ${fleet}
        Namespace mine: {clusters: all, owners: ["@contoso/till"]}
        Namespace ours: {clusters: all, owners: ["@contoso/till", "@contoso/retail"]}
        Application till: {path: apps/till, namespace: mine, requests: ours, owners: ["@contoso/till"]}
      `),
      ...base('apps/till'),
    };
    expect(narrow(files)).toEqual([
      '/inventory/application/till.yaml @contoso/till',
      '/inventory/namespace/ours.yaml @contoso/retail',
      '/apps/till/ @contoso/till',
    ]);
  });

  it('unites the owners of a file, of a shared folder, and of the Fleet for what has none', () => {
    const application = (name: string, path: string, owners: string) =>
      `apiVersion: resedge.dev/v1\nkind: Application\nmetadata: {name: ${name}}\nspec: {path: apps/${path}, owners: [${owners}]}\n`;
    const files = {
      ...objects(fleet),
      'inventory/pos.yaml': [application('lane', 'pos', '"@z", "@b"'), application('kiosk', 'pos', '"@a"')].join(
        '---\n',
      ),
      'inventory/signs.yaml': [application('big', 'signs', '"@s"'), application('small', 'signs', '')].join('---\n'),
      ...base('apps/pos'),
      ...base('apps/signs'),
    };
    expect(lines(files).slice(7)).toEqual([
      '/inventory/pos.yaml @a @b @z',
      '/inventory/signs.yaml @contoso/platform @s',
      '/apps/pos/ @a @b @z',
      '/apps/signs/ @contoso/platform @s',
    ]);
  });

  it('has no lines for what nobody owns', () => {
    expect(lines(objects('Cluster a: {owners: ["@a"]}\nCluster b: {}'))).toEqual(['/inventory/cluster/a.yaml @a']);
  });

  it('leaves owners out that CODEOWNERS does not take, each told once', () => {
    const files = objects(`
      ${fleet}
      Cluster a: {owners: [Ann Example, "@ok"]}
      Cluster b: {owners: [Ann Example]}
      Cluster c: {owners: ["@", "@a//b", "ann@", "x@y.z w@v.u", "#x"]}
      Cluster d: {owners: ["@group/sub.group/team_1", "@@maintainers", "a.b+c@mail.example.com"]}
    `);
    const rest = 'is neither @name, @org/team nor an e-mail address, and is left out';
    expect(narrow(files)).toEqual([
      '/inventory/cluster/a.yaml @ok',
      '/inventory/cluster/d.yaml @@maintainers @group/sub.group/team_1 a.b+c@mail.example.com',
      `the owner "Ann Example" of cluster/a and 1 more ${rest} (inventory/cluster/a.yaml spec.owners.0)`,
      `the owner "#x" of cluster/c ${rest} (inventory/cluster/c.yaml spec.owners.4)`,
      `the owner "@" of cluster/c ${rest} (inventory/cluster/c.yaml spec.owners.0)`,
      `the owner "@a//b" of cluster/c ${rest} (inventory/cluster/c.yaml spec.owners.1)`,
      `the owner "ann@" of cluster/c ${rest} (inventory/cluster/c.yaml spec.owners.2)`,
      `the owner "x@y.z w@v.u" of cluster/c ${rest} (inventory/cluster/c.yaml spec.owners.3)`,
    ]);
  });

  it('escapes what has a meaning in patterns, so that Git reads it as it is', () => {
    const names = ['a b.yaml', 'a  b.yaml', '[x].yaml', '*.yaml', 'q?.yaml', '!x.yaml', 'a\\b.yaml', 'a\\ b.yaml'];
    const files = names.map((name, at): [string, string] => [`inventory/${name}`, cluster(`c${at}`, `@o${at}`)]);
    const found = narrow({ ...objects(fleet), ...Object.fromEntries(files) });
    expect(found).toHaveLength(names.length);
    expect(found).toContain('/inventory/\\[x\\].yaml @o2');
    const folder = temporaryFolder();
    execFileSync('git', ['init', '--quiet'], { cwd: folder, env: gitEnv });
    const all = [...names, 'x.yaml', 'q1.yaml', 'ab.yaml'].map((name) => `inventory/${name}`);
    for (const [at, name] of names.entries()) {
      const line = found.find((text) => text.endsWith(` @o${at}`)) ?? '';
      writeFiles(folder, { '.gitignore': `${line.slice(0, line.lastIndexOf(' '))}\n` });
      const matched = execFileSync('git', ['check-ignore', '--no-index', '--stdin', '-z'], {
        cwd: folder,
        env: gitEnv,
        input: all.join('\0'),
      });
      expect(String(matched)).toBe(`inventory/${name}\0`);
    }
  });

  it('leaves out what cannot be escaped, and says so once for a folder', () => {
    const files = {
      ...objects(fleet),
      'inventory/a#1/x.yaml': cluster('x', '@x'),
      'inventory/a#1/y.yaml': cluster('y', '@y'),
      'inventory/tab\t.yaml': cluster('z', '@z'),
    };
    const rest = 'it has no line, and whoever owns what is around it owns it';
    expect(narrow(files)).toEqual([
      `CODEOWNERS cannot name "inventory/a#1": ${rest}`,
      `CODEOWNERS cannot name "inventory/tab\\t.yaml": ${rest}`,
    ]);
  });

  it('stays small with many clusters', () => {
    const files: Record<string, string> = { ...objects(fleet) };
    for (let at = 0; at < 3000; at++) {
      const region = `r${at % 3}`;
      files[`inventory/clusters/${region}/c${at}.yaml`] = cluster(
        `c${at}`,
        at === 1500 ? '@odd' : `@contoso/${region}`,
      );
    }
    expect(narrow(files)).toEqual([
      '/inventory/clusters/r0/ @contoso/r0',
      '/inventory/clusters/r0/c1500.yaml @odd',
      '/inventory/clusters/r1/ @contoso/r1',
      '/inventory/clusters/r2/ @contoso/r2',
    ]);
  });
});
