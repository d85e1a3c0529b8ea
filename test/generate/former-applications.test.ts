import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { base, objects, readFleet, type TestFleet } from '../support/fleet.ts';

const stores = {
  ...objects(`
    Cluster austin:
    Cluster boston:
  `),
  ...base('apps/a', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "${app_name}"}\n'),
};

function fleetOf(notes: string): TestFleet {
  const fleet = readFleet({ ...stores, ...objects(notes) });
  expect(fleet.lines.filter((line) => !line.includes(' RE502 '))).toEqual([]);
  return fleet;
}

/** What is in the access.yaml of a namespace, as `Kind name: account`; undefined where there is none. */
function accessIn(fleet: TestFleet, namespace: string): string[] | undefined {
  const text = fleet.generated.get(`fleet/namespaces/${namespace}/base/access.yaml`);
  return text === undefined
    ? undefined
    : parseAllDocuments(text).map((document) => {
        const { kind, metadata, subjects = [] } = document.toJS();
        return `${kind} ${metadata.namespace}/${metadata.name}: ${subjects.map(({ name }: { name: string }) => name)}`;
      });
}

/** What an application waits for on a cluster. */
function waits(fleet: TestFleet, application: string, cluster = 'austin'): string[] {
  const index = fleet.resolution.inventory.clusters.findIndex(({ name }) => name === cluster);
  const profile = fleet.resolution.profileOf(index)?.name;
  const text = [...fleet.generated].filter(([path]) => path.startsWith(`fleet/profiles/${profile}/`)).map(([, t]) => t);
  const units = text.flatMap((one) => parseAllDocuments(one).map((document) => document.toJS()));
  const unit = units.find((one) => one.kind === 'Kustomization' && one.metadata?.name === `app-${application}`);
  return (unit?.spec.dependsOn ?? []).map(({ name }: { name: string }) => name);
}

const own = (name: string) => [
  `ServiceAccount flux-system/resedge-${name}: `,
  `RoleBinding ${name}/resedge: resedge-${name}`,
];

describe('a namespace that an application moved away from', () => {
  it('lets the account of the other one clean up, once for each, in order; and that waits for it', () => {
    const fleet = fleetOf(`
      Namespace shop: {clusters: all, formerApplications: [c, b, a]}
      Namespace web: {clusters: all, applications: [b, c]}
      Namespace lab: {clusters: all, applications: ["*"], formerApplications: [c]}
      Application a: {namespace: lab, path: apps/a}
      Application b: {namespace: web, path: apps/a}
      Application c: {namespace: web, path: apps/a}
    `);
    expect(accessIn(fleet, 'shop')).toEqual([
      ...own('shop'),
      'RoleBinding shop/resedge-lab: resedge-lab',
      'RoleBinding shop/resedge-web: resedge-web',
    ]);
    expect(accessIn(fleet, 'lab')).toEqual([...own('lab'), 'RoleBinding lab/resedge-web: resedge-web']);
    expect(waits(fleet, 'c')).toEqual(['ns-web', 'ns-lab', 'ns-shop']);
    const shop =
      fleet.generated.get('fleet/profiles/austin/shop.yaml') ?? fleet.generated.get('fleet/profiles/boston/shop.yaml');
    expect(parse(shop ?? '').spec.wait).toBe(true);
  });

  it('binds where it was applied as Flux itself, too', () => {
    const fleet = fleetOf(`
      Namespace shop: {clusters: all, access: cluster, formerApplications: [a]}
      Namespace web: {clusters: all, applications: [a]}
      Application a: {namespace: web, path: apps/a}
    `);
    expect(accessIn(fleet, 'shop')).toEqual(['RoleBinding shop/resedge-web: resedge-web']);
  });

  it.each([
    [
      'its new one is applied as Flux itself',
      'access: cluster, applications: [a]',
      'formerApplications: [a]',
      ', namespace: web',
    ],
    [
      'it was there before, and is again',
      'applications: [a], formerApplications: [a]',
      'network: open',
      ', namespace: web',
    ],
    ['nobody let it', 'applications: [a]', 'network: open', ', namespace: web'],
    ['it is not admitted', 'network: open', 'formerApplications: [a]', ', namespace: web'],
    [
      'its new one is only proposed',
      'applications: [a], proposed: true',
      'formerApplications: [a]',
      ', namespace: web',
    ],
    ['it is nowhere', 'applications: [a]', 'formerApplications: [a]', ''],
    ['it only asks', 'applications: [a]', 'formerApplications: [a]', ', requests: web'],
  ])('binds nothing where %s', (_, web, shop, named) => {
    const fleet = fleetOf(`
      Namespace shop: {clusters: all, ${shop}}
      Namespace web: {clusters: all, ${web}}
      Application a: {path: apps/a${named}}
    `);
    expect(accessIn(fleet, 'shop')).toEqual(own('shop'));
    expect(accessIn(fleet, 'web')?.slice(2) ?? []).toEqual([]);
    expect(waits(fleet, 'a').filter((name) => name !== 'ns-web')).toEqual([]);
  });

  it('is not waited for where it is not, or where it waits itself', () => {
    const fleet = fleetOf(`
      Namespace shop: {clusters: /c/boston, formerApplications: [a]}
      Namespace desk: {clusters: all, dependsOn: [lane], formerApplications: [a]}
      Namespace lane: {clusters: all, dependsOn: [web], formerApplications: [a]}
      Namespace web: {clusters: all, applications: [a]}
      Application a: {namespace: web, path: apps/a}
    `);
    expect(waits(fleet, 'a', 'austin')).toEqual(['ns-web']);
    expect(waits(fleet, 'a', 'boston')).toEqual(['ns-web', 'ns-shop']);
    expect(accessIn(fleet, 'desk')).toContain('RoleBinding desk/resedge-web: resedge-web');
  });

  it('is not waited for by two that would wait for each other', () => {
    const fleet = fleetOf(`
      Namespace shop: {clusters: all, dependsOn: [lab], applications: [a], formerApplications: [b]}
      Namespace lab: {clusters: all}
      Namespace web: {clusters: all, applications: [b], formerApplications: [a]}
      Application a: {namespace: shop, path: apps/a}
      Application b: {namespace: web, path: apps/a, dependsOn: [a]}
    `);
    expect(waits(fleet, 'a')).toEqual(['ns-shop', 'ns-web']);
    expect(waits(fleet, 'b')).toEqual(['ns-web', 'app-a', 'ns-shop']);
  });

  it('names applications that there are', () => {
    const { lines } = readFleet({ ...stores, ...objects('Namespace shop: {clusters: all, formerApplications: [b]}') });
    expect(lines).toEqual([expect.stringMatching(/ RE202 .*there is no Application b/)]);
  });

  it('owns the binding: nothing else may bring it', () => {
    const binding = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: resedge-web}\n';
    const fleet = readFleet({
      ...stores,
      ...base('apps/b', binding),
      ...objects(`
        Namespace shop: {clusters: all, applications: [b], formerApplications: [a]}
        Namespace web: {clusters: all, applications: [a]}
        Application a: {namespace: web, path: apps/a}
        Application b: {namespace: shop, path: apps/b}
      `),
    });
    expect(fleet.lines).toEqual([expect.stringContaining('RE409')]);
  });
});
