import { describe, expect, it } from 'vitest';
import { object, smallFleet } from '../commands/support.ts';
import { writeFiles } from '../support/git.ts';
import { deploy, deployed, publish, stateOf, tipOf } from './support.ts';

const files = {
  ...smallFleet,
  'expectations/till.yaml': object('Expectation', 'tills-everywhere', '{application: till, on: /g/stores}'),
};

/** The namespace, and with it the application, on these clusters alone. */
function shopOn(expression: string): Record<string, string> {
  return { 'inventory/shop.yaml': object('Namespace', 'shop', `{clusters: ${expression}, applications: [till]}`) };
}

describe('deploy stops where an expectation is not met', () => {
  it('before anything is written, with or without --allow', async () => {
    const { remote, ann } = publish(files);
    writeFiles(ann, shopOn('/g/stores/east'));
    const before = [stateOf(ann), tipOf(remote)];
    const refused = {
      code: 2,
      out: '',
      err: 'error: 1 expectation is not met, so nothing was deployed: tills-everywhere (till is missing on 2 clusters: w1, w2)\nhint: See why: resedge test\n',
    };
    expect(await deploy(ann)).toEqual(refused);
    expect(await deploy(ann, ['--allow', 'it is meant'])).toEqual(refused);
    expect([stateOf(ann), tipOf(remote)]).toEqual(before);
  });

  it('together with what others pushed', async () => {
    const { remote, ann, bob } = publish(files);
    writeFiles(ann, {
      'expectations/till.yaml': object('Expectation', 'tills-in-the-east', '{application: till, on: /g/stores/east}'),
    });
    writeFiles(bob, {
      'expectations/west.yaml': object('Expectation', 'tills-in-the-west', '{application: till, on: /g/stores/west}'),
    });
    await deployed(bob);
    const theirs = tipOf(remote);
    writeFiles(ann, shopOn('/g/stores/east'));
    const { code, err } = await deploy(ann);
    expect(code).toBe(2);
    expect(err).toContain(
      '1 expectation is not met, so nothing was deployed: tills-in-the-west (till is missing on 2 clusters: w1, w2)',
    );
    expect(err).toContain('git pull --rebase origin main');
    expect(tipOf(remote)).toBe(theirs);
  });
});
