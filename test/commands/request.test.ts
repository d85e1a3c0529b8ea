import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, runGit } from '../support/git.ts';
import { inMemory } from './in-memory.ts';
import { object, runIn, smallFleet } from './support.ts';

const cart = `# Not placed yet.
apiVersion: resedge.dev/v1
kind: Application
metadata:
  name: cart
spec:
  path: apps/till   # shared
  # What it needs.
  values: {lanes: 4}
`;

const files = {
  ...smallFleet,
  'inventory/cart.yaml': cart,
  'inventory/web.yaml': object('Namespace', 'web', '{clusters: /g/stores/west}'),
};

const asks = cart.replace('  path:', '  requests: web\n  path:');

const rejecting = {
  ...files,
  'inventory/web.yaml': object(
    'Namespace',
    'web',
    '{clusters: all, rejected: [{application: cart, reason: too large}, {application: till, reason: no}]}',
  ),
};

const proposed = `# yaml-language-server: $schema=https://resedge.dev/schemas/v1/namespace.json
apiVersion: resedge.dev/v1
kind: Namespace
metadata:
  name: points
spec:
  owners:
    - "@contoso/marketing"
  clusters: /g/stores/east
  proposed: true
  quota:
    cpu: 500m
    memory: 1Gi
`;

const proposal = [
  'request',
  'cart',
  'points',
  ...['--clusters', '/g/stores/east', '--quota', 'cpu=500m,memory=1Gi', '--owner', '@contoso/marketing'],
];

describe('request', () => {
  it('writes the wish into the application, and nothing else', async () => {
    const folder = createRepository(files);
    expect(await runIn(folder, ['request', 'cart', 'web', '--yes'])).toEqual({
      code: 0,
      out: 'application/cart changed\n',
      err: 'cart asks for web: it waits until an operator approves that\nNext: resedge propose -m "why"\n',
    });
    expect(readFileSync(join(folder, 'inventory/cart.yaml'), 'utf8')).toBe(asks);
    expect(runGit(folder, 'diff', '--name-only')).toBe('inventory/cart.yaml');
    expect((await runIn(folder, ['validate', '--no-render'])).out).toContain(
      'RE502 info  cart asks for namespace web, and nobody has decided\n',
    );
  });

  it('says that a live application stays where it is until then', async () => {
    const fleet = inMemory(files);
    const { err } = await fleet.run(['request', 'app/till', 'ns/web', '--yes']);
    expect(err).toBe(
      'till asks for web: it waits until an operator approves that; until then it stays in shop\nNext: resedge validate\n',
    );
    expect(fleet.texts()['inventory/till.yaml']).toBe(
      object('Application', 'till', '{path: apps/till, namespace: shop, requests: web}'),
    );
    expect((await fleet.run(['get', 'applications', 'till', '-o', 'json'])).out).toContain('"state": "placed"');
  });

  it.each([
    [['till', 'shop'], {}, 'till is in shop already'],
    [
      ['till', 'shop'],
      { 'inventory/till.yaml': object('Application', 'till', '{path: apps/till, namespace: shop, requests: web}') },
      'till is in shop already\nIt asks for web. To take that back: resedge request till web --withdraw',
    ],
    [['cart', 'web'], { 'inventory/cart.yaml': asks }, 'cart asks for web already'],
    [
      ['cart', 'web'],
      { 'inventory/cart.yaml': object('Application', 'cart', '{namespace: web, path: apps/till}') },
      'cart asks for web already',
    ],
  ])('has nothing to do: %j %j', async (words, more, note) => {
    const fleet = inMemory({ ...files, ...more });
    const before = fleet.texts();
    expect(await fleet.run(['request', ...words, '--yes'])).toEqual({
      code: 0,
      out: '',
      err: `${note}\nNothing to change.\n`,
    });
    expect(fleet.texts()).toEqual(before);
  });

  it('tells who turned it down, and why, before it asks again', async () => {
    const fleet = inMemory(rejecting);
    expect(await fleet.run(['request', 'cart', 'web', '--yes'])).toEqual({
      code: 2,
      out: '',
      err: 'error: web turned cart down: too large\nhint: Where that does not hold any more, ask again: --again\n',
    });
    expect(await fleet.run(['request', 'cart', 'web', '--again', '--yes'])).toMatchObject({
      code: 0,
      out: 'application/cart changed\nnamespace/web changed\n',
      err: expect.stringContaining('web turned it down before: too large\ncart asks for web: it waits'),
    });
    expect(fleet.texts()['inventory/cart.yaml']).toBe(asks);
    expect(fleet.texts()['inventory/web.yaml']).toBe(
      object('Namespace', 'web', '{clusters: all, rejected: [{application: till, reason: no}]}'),
    );
  });

  it.each([
    [
      ['cart', 'wbe'],
      'there is no namespace wbe',
      'Did you mean web? To propose it, say which clusters it is for: --clusters /g/stores',
    ],
    [
      ['cart', 'points'],
      'there is no namespace points',
      'To propose it, say which clusters it is for: --clusters /g/stores',
    ],
    [
      ['cart', 'points', '--quota', 'cpu=1'],
      'there is no namespace points',
      'To propose it, say which clusters it is for: --clusters /g/stores',
    ],
    [
      ['cart', 'web', '--default-limit', 'cpu=1'],
      'there is a namespace web already, so nothing can be proposed for it',
      'Its clusters: resedge assign web EXPR. Its quota: resedge set ns/web quota.cpu=2',
    ],
    [
      ['cart', 'web', '--clusters', 'all'],
      'there is a namespace web already, so nothing can be proposed for it',
      'Its clusters: resedge assign web EXPR. Its quota: resedge set ns/web quota.cpu=2',
    ],
    [
      ['cart', 'web', '--withdraw', '--again'],
      '--withdraw takes back, and the other flags ask',
      'Leave the others out.',
    ],
    [['ns/web', 'web'], 'ns/web is of another kind: application is wanted', 'Write the name of the application alone.'],
  ])('%j: %s', async (words, message, hint) => {
    const fleet = inMemory(files);
    const { code, err } = await fleet.run(['request', ...words, '--yes']);
    expect({ code, err }).toEqual({ code: 2, err: `error: ${message}\nhint: ${hint}\nSee resedge request --help\n` });
  });

  it('says which application was probably meant', async () => {
    expect(await inMemory(files).run(['request', 'crat', 'web', '--yes'])).toMatchObject({
      code: 2,
      err: 'error: there is no application named crat\nhint: Did you mean cart?\n',
    });
  });
});

