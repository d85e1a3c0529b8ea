import { describe, expect, it } from 'vitest';
import { base, objects, overlay } from '../support/fleet.ts';
import { about, explain } from './steps.ts';

/** A store with silver and kiosk clusters, and a lab. */
const fleet = {
  ...objects(`
    Group stores:
    Group stores/east:
    Group lab:
    Group vip: {clusters: "/g/stores/east and /m/tier/gold"}
    Cluster e1 {tier: gold}: {groups: [stores/east]}
    Cluster e2 {tier: silver}: {groups: [stores/east]}
    Cluster k1 {tier: kiosk}: {groups: [stores]}
    Cluster l1: {groups: [lab]}
    Namespace shop: {clusters: "(/g/stores or /g/lab) and not /m/tier/kiosk", applications: [till]}
    Application till: {path: apps/till, namespace: shop}
  `),
  ...base('apps/till'),
};

describe('an application on its way to a cluster', () => {
  it('is there: every step is true, the terms of the expression one by one', () => {
    expect(explain(fleet, 'till', 'e2')).toMatchObject({
      placed: true,
      reason: 'till is on e2, in namespace shop as variant base',
      lines: [
        'yes state: active',
        'yes hold: none',
        'yes namespace: it names shop',
        'yes admission: shop admits it',
        'yes expression: (/g/stores or /g/lab) and not /m/tier/kiosk',
        '  yes or: (/g/stores or /g/lab)',
        '    yes term: /g/stores: it names stores/east',
        '    no term: /g/lab: its groups are stores, stores/east',
        '  yes not: not /m/tier/kiosk',
        '    no term: /m/tier/kiosk: tier is silver',
        'yes variant: base, made from apps/till/base; 3 clusters have it',
      ],
    });
  });

  it.each([
    ['e1', 'till is on e1, in namespace shop as variant base'],
    ['l1', 'till is on l1, in namespace shop as variant base'],
    ['k1', 'till is not on k1, because its namespace does not select the cluster (not /m/tier/kiosk: tier is kiosk)'],
  ])('says of %s in one sentence why', (cluster, reason) => {
    expect(explain(fleet, 'till', cluster).reason).toBe(reason);
  });

  it.each([
    ['Application till: {path: apps/till}', 'it names no namespace'],
    ['Application till: {path: apps/till, requests: shop}', 'it names no namespace, and asks for shop'],
    ['Namespace shop: {clusters: all, applications: []}', 'shop does not admit it'],
    [
      'Namespace shop: {clusters: all, applications: ["*"], rejected: [{application: till, reason: no casino}]}',
      'shop turned it down: no casino',
    ],
    ['Namespace shop: {clusters: none, applications: [till]}', 'its namespace does not select the cluster (none)'],
    ['Cluster e1: {state: retired, hold: {reason: flood}}', 'the cluster is retired'],
  ])('is not there with %s', (change, why) => {
    const { placed, reason } = explain({ ...fleet, ...objects(change) }, 'till', 'e1');
    expect({ placed, reason }).toEqual({ placed: false, reason: `till is not on e1, because ${why}` });
  });

  it('is there although the cluster is held, and asks to move', () => {
    const { lines, reason } = explain(
      {
        ...fleet,
        ...objects(`
          Cluster e1: {groups: [stores], hold: {reason: flood, until: 2026-12-01}}
          Namespace vault: {clusters: none}
          Application till: {path: apps/till, namespace: shop, requests: vault}
        `),
      },
      'till',
      'e1',
    );
    expect(reason).toBe(
      'till is on e1, in namespace shop as variant base, but the cluster is held and keeps what it has',
    );
    expect([...about(lines, 'hold'), ...about(lines, 'request')]).toEqual([
      'no hold: the cluster is held until 2026-12-01: flood',
      'no request: it asks to move to vault, which has not approved that',
    ]);
  });

  it.each([
    ['rejected: [{application: till, reason: too large}]', 'turned it down: too large'],
    ['proposed: true', 'is only proposed'],
  ])('asks to move to a namespace with %s', (spec, why) => {
    const change = objects(`
      Namespace vault: {clusters: all, ${spec}}
      Application till: {path: apps/till, namespace: shop, requests: vault}
    `);
    const { lines } = explain({ ...fleet, ...change }, 'till', 'e1');
    expect(about(lines, 'request')).toEqual([`no request: it asks to move to vault, which ${why}`]);
  });

  it('is not in a namespace that is only proposed, whatever that would select', () => {
    const change = objects('Namespace shop: {clusters: /g/stores, applications: [till], proposed: true}');
    expect(explain({ ...fleet, ...change }, 'till', 'e1')).toMatchObject({
      placed: false,
      reason: 'till is not on e1, because shop is only proposed, and on no cluster until it is approved',
      lines: [
        'yes state: active',
        'yes hold: none',
        'yes namespace: it names shop',
        'yes admission: shop admits it',
        'no proposal: shop is only proposed, and on no cluster until it is approved',
        'yes expression: /g/stores: it names stores/east',
      ],
    });
  });

  it('is not where an expression goes by a namespace that is only proposed', () => {
    const change = objects(`
      Namespace shop: {clusters: /n/vault or /m/tier/kiosk, applications: [till]}
      Namespace vault: {clusters: all, proposed: true}
    `);
    const { lines } = explain({ ...fleet, ...change }, 'till', 'e1');
    expect(lines.slice(4)).toEqual([
      'no expression: /n/vault or /m/tier/kiosk',
      '  no term: /n/vault: namespace vault is only proposed',
      '  no term: /m/tier/kiosk: tier is gold',
    ]);
  });

  it('tells of overrides of the namespace, and of variables that are left alone', () => {
    const { lines } = explain(
      {
        ...fleet,
        ...objects(`
          Namespace shop:
            clusters: all
            applications: ["*"]
            overrides: [{name: big, clusters: /m/tier/gold, quota: {cpu: "4"}}, {name: small, clusters: /m/tier/kiosk}]
          Application till: {path: apps/till, namespace: shop, substitute: false}
        `),
      },
      'till',
      'e1',
    );
    expect(lines.slice(3)).toEqual([
      'yes admission: shop admits all that ask',
      'yes expression: all',
      'yes override: big applies',
      '  yes expression: /m/tier/gold: tier is gold',
      'no override: small does not apply',
      '  no expression: /m/tier/kiosk: tier is gold',
      'yes variant: base, made from apps/till/base; 4 clusters have it',
      'no variables: they are left alone',
    ]);
  });

  it('does not go round in circles', () => {
    const { lines } = explain(
      {
        ...fleet,
        ...objects(`
          Namespace shop: {clusters: not /n/vault, applications: [till]}
          Namespace vault: {clusters: /n/shop}
        `),
      },
      'till',
      'e1',
    );
    expect(about(lines, 'expression')).toEqual(['no expression: not /n/vault: it has an error, so it selects none']);
  });

  it('points at the term in the file', () => {
    const { steps } = explain(fleet, 'till', 'k1');
    expect(steps.find(({ step, ok }) => step === 'not' && !ok)?.place).toEqual({
      file: 'inventory/namespace/shop.yaml',
      document: 0,
      path: ['spec', 'clusters'],
      span: { start: 26, end: 43 },
    });
  });
});

