import { describe, expect, it } from 'vitest';
import { base, type Files, objects, overlay, readFleet, type TestFleet } from '../support/fleet.ts';
import { variants } from './outcome.ts';

const stores = {
  ...objects(`
    Cluster austin {tier: gold}:
    Cluster boston {tier: gold}:
    Cluster chicago {tier: bronze}:
    Ring canary: {order: 1, clusters: /c/austin}
    Ring early: {order: 2, clusters: /c/boston}
    Ring rest: {order: 3}
    Namespace web: {clusters: all, applications: ["*"]}
    Application imdb: {namespace: web, path: apps/imdb}
  `),
  ...base('apps/imdb'),
};

function read(...files: Files[]): TestFleet {
  return readFleet(Object.assign({ ...stores }, ...files));
}

const imdb = (fleet: TestFleet) => variants(fleet, 'applications', 'imdb');

describe('an overlay', () => {
  it('applies to the clusters that its annotation selects, and makes a variant there', () => {
    const fleet = read(overlay('apps/imdb/overlays/1.0.1', { clusters: '/m/tier/gold' }));
    expect(fleet.lines).toEqual([]);
    expect(imdb(fleet)).toEqual({ base: 'chicago', '1.0.1': 'austin boston' });
  });

  it('without resedge.dev/clusters applies nowhere', () => {
    const fleet = read(overlay('apps/imdb/overlays/debug', { priority: '1' }));
    expect(fleet.lines).toHaveLength(1);
    expect(imdb(fleet)).toEqual({ base: 'austin boston chicago' });
  });

  it('with a ring applies to that ring and all before it', () => {
    const reach = (ring: string) => imdb(read(overlay('apps/imdb/overlays/new', { clusters: 'all', ring })));
    expect(reach('canary')).toEqual({ base: 'boston chicago', new: 'austin' });
    expect(reach('early')).toEqual({ base: 'chicago', new: 'austin boston' });
    expect(reach('rest')).toEqual({ new: 'austin boston chicago' });
  });

  it('with both applies where both reach', () => {
    const fleet = read(overlay('apps/imdb/overlays/new', { clusters: '/c/boston or /c/chicago', ring: 'early' }));
    expect(imdb(fleet)).toEqual({ base: 'austin chicago', new: 'boston' });
  });

  it('applies to all applications that share the path, unless it names some', () => {
    const fleet = read(
      objects(`
        Application imdb-lab: {namespace: web, path: apps/imdb, values: {a: 1}}
        Application imdb-demo: {namespace: web, path: apps/imdb}
      `),
      overlay('apps/imdb/overlays/1.0.1', { clusters: 'all' }),
      overlay('apps/imdb/overlays/debug', { clusters: '/c/austin', applications: 'imdb-lab, imdb-demo' }),
      base('apps/imdb', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "${app_name}"}\n'),
    );
    expect(fleet.lines).toEqual([]);
    expect(imdb(fleet)).toEqual({ '1.0.1': 'austin boston chicago' });
    expect(variants(fleet, 'applications', 'imdb-lab')).toEqual({ '1.0.1': 'boston chicago', '1.0.1_debug': 'austin' });
    expect(variants(fleet, 'applications', 'imdb-demo')).toEqual({
      '1.0.1': 'boston chicago',
      '1.0.1_debug': 'austin',
    });
  });
});

