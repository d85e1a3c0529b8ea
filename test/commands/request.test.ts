import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, runGit } from '../support/git.ts';
import { inMemory } from './in-memory.ts';
import { asks, files, rejecting } from './request-support.ts';
import { object, runIn } from './support.ts';

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
