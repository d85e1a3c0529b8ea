import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createRepository } from '../support/git.ts';
import { cluster, object, runIn, smallFleet } from './support.ts';

const folder = createRepository({
  ...smallFleet,
  'resedge.yaml': `apiVersion: resedge.dev/v1
kind: Fleet
metadata: {name: contoso}
spec:
  git: {url: https://git.example.com/contoso/fleet.git}
  values: {company: contoso, region: none}
  timeZone: America/Chicago
  freezes: [{from: 2026-10-01, to: 2026-10-31, reason: audit}]
`,
  'inventory/groups.yaml': [
    object('Group', 'stores', '{values: {region: all}, windows: [{schedule: "0 1 * * *", duration: 1h}]}'),
    object(
      'Group',
      'stores/east',
      `{description: East of the river., owners: ["@contoso/east"], values: {region: east}, timeZone: America/New_York,
  windows: [{schedule: "0 2 * * 1-5", duration: 3h}], freezes: [{from: 2026-11-26, to: 2026-11-30}]}`,
    ),
    object('Group', 'stores/west'),
    object('Group', 'vip', '{clusters: /m/tier/gold, freezes: [{from: 2026-11-01, to: 2026-11-02, reason: visit}]}'),
  ].join('---\n'),
  'inventory/clusters/e1.yaml': `apiVersion: resedge.dev/v1
kind: Cluster
metadata: {name: e1, labels: {tier: gold}}
spec:
  groups: [stores/east]
  values: {storeNumber: "2301"}
  capacity: {cpu: "8", memory: 32Gi}
  reserved: {cpu: 500m}
  hold: {reason: flood, until: 2026-12-01}
  connectivity: intermittent
  formerNames: [old-e1]
`,
  'inventory/clusters/w2.yaml': object('Cluster', 'w2', '{groups: [stores/west], state: retired}'),
  'inventory/rings.yaml': [
    object('Ring', 'canary', '{order: 1, clusters: /g/vip, soak: 24h}'),
    object('Ring', 'half', '{order: 2, clusters: /g/stores/east, percent: 100}'),
    object('Ring', 'rest', '{order: 3}'),
  ].join('---\n'),
  'inventory/shop.yaml': [
    object(
      'Namespace',
      'shop',
      `{clusters: /g/stores, applications: [till, lottery], rejected: [{application: casino, reason: not in stores}],
  quota: {cpu: "2", memory: 4Gi}, limits: {max: {cpu: "1"}, defaultRequest: {cpu: 100m, memory: 128Mi}}, policies: [tidy],
  overrides: [{name: small, clusters: /g/stores/west, quota: {cpu: 500m}}]}`,
    ),
    object(
      'Namespace',
      'back',
      '{clusters: /g/stores/east, quota: {cpu: 250m, memory: 512Mi}, dependsOn: [shop], windows: [{schedule: "0 3 * * 0", duration: 2h}]}',
    ),
  ].join('---\n'),
  'inventory/applications.yaml': [
    object(
      'Application',
      'till',
      '{path: apps/till, namespace: shop, requests: back, dependsOn: [], values: {title: Till}}',
    ),
    object('Application', 'casino', '{path: apps/till, namespace: shop, dependsOn: [till]}'),
    object('Application', 'kiosk', '{path: apps/till, requests: shop}'),
    object('Application', 'lottery', '{path: apps/till}'),
  ].join('---\n'),
  'inventory/till.yaml': object(
    'Policy',
    'tidy',
    '{rules: [{name: pinned, match: {kinds: [Deployment]}, assert: {}, message: Pin it}]}',
  ),
  'expectations/till.yaml': object('Expectation', 'tills', '{application: till, on: /g/stores, notOn: /g/vip}'),
  'apps/till/overlays/1.1.0/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
metadata:
  name: till
  annotations: {resedge.dev/clusters: all, resedge.dev/ring: canary, resedge.dev/applications: till}
configMapGenerator:
  - {name: till, behavior: merge, literals: [version=1.1.0]}
`,
});

async function describeIt(...words: string[]): Promise<string> {
  const { code, out, err } = await runIn(folder, ['describe', ...words], { now: '2026-11-02T09:00:00Z' });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

describe('describe, object by object', () => {
  it('a cluster: all that concerns it, and where that was written', async () => {
    expect(await describeIt('cluster/e1')).toMatchInlineSnapshot(`
      "Name:          e1
      Kind:          Cluster
      Labels:        tier=gold
      File:          inventory/clusters/e1.yaml:3
      State:         active
      Connectivity:  intermittent
      Hold:
        Reason:  flood
        Until:   2026-12-01
        Ended:   false
      Ring:
        Name:    canary
        Order:   1
        Reason:  /g/vip selects it
      Delivery:
        Source:      git
        Holds back:  true
      Time zone:
        Name:  America/New_York
        From:  group stores/east
        File:  inventory/groups.yaml:9
      Profile:
        Name:      e1
        Clusters:  1
      Generated:     clusters/e1/kustomization.yaml
      Former names:  old-e1
      Former paths:  clusters/old-e1/kustomization.yaml
      Groups:
        GROUP        HOW         EXPRESSION
        stores       above       -
        vip          expression  /m/tier/gold
        stores/east  home        -
      Values:
        KEY          VALUE    FROM               FILE
        company      contoso  fleet contoso      resedge.yaml:6
        region       east     group stores/east  inventory/groups.yaml:9
        storeNumber  2301     cluster e1         inventory/clusters/e1.yaml:6
      Capacity:
        RESOURCE  CAPACITY  RESERVED  AVAILABLE  QUOTAS  FREE     OVERSUBSCRIBED
        cpu       8         500m      7500m      2250m   5250m    false
        memory    32Gi      -         32Gi       4608Mi  28160Mi  false
      Namespaces:
        NAMESPACE  VARIANT  QUOTA
        back       base     cpu=250m,memory=512Mi
        shop       base     cpu=2,memory=4Gi
      Applications:
        APPLICATION  NAMESPACE  VARIANT  OVERLAYS
        till         shop       1.1.0    1.1.0
      Pending:
        APPLICATION  NAMESPACE  STATE     REASON
        casino       shop       rejected  shop turned it down: not in stores
        kiosk        shop       pending   it asks for shop
        till         back       pending   it is in shop, and asks to move to back
      Waits:
        WHAT     REASON
        cluster  held: flood, until 2026-12-01; moves 2026-12-02 00:00 America/New_York (in 29d 20h)
      Windows:
        SCHEDULE     DURATION  FROM               FILE
        0 2 * * 1-5  3h        group stores/east  inventory/groups.yaml:10
      Namespace windows:
        NAMESPACE  SCHEDULE   DURATION
        back       0 3 * * 0  2h
      Freezes:
        FIRST       LAST        STATE   REASON  FROM               FILE
        2026-10-01  2026-10-31  past    audit   fleet contoso      resedge.yaml:8
        2026-11-01  2026-11-02  now     visit   group vip          inventory/groups.yaml:20
        2026-11-26  2026-11-30  coming  -       group stores/east  inventory/groups.yaml:10
      "
    `);
  });

  it('a retired cluster: what it still has', async () => {
    expect(await describeIt('cluster', 'w2')).toMatchInlineSnapshot(`
      "Name:               w2
      Kind:               Cluster
      File:               inventory/clusters/w2.yaml:3
      State:              retired
      Connectivity:       online
      Hold:               none
      Ring:
        Name:    rest
        Order:   3
        Reason:  the last ring has all that the others leave
      Delivery:
        Source:      git
        Holds back:  true
      Time zone:
        Name:  America/Chicago
        From:  fleet contoso
        File:  resedge.yaml:7
      Profile:            none
      Generated:          none
      Former names:       none
      Former paths:       none
      Groups:
        GROUP        HOW
        stores       above
        stores/west  home
      Values:
        KEY      VALUE    FROM           FILE
        company  contoso  fleet contoso  resedge.yaml:6
        region   all      group stores   inventory/groups.yaml:4
      Capacity:           none
      Namespaces:         none
      Applications:       none
      Pending:            none
      Windows:
        SCHEDULE   DURATION  FROM          FILE
        0 1 * * *  1h        group stores  inventory/groups.yaml:4
      Namespace windows:  none
      Freezes:
        FIRST       LAST        STATE  REASON  FROM           FILE
        2026-10-01  2026-10-31  past   audit   fleet contoso  resedge.yaml:8
      "
    `);
  });

  it('a group: its tree, who is in it, what it gives', async () => {
    expect(await describeIt('group/stores')).toMatchInlineSnapshot(`
      "Name:        stores
      Kind:        Group
      File:        inventory/groups.yaml:3
      Parent:      none
      Expression:  none
      Time zone:   none
      Clusters:
        Total:     4
        Active:    3
        Named:     0
        Selected:  0
      Tree:
        GROUP     CLUSTERS
        stores    4
        ├── east  2
        └── west  2
      States:
        STATE    CLUSTERS
        active   3
        retired  1
      Connectivity:
        CONNECTIVITY  CLUSTERS
        intermittent  1
        online        3
      Rings:
        RING    CLUSTERS
        canary  1
        half    1
        rest    2
      Time zones:
        TIME-ZONE         CLUSTERS
        America/Chicago   2
        America/New_York  2
      Namespaces:
        NAMESPACE  CLUSTERS
        back       2
        shop       3
      Applications:
        APPLICATION  NAMESPACE  CLUSTERS
        till         shop       3
      Values:
        KEY     VALUE  FILE
        region  all    inventory/groups.yaml:4
      Windows:
        SCHEDULE   DURATION  FROM          FILE
        0 1 * * *  1h        group stores  inventory/groups.yaml:4
      Freezes:     none
      "
    `);
  });

  it('an application: where it runs, in which variants, and what it asks for', async () => {
    expect(await describeIt('app/till')).toMatchInlineSnapshot(`
      "Name:           till
      Kind:           Application
      File:           inventory/applications.yaml:3
      Namespace:      shop
      Requests:       back
      State:          placed
      Reason:         it is in shop, and asks to move to back
      Path:           apps/till
      Set namespace:  true
      Substitute:     true
      Depends on:     none
      Needed by:      casino
      Clusters:       3
      Variants:
        VARIANT  CLUSTERS  BASE            OVERLAYS
        1.1.0    1         apps/till/base  1.1.0
        base     2         apps/till/base  -
      Overlays:
        OVERLAY  KIND       PRIORITY  SELECTS  RING    CLUSTERS  FILE
        1.1.0    Component  0         all      canary  1         apps/till/overlays/1.1.0/kustomization.yaml:5
      Rings:
        RING    CLUSTERS
        canary  1
        half    1
        rest    1
      Groups:
        GROUP        CLUSTERS  TOTAL
        stores       3         4
        stores/east  2         2
        stores/west  1         2
        vip          1         1
      Values:
        KEY    VALUE  FILE
        title  Till   inventory/applications.yaml:4
      "
    `);
  });

  it('an application that was turned down: why', async () => {
    expect(await describeIt('app/casino')).toMatch(/^State: +rejected\nReason: +shop turned it down: not in stores$/m);
  });

  it('a namespace: who asked and who got in', async () => {
    expect(await describeIt('ns/shop')).toMatchInlineSnapshot(`
      "Name:        shop
      Kind:        Namespace
      File:        inventory/shop.yaml:3
      Expression:  /g/stores
      Access:      namespace
      On remove:   keep
      Network:     open
      Quota:       cpu=2,memory=4Gi
      Limits:
        LIMIT           CPU   MEMORY
        defaultRequest  100m  128Mi
        max             1     -
      Policies:    tidy
      Depends on:  none
      Needed by:   back
      Admits:      till
                   lottery
      Applications:
        APPLICATION  STATE     REASON
        casino       rejected  shop turned it down: not in stores
        kiosk        pending   it asks for shop
        lottery      admitted  it does not ask for shop
        till         placed    -
      Set:
        STEP  MEMBER              STATE     CLUSTERS  WAITS-FOR                        INCOMPLETE
        1     application/kiosk   pending   0         -                                0
        1     namespace/shop      placed    3         -                                0
        2     application/till    placed    3         namespace/shop                   0
        3     application/casino  rejected  0         namespace/shop,application/till  0
      Clusters:    3
      Variants:
        VARIANT  CLUSTERS  QUOTA                NETWORK  POLICIES
        base     2         cpu=2,memory=4Gi     open     tidy
        small    1         cpu=500m,memory=4Gi  open     tidy
      Overrides:
        OVERRIDE  CLUSTERS        CHANGES
        small     /g/stores/west  quota
      Rings:
        RING    CLUSTERS
        canary  1
        half    1
        rest    1
      Groups:
        GROUP        CLUSTERS  TOTAL
        stores       3         4
        stores/east  2         2
        stores/west  1         2
        vip          1         1
      Values:      none
      Windows:     none
      "
    `);
  });

  it('a ring', async () => {
    expect(await describeIt('ring/canary')).toMatchInlineSnapshot(`
      "Name:        canary
      Kind:        Ring
      File:        inventory/rings.yaml:3
      Order:       1
      Before:      none
      After:       half
      Expression:  /g/vip
      Percent:     100
      Soak:        24h
      Min ready:   none
      Clusters:    1
      States:
        STATE   CLUSTERS
        active  1
      Groups:
        GROUP        CLUSTERS  TOTAL
        stores       1         4
        stores/east  1         2
        vip          1         1
      Overlays:
        APPLICATION  OVERLAY  CLUSTERS
        till         1.1.0    1
      "
    `);
  });

  it('a policy', async () => {
    expect(await describeIt('policy/tidy')).toMatchInlineSnapshot(`
      "Name:        tidy
      Kind:        Policy
      File:        inventory/till.yaml:3
      Path:        none
      Substitute:  true
      Rules:
        RULE    SEVERITY  KINDS       MESSAGE
        pinned  error     Deployment  Pin it
      Namespaces:
        NAMESPACE  VARIANT  CLUSTERS
        shop       base     2
        shop       small    1
      "
    `);
  });

  it('an expectation, beside what is', async () => {
    expect(await describeIt('exp/tills')).toMatchInlineSnapshot(`
      "Name:           tills
      Kind:           Expectation
      File:           expectations/till.yaml:3
      Application:    till
      On:             /g/stores
      Not on:         /g/vip
      Variant:        none
      Count:
        Min:  none
        Max:  none
      Clusters:       3
      Expected:       3
      Missing:        0
      Missing on:     none
      Unexpected:     1
      Unexpected on:  e1
      "
    `);
  });

  it('the fleet, with or without its name', async () => {
    const text = await describeIt('fleet');
    expect(text).toMatch(/^Objects:\n {2}Clusters: +4\n {2}Groups: +4\n/m);
    expect(await describeIt('fleet/contoso')).toBe(text);
  });
});

describe('describe a group with many below it', () => {
  const wide = createRepository({
    'resedge.yaml': smallFleet['resedge.yaml'] ?? '',
    'inventory/groups.yaml': ['stores', ...Array.from({ length: 50 }, (_, at) => `stores/s${at}`)]
      .map((name) => object('Group', name))
      .join('---\n'),
  });

  it('shows the first, and how to see the rest', async () => {
    const { out } = await runIn(wide, ['describe', 'group/stores']);
    expect(out.match(/[├└]── s/g)).toHaveLength(39);
    expect(out).toContain('\n  and 11 more: resedge get groups stores --tree\n');
    const { out: json } = await runIn(wide, ['describe', 'group/stores', '-o', 'json']);
    expect(JSON.parse(json).tree).toHaveLength(51);
  });
});

describe('describe for programs', () => {
  it('one object is one object', async () => {
    const description = JSON.parse(await describeIt('cluster/e1', '-o', 'json'));
    expect(description).toMatchObject({
      apiVersion: 'resedge.dev/v1',
      kind: 'Description',
      of: 'Cluster',
      name: 'e1',
      labels: { tier: 'gold' },
      file: 'inventory/clusters/e1.yaml',
      line: 3,
      hold: { reason: 'flood', until: '2026-12-01', ended: false },
      ring: { name: 'canary', order: 1 },
      timeZone: { name: 'America/New_York', from: 'group stores/east', file: 'inventory/groups.yaml', line: 9 },
      namespaceWindows: [{ namespace: 'back', schedule: '0 3 * * 0', duration: '2h' }],
    });
    expect(parse(await describeIt('cluster/e1', '-o', 'yaml'))).toEqual(description);
    expect(JSON.parse(await describeIt('cluster/e1', '-o', 'jsonl'))).toEqual(description);
  });

  it('several are a list, in the order in which they were asked for', async () => {
    const list = JSON.parse(await describeIt('ns/shop', 'cluster/e1', '-o', 'json'));
    expect(list).toMatchObject({
      apiVersion: 'resedge.dev/v1',
      kind: 'DescriptionList',
      items: [
        { of: 'Namespace', name: 'shop' },
        { of: 'Cluster', name: 'e1' },
      ],
    });
  });

  it('every kind can be described, and nothing in it is left undefined', async () => {
    const all = [
      'cluster/w1',
      'group/vip',
      'app/kiosk',
      'ns/back',
      'ring/rest',
      'policy/tidy',
      'exp/tills',
      'fleet/contoso',
    ];
    const lines = (await describeIt(...all, '-o', 'jsonl')).trimEnd().split('\n');
    expect(lines).toHaveLength(all.length);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ kind: 'Description' });
  });
});

describe('describe what is not there', () => {
  it('shows the others, and says what is missing', async () => {
    const { code, out, err } = await runIn(folder, ['describe', 'clusters', 'w1', 'e11', 'x2']);
    expect(code).toBe(2);
    expect(out).toMatch(/^Name: +w1\n/);
    expect(err).toBe(
      'error: there is no cluster named e11, no cluster named x2\nhint: Did you mean cluster/e1, cluster/e2?\n',
    );
  });

  it.each([
    ['group/east', 'error: there is no group named east\nhint: Did you mean stores/east?\n'],
    ['ring/canery', 'error: there is no ring named canery\nhint: Did you mean canary?\n'],
    ['app/nothing', 'error: there is no application named nothing\nhint: See them all: resedge get applications\n'],
  ])('%s', async (word, err) => {
    expect(await runIn(folder, ['describe', word])).toEqual({ code: 2, out: '', err });
  });

  it.each([
    ['describe', 'cluster/bad'],
    ['get', 'clusters', 'bad'],
    ['get', 'placements', '--cluster', 'bad'],
  ])('an object with an error is none that is not there: %s %s', async (...words) => {
    const broken = createRepository({ ...smallFleet, ...cluster('bad', 'stores/east', ', state: broken') });
    const { code, out, err } = await runIn(broken, words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(
      'error: there is an error in cluster/bad, so it cannot be shown\nhint: See what is wrong: resedge validate\n',
    );
  });
});