describe('terms', () => {
  const on = (clusters: string, cluster: string) => {
    const namespace = objects(`Namespace shop: {clusters: ${JSON.stringify(clusters)}, applications: [till]}`);
    const others = objects(
      'Namespace vault: {clusters: /g/vip}\nRing first: {order: 1, clusters: /c/e1}\nRing last: {order: 2}',
    );
    return about(explain({ ...fleet, ...others, ...namespace }, 'till', cluster).lines, 'expression');
  };

  it.each([
    ['/c/e*', 'e1', ['yes expression: /c/e*: its name is e1']],
    ['/c/e*', 'k1', ['no expression: /c/e*: its name is k1']],
    ['/r/first', 'e1', ['yes expression: /r/first: its ring is first']],
    ['/r/first', 'e2', ['no expression: /r/first: its ring is last']],
    ['/m/tier/{gold,silver}', 'e1', ['yes expression: /m/tier/{gold,silver}: tier is gold']],
    ['/m/tier', 'l1', ['no expression: /m/tier: it has no label tier']],
    ['/g/stores/*', 'e1', ['yes expression: /g/stores/*: it names stores/east']],
    ['all', 'e1', ['yes expression: all']],
  ])('%s on %s', (clusters, cluster, lines) => {
    expect(on(clusters, cluster)).toEqual(lines);
  });

  it('goes on into the expression of a group or a namespace that is named', () => {
    expect(on('/n/vault', 'e1')).toEqual([
      'yes expression: /n/vault: namespace vault selects it',
      '  yes namespace vault: /g/vip: vip selects it',
      '    yes group vip: /g/stores/east and /m/tier/gold',
      '      yes term: /g/stores/east: it names stores/east',
      '      yes term: /m/tier/gold: tier is gold',
    ]);
    expect(on('/g/vip', 'e2')).toEqual([
      'no expression: /g/vip: its groups are stores, stores/east',
      '  no group vip: /g/stores/east and /m/tier/gold',
      '    yes term: /g/stores/east: it names stores/east',
      '    no term: /m/tier/gold: tier is silver',
    ]);
  });
});

