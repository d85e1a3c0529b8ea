import { expect, it } from 'vitest';
import { exampleFolder, runInFleet } from './example.ts';

async function show(...argv: string[]): Promise<string> {
  const { code, out, err } = await runInFleet(exampleFolder, ...argv);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return `\n${out}`;
}

it('validates with nothing to mend: one application waits, and one was turned down', async () => {
  expect(JSON.parse(await show('validate', '--no-render', '-o', 'json'))).toEqual({
    apiVersion: 'resedge.dev/v1',
    kind: 'DiagnosticList',
    errors: 0,
    warnings: 0,
    notes: [],
    items: [
      {
        rule: 'RE502',
        severity: 'info',
        message: 'loyalty asks for namespace pos, and nobody has decided',
        file: 'inventory/applications/loyalty.yaml',
        line: 12,
        column: 13,
        hint: 'An operator decides: resedge approve loyalty',
      },
      {
        rule: 'RE502',
        severity: 'info',
        message:
          'signage names namespace kiosk, which turned it down: A kiosk has one small screen, and the customer needs it.',
        file: 'inventory/applications/signage.yaml',
        line: 11,
        column: 14,
        hint: 'Ask again: resedge request signage kiosk --again (--withdraw takes it back)',
      },
    ],
  });
});

it('has 19 clusters that are delivered to, in 9 profiles', async () => {
  expect(await show('get', 'fleet')).toBe(`
NAME     CLUSTERS  PROFILES
contoso  19        9
`);
  expect((await show('match', 'all', '-o', 'name')).trim().split('\n')).toHaveLength(20);
});

it('has applications that are placed in variants, one that waits and one that was turned down', async () => {
  expect(await show('get', 'applications')).toBe(`
NAME           NAMESPACE   STATE     CLUSTERS  VARIANTS
cache          catalog     placed    11        base:11
catalog        catalog     placed    11        base:11
loyalty        -           pending   0         -
metrics-agent  monitoring  placed    19        base:19
pos-kiosk      kiosk       placed    4         kiosk:4
pos-lane       pos         placed    15        1.1.0:2,1.1.0_holiday:1,base:7,holiday:5
signage        kiosk       rejected  0         -
`);
});

it('has namespaces, one of them smaller on small machines', async () => {
  expect(await show('get', 'namespaces')).toBe(`
NAME        CLUSTERS  APPLICATIONS  PENDING
catalog     11        2             0
kiosk       4         1             0
monitoring  19        1             0
pos         15        1             1
`);
  const { items } = JSON.parse(await show('get', 'namespace', 'pos', '-o', 'json'));
  expect(items[0].status.variants).toEqual([
    { name: 'base', clusters: 12 },
    { name: 'small', clusters: 3 },
  ]);
});

it('has rings whose members do not depend on the order of files', async () => {
  expect(await show('get', 'rings')).toBe(`
NAME    ORDER  CLUSTERS  PERCENT  SOAK
canary  1      4         100      24h
early   2      6         50       72h
broad   3      10        100      -
`);
});

it('lets values and time zones of deeper groups win', async () => {
  const { items } = JSON.parse(await show('get', 'cluster', 'central-tx-elpaso-1207', '-o', 'json'));
  expect(items[0].status).toMatchObject({
    timeZone: 'America/Denver',
    values: { company: 'Contoso Grocers', region: 'central', salesTax: '8.20%', storeNumber: '1207' },
  });
});

it('has 60 applications on clusters, listed once for each profile', async () => {
  const { items } = JSON.parse(await show('get', 'placements', '-o', 'json'));
  expect(items).toHaveLength(28);
  expect(items.reduce((total: number, { clusters }: { clusters: number }) => total + clusters, 0)).toBe(60);
});
