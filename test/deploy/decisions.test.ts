import { describe, expect, it } from 'vitest';
import { object, runIn, smallFleet } from '../commands/support.ts';
import { runGit } from '../support/git.ts';
import { clustersOn, deploy, deployed, publish, tipOf } from './support.ts';

const files = {
  ...smallFleet,
  'inventory/web.yaml': object('Namespace', 'web', '{clusters: /g/stores/west}'),
  'inventory/cart.yaml': object('Application', 'cart', '{requests: web, path: apps/till}'),
};

describe('two who decide on one request, and have not seen each other', () => {
  it.each([
    [
      ['approve', 'cart', '--yes'],
      ['reject', 'cart', '--reason', 'too large', '--yes'],
    ],
    [
      ['reject', 'cart', '--reason', 'too large', '--yes'],
      ['approve', 'cart', '--yes'],
    ],
  ])('%j, then %j: the second is refused, and the first holds', async (first, second) => {
    const { remote, ann, bob } = publish(files);
    expect(await runIn(ann, first)).toMatchObject({ code: 0 });
    await deployed(ann);
    const tip = tipOf(remote);
    expect(await runIn(bob, second)).toMatchObject({ code: 0 });
    const { code, out, err } = await deploy(bob);
    expect(code).toBe(2);
    expect(out + err).toContain('cart is admitted in spec.applications and turned down here');
    expect(tipOf(remote)).toBe(tip);
    await clustersOn(remote);
  });

  it('who turns down what nobody let in is not in the way of others', async () => {
    const { remote, ann, bob } = publish(files);
    expect(await runIn(ann, ['set', 'ns/web', 'quota.pods=9', '--yes'])).toMatchObject({ code: 0 });
    await deployed(ann);
    expect(await runIn(bob, ['reject', 'cart', '--reason', 'too large', '--yes'])).toMatchObject({ code: 0 });
    await deployed(bob);
    expect(runGit(remote, 'show', 'main:inventory/web.yaml')).toContain('reason: too large');
  });
});