describe('components', () => {
  function order(...files: Files[]): string[] {
    const fleet = read(...files);
    expect(fleet.lines).toEqual([]);
    return Object.keys(imdb(fleet));
  }
  const all = (name: string, priority?: string) =>
    overlay(`apps/imdb/overlays/${name}`, { clusters: 'all', ...(priority && { priority }) });

  it('apply by version: 1.10.0 comes after 1.9.0, and a release after its candidates', () => {
    expect(order(all('1.10.0'), all('1.9.0'))).toEqual(['1.9.0_1.10.0']);
    expect(order(all('v2.0.0'), all('v2.0.0-rc.10'), all('v2.0.0-rc.9'))).toEqual(['v2.0.0-rc.9_v2.0.0-rc.10_v2.0.0']);
  });

  it('apply by name where names are no versions, and after those that are', () => {
    expect(order(all('debug'), all('B'), all('a'), all('9.0.0'))).toEqual(['9.0.0_B_a_debug']);
  });

  it('apply by priority first of all, as numbers', () => {
    expect(order(all('1.0.0', '10'), all('2.0.0', '9'), all('a'), all('z', '-1'))).toEqual(['z_a_2.0.0_1.0.0']);
  });

  it('are listed in that order in what is generated', () => {
    const fleet = read(all('debug'), all('1.10.0'), all('1.9.0'));
    const folder = 'fleet/applications/imdb/1.9.0_1.10.0_debug/';
    const [, text] = [...fleet.generated].find(([path]) => path.startsWith(folder) && !path.includes('/files/')) ?? [];
    expect(text?.match(/overlays\/\S+/g)).toEqual(['overlays/1.9.0', 'overlays/1.10.0', 'overlays/debug']);
  });
});

describe('an overlay of kind Kustomization', () => {
  const instead = (name: string, annotations: Record<string, string> = {}) =>
    overlay(
      `apps/imdb/overlays/${name}`,
      { clusters: 'all', ...annotations },
      'resources: [../../base]',
      'Kustomization',
    );

  function builtFrom(fleet: TestFleet): Record<string, string> {
    const variants = fleet.resolution.applications[0]?.variants ?? [];
    return Object.fromEntries(variants.map(({ name, base }) => [name, base]));
  }

  it('takes the place of the base, below the components', () => {
    const fleet = read(
      overlay('apps/imdb/overlays/1.0.1', { clusters: 'all' }),
      instead('lite', { clusters: '/m/tier/bronze' }),
    );
    expect(fleet.lines).toEqual([]);
    expect(imdb(fleet)).toEqual({ '1.0.1': 'austin boston', 'lite_1.0.1': 'chicago' });
    expect(builtFrom(fleet)).toEqual({ '1.0.1': 'apps/imdb/base', 'lite_1.0.1': 'apps/imdb/overlays/lite' });
  });

  it('wins over others by priority, then by version', () => {
    expect(builtFrom(read(instead('1.9.0'), instead('1.10.0')))).toEqual({ '1.10.0': 'apps/imdb/overlays/1.10.0' });
    expect(builtFrom(read(instead('1.9.0', { priority: '1' }), instead('1.10.0'), instead('lite')))).toEqual({
      '1.9.0': 'apps/imdb/overlays/1.9.0',
    });
  });

  it('is an error beside another one where nothing decides', () => {
    const hint =
      '(Give one of them a higher resedge.dev/priority, or make their resedge.dev/clusters select different clusters.)';
    const tie = (a: string, b: string, where: string) =>
      `apps/imdb/overlays/${b}/kustomization.yaml:3 RE404 overlays ${a} and ${b} both take the place of the base, with the same priority, on ${where} ${hint}`;
    expect(read(instead('full', { clusters: '/c/austin' }), instead('lite')).lines).toEqual([
      tie('full', 'lite', 'cluster austin'),
    ]);
    expect(read(instead('lite', { clusters: 'not /c/austin' }), instead('1.0.0')).lines).toEqual([
      tie('1.0.0', 'lite', '2 clusters (boston, chicago)'),
    ]);
    expect(read(instead('1.0.0'), instead('v1.0.0')).lines).toEqual([
      tie('1.0.0', 'v1.0.0', '3 clusters (austin, boston, chicago)'),
    ]);
  });

  it('is found once, however many variants it is in', () => {
    const fleet = read(
      instead('full'),
      instead('lite'),
      overlay('apps/imdb/overlays/debug', { clusters: '/c/austin' }),
      overlay('apps/imdb/overlays/trace', { clusters: '/c/boston' }),
    );
    expect(fleet.lines).toHaveLength(1);
    expect(fleet.lines[0]).toContain('on 3 clusters (austin, boston, chicago)');
  });
});
