import { describe, expect, it } from 'vitest';
import { createRepository, runGit } from '../support/git.ts';
import { inMemory } from './in-memory.ts';
import { asks, cart, files, proposal, proposed } from './request-support.ts';
import { object, runIn } from './support.ts';

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