describe('overlays and rings', () => {
  const files = {
    ...fleet,
    ...objects(`
      Ring canary: {order: 1, clusters: /c/e1, percent: 100}
      Ring tiny: {order: 2, clusters: /g/stores, percent: 0.0001}
      Ring broad: {order: 3}
      Application other: {path: apps/till, namespace: shop}
    `),
    ...overlay('apps/till/overlays/1.1.0', { clusters: '/g/stores', ring: 'canary', priority: '5' }),
    ...overlay('apps/till/overlays/others', { clusters: 'all', applications: 'other' }),
    ...overlay('apps/till/overlays/unused', {}),
    ...overlay('apps/till/overlays/2.0.0', { clusters: '/g/stores' }, 'resources: [../../base]', 'Kustomization'),
    ...overlay('apps/till/overlays/3.0.0', { clusters: '/m/tier/gold' }, 'resources: [../../base]', 'Kustomization'),
  };

  it('says which apply', () => {
    const { lines } = explain(files, 'till', 'e1');
    expect(about(lines, 'ring')).toEqual(['yes ring: canary: /c/e1 selects it']);
    expect(about(lines, 'overlay')).toEqual([
      'no overlay: 2.0.0: 3.0.0 takes the place of the base instead',
      '  yes expression: /g/stores: it names stores/east',
      'yes overlay: 3.0.0 applies, in the place of the base',
      '  yes expression: /m/tier/gold: tier is gold',
      'yes overlay: 1.1.0 applies, priority 5',
      '  yes expression: /g/stores: it names stores/east',
      '  yes reach: canary: that is its ring',
      'no overlay: others: for other alone',
      'no overlay: unused: it has no annotation resedge.dev/clusters',
    ]);
    expect(about(lines, 'variant')).toEqual([
      'yes variant: 3.0.0_1.1.0, made from apps/till/overlays/3.0.0; this cluster alone has it',
    ]);
  });

  it('says why others do not', () => {
    const { lines } = explain(files, 'till', 'e2');
    expect(about(lines, 'ring')).toEqual([
      'no ring: canary: /c/e1 does not select it',
      'no ring: tiny: a hash of its name does not put it among the 0.0001 %',
      'yes ring: broad: the last ring has all that the others leave',
    ]);
    expect(about(lines, 'overlay').slice(0, 7)).toEqual([
      'yes overlay: 2.0.0 applies, in the place of the base',
      '  yes expression: /g/stores: it names stores/east',
      'no overlay: 3.0.0: it does not apply',
      '  no expression: /m/tier/gold: tier is silver',
      'no overlay: 1.1.0: it does not apply, priority 5',
      '  yes expression: /g/stores: it names stores/east',
      '  no reach: up to canary: its ring is broad',
    ]);
  });
});
