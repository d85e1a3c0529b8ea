import { describe, expect, it } from 'vitest';
import { app, files, moving, ns } from './approve-support.ts';
import { inMemory } from './in-memory.ts';

describe('reject', () => {
  it('writes who and why into the namespace; the request stays', async () => {
    const fleet = inMemory(files);
    expect(await fleet.run(['reject', 'cart', '--reason', 'too large', '--yes'])).toEqual({
      code: 0,
      out: 'namespace/web changed\n',
      err: 'The request stays: cart may ask again, or take it back: resedge request cart web --withdraw\nNext: resedge validate\n',
    });
    expect(fleet.texts()).toMatchObject({
      ...ns('web', '{clusters: /g/stores/west, rejected: [{application: cart, reason: too large}]}'),
      ...app('cart', '{requests: web, path: apps/till}'),
    });
    expect((await fleet.run(['describe', 'app/cart'])).out).toContain('web turned it down: too large');
    await fleet.run(['reject', 'cart', '--reason', 'still too large', '--yes']);
    expect(fleet.texts()).toMatchObject(
      ns('web', '{clusters: /g/stores/west, rejected: [{application: cart, reason: still too large}]}'),
    );
    expect((await fleet.run(['reject', 'cart', '--reason', 'still too large', '--yes'])).err).toContain(
      'Nothing to change.\n',
    );
  });

  it('leaves a proposed namespace proposed, and a live application where it is', async () => {
    const fleet = inMemory({ ...moving, ...ns('web', '{clusters: all, proposed: true}') });
    expect((await fleet.run(['reject', 'till', '--reason', 'soon', '--yes'])).code).toBe(0);
    expect(fleet.texts()).toMatchObject(
      ns('web', '{clusters: all, proposed: true, rejected: [{application: till, reason: soon}]}'),
    );
    expect((await fleet.run(['get', 'apps', 'till', '-o', 'json'])).out).toContain('"state": "placed"');
  });

  it('takes back that the namespace would let it in', async () => {
    const fleet = inMemory({ ...moving, ...ns('web', '{clusters: all, applications: [till]}') });
    expect((await fleet.run(['reject', 'till', '--reason', 'soon', '--yes'])).code).toBe(0);
    expect(fleet.texts()).toMatchObject(ns('web', '{clusters: all, rejected: [{application: till, reason: soon}]}'));
  });

  it('for a namespace that it names, while it asks for another one', async () => {
    const fleet = inMemory({
      ...files,
      ...ns('lab', '{clusters: all}'),
      ...app('cart', '{namespace: lab, requests: web, path: apps/till}'),
    });
    const words = ['reject', 'cart', '--namespace', 'lab', '--reason', 'soon', '--yes'];
    expect((await fleet.run(words)).out).toBe('namespace/lab changed\n');
  });

  it.each([
    [
      {},
      ['till'],
      'nobody asked: till is in namespace shop, and does not ask for another one',
      'See who does: resedge get requests',
    ],
    [
      {},
      ['cart', '--namespace', 'shop'],
      'nobody asked: cart does not ask for shop',
      'See who does: resedge get requests',
    ],
    [
      {},
      ['till', '--namespace', 'shop'],
      'till is in shop already, and does not ask any more',
      'To take it off the clusters: resedge set ns/shop applications-=till',
    ],
    [
      ns('shop', '{clusters: /g/stores, applications: ["*"]}'),
      ['till', '--namespace', 'ns/shop'],
      'till is in shop already, and does not ask any more',
      "To take it off the clusters: resedge set ns/shop 'rejected+={application: till, reason: WHY}'",
    ],
    [
      ns('shop', '{clusters: /g/stores, applications: ["*", till]}'),
      ['till', '--namespace', 'shop'],
      'till is in shop already, and does not ask any more',
      "To take it off the clusters: resedge set ns/shop applications-=till 'rejected+={application: till, reason: WHY}'",
    ],
  ])('%#: %j', async (more, words, message, hint) => {
    const { code, err } = await inMemory({ ...files, ...more }).run(['reject', ...words, '--reason', 'soon', '--yes']);
    expect({ code, err }).toEqual({ code: 2, err: `error: ${message}\nhint: ${hint}\n` });
  });

  it('asks for the reason at a terminal', async () => {
    const fleet = inMemory(files);
    const { code } = await fleet.run(['reject', 'cart'], { tty: true, answers: [' too large', true] });
    expect(code).toBe(0);
    expect(fleet.texts()).toMatchObject(
      ns('web', '{clusters: /g/stores/west, rejected: [{application: cart, reason: too large}]}'),
    );
    const words = ['reject', 'cart', '--reason', 'still too large'];
    expect((await fleet.run(words, { tty: true, answers: [true] })).code).toBe(0);
    expect(fleet.texts()['inventory/web.yaml']).toContain('reason: still too large');
  });

  it('needs a reason', async () => {
    expect((await inMemory(files).run(['reject', 'cart'])).err).toContain('error: there is no reason\n');
    expect((await inMemory(files).run(['reject', 'cart', '--yes'], { tty: true })).err).toContain('there is no reason');
    expect((await inMemory(files).run(['reject', 'cart', '--yes'])).err).toBe(
      'error: there is no reason\nhint: Say why: --reason "not on store clusters"\nSee resedge reject --help\n',
    );
  });

  it('what its hints say works', async () => {
    const fleet = inMemory({ ...files, ...ns('shop', '{clusters: /g/stores, applications: ["*"]}') });
    const { code } = await fleet.run(['set', 'ns/shop', 'rejected+={application: till, reason: WHY}', '--yes']);
    expect(code).toBe(0);
    expect((await fleet.run(['get', 'apps', 'till', '-o', 'json'])).out).toContain('"state": "rejected"');
  });
});
