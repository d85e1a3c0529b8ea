import { describe, expect, it } from 'vitest';
import { createRepository } from '../support/git.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { realKustomize } from '../support/real-kustomize.ts';
import { cluster, object, runIn, smallFleet } from './support.ts';

const limits = 'limits: {defaultRequest: {cpu: 10m, memory: 16Mi}}';

function deployment(name: string, cpu: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: "example.com/${name}:1", resources: {requests: {cpu: ${cpu}}}}]}
`;
}

function application(name: string, cpu: string, spec: string) {
  return {
    [`inventory/${name}.yaml`]: object('Application', name, `{path: apps/${name}, ${spec}}`),
    [`apps/${name}/base/kustomization.yaml`]: 'resources: [deployment.yaml]\n',
    [`apps/${name}/base/deployment.yaml`]: deployment(name, cpu),
  };
}

/** A namespace of one core with an application of half a core in it, and others that ask. */
const files = {
  ...smallFleet,
  ...cluster('e1', 'stores/east', ', capacity: {cpu: "2"}'),
  ...cluster('e2', 'stores/east', ', capacity: {cpu: "1"}'),
  'inventory/shop.yaml': object(
    'Namespace',
    'shop',
    `{clusters: /g/stores/east, applications: [till], rejected: [{application: lottery, reason: no gambling}], quota: {cpu: "1"}, ${limits}}`,
  ),
  'inventory/open.yaml': object('Namespace', 'open', '{clusters: all}'),
  'inventory/points.yaml': object(
    'Namespace',
    'points',
    `{proposed: true, clusters: /g/stores, quota: {cpu: 500m}, ${limits}}`,
  ),
  ...application('till', '250m', 'namespace: shop'),
  ...application('cart', '200m', 'requests: shop, owners: ["@contoso/cart"]'),
  ...application('huge', '900m', 'requests: shop'),
  ...application('lottery', '10m', 'namespace: shop'),
  ...application('loyalty', '10m', 'requests: points'),
  ...application('mover', '10m', 'namespace: open, requests: shop'),
  ...application('anything', '10m', 'requests: open'),
};

async function requests(words: readonly string[] = [], kustomize = true) {
  const machine = { kustomize: async () => (kustomize ? realKustomize() : undefined) };
  const { code, out, err } = await runIn(createRepository(files), ['get', 'requests', ...words], machine);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

describeWithKustomize('get requests', () => {
  it('lists who asks for what, where it would land, and whether there is room for each alone', async () => {
    const out = await requests(['--columns', 'application,namespace,from,owners,clusters,fits,state,problems']);
    expect(out.split('\n').map((line) => line.trimEnd())).toEqual([
      'APPLICATION  NAMESPACE         FROM  OWNERS         CLUSTERS  FITS     STATE     PROBLEMS',
      'anything     open              -     -              4         unknown  pending   namespace open has no quota',
      'cart         shop              -     @contoso/cart  2         yes      pending   -',
      'huge         shop              -     -              2         no       pending   the applications of namespace shop cannot all start for lack of cpu on 2 clusters (e1, e2): together they request 1150m (huge 900m, till 250m), and its quota is 1',
      'lottery      shop              -     -              2         yes      rejected  -',
      'loyalty      points(proposed)  -     -              4         no       pending   the quota of namespace points does not fit on cluster e2',
      'mover        shop              open  -              2         yes      pending   -',
      '',
    ]);
  });

  it('judges each beside what is in the namespace now, though others ask to leave', async () => {
    const leaving = object('Application', 'till', '{path: apps/till, namespace: shop, requests: open}');
    const machine = { kustomize: realKustomize };
    const folder = createRepository({ ...files, 'inventory/till.yaml': leaving });
    const { out } = await runIn(folder, ['get', 'requests', 'huge', 'till', '-o', 'json'], machine);
    expect(JSON.parse(out).items).toMatchObject([
      { application: 'huge', fits: 'no', problems: [expect.stringContaining('together they request 1150m')] },
      { application: 'till', from: 'shop', namespace: 'open' },
    ]);
  });

  it('prints these fields, and more may be added', async () => {
    const { kind, items } = JSON.parse(await requests(['mover', '-o', 'json']));
    expect(kind).toBe('RequestList');
    expect(items).toEqual([
      {
        application: 'mover',
        namespace: 'shop',
        from: 'open',
        proposed: false,
        owners: [],
        state: 'pending',
        reason: null,
        since: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        author: expect.any(String),
        clusters: 2,
        fits: 'yes',
        problems: [],
      },
    ]);
    expect(await requests(['-l', '/c/w1', '-o', 'name'])).toBe('application/anything\napplication/loyalty\n');
  });
});

describeWithKustomize('approve', () => {
  it('warns of what clusters would refuse', async () => {
    const folder = createRepository(files);
    const { code, err } = await runIn(folder, ['approve', 'huge', '--yes'], {
      kustomize: realKustomize,
    });
    expect(code).toBe(0);
    expect(err).toContain(
      'warning: the applications of namespace shop cannot all start for lack of cpu on 2 clusters (e1, e2): together they request 1150m (huge 900m, till 250m), and its quota is 1\n',
    );
  });
});

describe('get requests, without Kustomize', () => {
  it('says that it is not known whether applications fit', async () => {
    const { items } = JSON.parse(await requests(['cart', 'app/loyalty', '-o', 'json'], false));
    expect(items).toMatchObject([
      { application: 'cart', clusters: 2, fits: 'unknown', problems: [expect.stringContaining('neither kustomize')] },
      { application: 'loyalty', clusters: 4, fits: 'no' },
    ]);
  });

  it.each([[['request/cart']], [['Requests/app/cart']], [['request', 'cart']], [['requests', 'request/cart']]])(
    'is asked for one: %j',
    async (words) => {
      const folder = createRepository(files);
      expect(await runIn(folder, ['get', ...words, '-o', 'name'])).toMatchObject({
        code: 0,
        out: 'application/cart\n',
      });
    },
  );

  it('says which application was probably meant, and lists the others', async () => {
    const folder = createRepository(files);
    expect(await runIn(folder, ['get', 'requests', 'cartt'])).toEqual({
      code: 2,
      out: '',
      err: 'error: there is no application named cartt\nhint: Did you mean cart?\n',
    });
    expect(await runIn(folder, ['get', 'request/cartt', 'request/mover', '-o', 'name'])).toEqual({
      code: 2,
      out: 'application/mover\n',
      err: 'error: there is no application named cartt\nhint: Did you mean cart?\n',
    });
    expect((await runIn(folder, ['get', 'requests', 'ns/shop'])).err).toContain(
      'ns/shop is of another kind: application is wanted',
    );
  });

  it('says where there is nothing', async () => {
    const folder = createRepository(smallFleet);
    expect(await runIn(folder, ['get', 'requests'])).toEqual({ code: 0, out: '', err: 'no requests\n' });
    expect(await runIn(folder, ['get', 'requests', 'till'])).toEqual({
      code: 2,
      out: '',
      err: 'error: till asks for nothing\nhint: See who does: resedge get requests\n',
    });
  });
});