describe('request without a namespace', () => {
  it('asks for one at a terminal', async () => {
    const fleet = inMemory(files);
    expect((await fleet.run(['request', 'cart'], { tty: true, answers: ['web', true] })).code).toBe(0);
    expect(fleet.texts()['inventory/cart.yaml']).toBe(asks);
  });

  it.each([
    [['request', 'cart', '--yes'], true],
    [['request', 'cart'], false],
  ])('is an error where nobody answers: %j', async (words, tty) => {
    const fleet = inMemory(files);
    expect(await fleet.run(words, { tty })).toEqual({
      code: 2,
      out: '',
      err: "error: missing required argument 'namespace'\nhint: Write where it wants to be: resedge request cart NAMESPACE\nSee resedge request --help\n",
    });
  });
});

describe('request for the namespace that it names, while it asks for another one', () => {
  const cartIn = (spec: string) => ({
    'inventory/cart.yaml': object('Application', 'cart', `{${spec}path: apps/till}`),
  });
  const torn = { ...rejecting, ...cartIn('namespace: web, requests: shop, ') };

  it('asks for that one alone, after it was turned down', async () => {
    const fleet = inMemory(torn);
    const { out, err } = await fleet.run(['request', 'cart', 'web', '--again', '--yes']);
    expect(out).toBe('application/cart changed\nnamespace/web changed\n');
    expect(err).toContain('cart asks for web in place of shop: it waits until');
    expect(fleet.texts()).toMatchObject(cartIn('namespace: web, '));
  });

  it('and before anybody has decided', async () => {
    const fleet = inMemory({ ...torn, 'inventory/web.yaml': object('Namespace', 'web', '{clusters: all}') });
    expect((await fleet.run(['request', 'cart', 'web', '--yes'])).out).toBe('application/cart changed\n');
    expect(fleet.texts()).toMatchObject(cartIn('namespace: web, '));
  });
});

describe('request for a namespace that is not there', () => {
  it('proposes it, on no cluster', async () => {
    const fleet = inMemory(files);
    expect(await fleet.run([...proposal, '--yes'])).toEqual({
      code: 0,
      out: 'application/cart changed\nnamespace/points created\n',
      err: 'cart asks for points: it waits until an operator approves that\nnamespace/points is proposed with it: once approved it is on 2 clusters\nwarning: the quota of namespace points counts cpu and memory, and its limits give no default: Kubernetes refuses each pod with a container that names no request (inventory/namespaces/points.yaml:12, RE505)\nNext: resedge validate\n',
    });
    expect(fleet.texts()['inventory/namespaces/points.yaml']).toBe(proposed);
    expect((await fleet.run(['get', 'ns', 'points', '-o', 'json'])).out).toContain('"clusters": 0,\n');
    expect((await fleet.run([...proposal, '--yes'])).err).toContain(
      'Its clusters: resedge set ns/points clusters=EXPR.',
    );
    expect((await fleet.run(['request', 'till', 'points', '--yes'])).code).toBe(0);
  });

  it('gives containers that name nothing what the quota needs', async () => {
    const fleet = inMemory(files);
    const defaults = ['--default-request', 'cpu=50m,memory=64Mi', '--default-limit', 'memory=128Mi'];
    const { code, err } = await fleet.run([...proposal, ...defaults, '--yes']);
    expect({ code, warning: err.includes('RE505') }).toEqual({ code: 0, warning: false });
    expect(fleet.texts()['inventory/namespaces/points.yaml']).toContain(`  limits:
    default:
      memory: 128Mi
    defaultRequest:
      cpu: 50m
      memory: 64Mi
`);
  });

  it('in place of another one, which stays', async () => {
    const fleet = inMemory({ ...files, 'inventory/cart.yaml': asks });
    expect((await fleet.run([...proposal, '--yes'])).err).toContain('cart asks for points in place of web: it waits');
    expect((await fleet.run(['request', 'cart', 'web', '--yes'])).err).toBe(
      `cart asks for web in place of points: it waits until an operator approves that
namespace/points stays proposed; where nobody else asks for it: resedge delete ns/points
Next: resedge validate
`,
    );
    expect((await fleet.run(['delete', 'ns/points', '--yes'])).code).toBe(0);
  });

  it('is told as such', async () => {
    const fleet = inMemory(files);
    await fleet.run([...proposal, '--yes']);
    const { out: table } = await fleet.run(['get', 'ns', '--columns', 'NAME,STATE']);
    expect(table).toBe('NAME    STATE\npoints  proposed\nshop    active\nweb     active\n');
    expect((await fleet.run(['describe', 'ns/points'])).out).toMatch(/^Proposed: +true$/m);
    expect((await fleet.run(['describe', 'ns/web'])).out).not.toContain('Proposed');
    expect((await fleet.run(['describe', 'ns/web', '-o', 'json'])).out).toContain('"proposed": false,');
    expect((await fleet.run(['describe', 'app/cart'])).out).toMatch(
      /^Reason: +it asks for points, which is only proposed$/m,
    );
    await fleet.run(['request', 'till', 'points', '--yes']);
    expect((await fleet.run(['describe', 'app/till'])).out).toMatch(
      /^Reason: +it is in shop, and asks to move to points, which is only proposed$/m,
    );
    await fleet.run(['set', 'app/cart', 'namespace=points', '--yes']);
    expect((await fleet.run(['get', 'apps', 'cart', '--no-headers'])).out).toMatch(/^cart +points +pending +0/);
    expect((await fleet.run(['explain', 'cart', 'e1'])).out).toContain(
      'cart is not on e1, because points does not admit it.\n',
    );
  });

  it('asks for its clusters at a terminal', async () => {
    const fleet = inMemory(files);
    const { code, err } = await fleet.run(['request', 'cart', 'points'], { tty: true, answers: ['/g/stores', true] });
    expect(code).toBe(0);
    expect(err).toContain('There is no namespace points: it is proposed along with the request.\n');
    expect(fleet.texts()['inventory/namespaces/points.yaml']).toContain('  clusters: /g/stores\n  proposed: true\n');
  });

  it('asks for its name where it was said what it should be', async () => {
    const fleet = inMemory(files);
    const words = ['request', 'cart', '--clusters', '/g/stores'];
    expect((await fleet.run(words, { tty: true, answers: ['points', true] })).code).toBe(0);
    expect(fleet.texts()['inventory/namespaces/points.yaml']).toContain('  clusters: /g/stores\n  proposed: true\n');
  });

  it('asks nothing where a slip is likely, or the namespace is there', async () => {
    const slip = await inMemory(files).run(['request', 'cart', 'wbe'], { tty: true });
    expect(slip).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean web?') });
    expect((await inMemory(files).run(['request', 'cart', 'web'], { tty: true, answers: [true] })).code).toBe(0);
  });

  it('writes nothing where its expression is wrong', async () => {
    const fleet = inMemory(files);
    const { code, err } = await fleet.run(['request', 'cart', 'points', '--clusters', '/g/stors', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain('RE202');
    expect(fleet.texts()['inventory/cart.yaml']).toBe(cart);
  });
});

describe('request --withdraw', () => {
  it('takes back what was asked, to the byte', async () => {
    const folder = createRepository(files);
    await runIn(folder, ['request', 'cart', 'web', '--yes']);
    expect(await runIn(folder, ['request', 'cart', 'web', '--withdraw', '--yes'])).toEqual({
      code: 0,
      out: 'application/cart changed\n',
      err: 'Next: resedge propose -m "why"\n',
    });
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
  });

  it('needs no namespace: it is the one that is asked for', async () => {
    const moving = object('Application', 'till', '{path: apps/till, namespace: shop, requests: web}');
    const fleet = inMemory({ ...files, 'inventory/cart.yaml': asks, 'inventory/till.yaml': moving });
    const words = (name: string) => ['request', name, '--withdraw', '--yes'];
    for (const name of ['cart', 'till'])
      expect(await fleet.run(words(name))).toEqual({
        code: 0,
        out: `application/${name} changed\n`,
        err: `${name} does not ask for web any more\nNext: resedge validate\n`,
      });
    expect(fleet.texts()).toMatchObject(files);
    expect((await fleet.run(words('cart'))).err).toBe('cart asks for nothing\nNothing to change.\n');
    expect((await fleet.run(words('till'))).err).toBe('till is in shop, and asks for nothing\nNothing to change.\n');
  });

  it('takes a proposed namespace along', async () => {
    const fleet = inMemory(files);
    const before = fleet.texts();
    await fleet.run([...proposal, '--yes']);
    expect(await fleet.run(['request', 'cart', 'points', '--withdraw', '--yes'])).toMatchObject({
      code: 0,
      out: 'application/cart changed\nnamespace/points deleted\n',
    });
    expect(fleet.texts()).toEqual(before);
  });

  it('leaves a proposed namespace that something else names', async () => {
    const fleet = inMemory(files);
    await fleet.run([...proposal, '--yes']);
    await fleet.run(['request', 'till', 'points', '--yes']);
    const { out, err } = await fleet.run(['request', 'cart', 'points', '--withdraw', '--yes']);
    expect(out).toBe('application/cart changed\n');
    expect(err).toContain('namespace/points stays proposed: application/till names it too\n');
    expect(fleet.texts()['inventory/namespaces/points.yaml']).toBe(proposed);
  });

  it('takes back the name of a namespace that does not admit it', async () => {
    const named = object('Application', 'cart', '{namespace: web, path: apps/till}');
    const fleet = inMemory({ ...files, 'inventory/cart.yaml': named });
    await fleet.run(['request', 'cart', 'web', '--withdraw', '--yes']);
    expect(fleet.texts()['inventory/cart.yaml']).toBe(object('Application', 'cart', '{path: apps/till}'));
  });

  it('takes back the wish for a namespace that is gone', async () => {
    const fleet = inMemory({ ...files, 'inventory/cart.yaml': asks.replace('web', 'gone') });
    expect((await fleet.run(['request', 'cart', 'gone', '--withdraw', '--yes'])).code).toBe(0);
    expect(fleet.texts()['inventory/cart.yaml']).toBe(cart);
    expect((await fleet.run(['request', 'cart', 'wbe', '--withdraw', '--yes'])).err).toContain(
      'there is no namespace named wbe\nhint: Did you mean web?',
    );
  });

  it.each([
    ['till', 'shop', 'till is in shop, and asks for nothing'],
    ['cart', 'web', 'cart does not ask for web'],
  ])('of %s for %s: nothing to do', async (application, namespace, note) => {
    const { code, err } = await inMemory(files).run(['request', application, namespace, '--withdraw', '--yes']);
    expect({ code, err }).toEqual({ code: 0, err: `${note}\nNothing to change.\n` });
  });
});
