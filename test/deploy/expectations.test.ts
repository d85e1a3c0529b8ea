import { describe, expect, it } from 'vitest';
import { object, smallFleet } from '../commands/support.ts';
import { inMemory } from './in-memory.ts';

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
    const fleet = await inMemory(files);
    fleet.write(shopOn('/g/stores/east'));
    const before = await fleet.state();
    const refused = {
      code: 2,
      out: '',
      err: 'error: 1 expectation is not met, so nothing was deployed: tills-everywhere (till is missing on 2 clusters: w1, w2)\nhint: See why: resedge test\n',
    };
    expect(await fleet.deploy()).toEqual(refused);
    expect(await fleet.deploy(['--allow', 'it is meant'])).toEqual(refused);
    expect(await fleet.state()).toEqual(before);
  });

  it('together with what others pushed', async () => {
    const fleet = await inMemory(files);
    fleet.write({
      'expectations/till.yaml': object('Expectation', 'tills-in-the-east', '{application: till, on: /g/stores/east}'),
    });
    const theirs = await fleet.othersDeploy({
      'expectations/west.yaml': object('Expectation', 'tills-in-the-west', '{application: till, on: /g/stores/west}'),
    });
    fleet.write(shopOn('/g/stores/east'));
    const { code, err } = await fleet.deploy();
    expect(code).toBe(2);
    expect(err).toContain(
      '1 expectation is not met, so nothing was deployed: tills-in-the-west (till is missing on 2 clusters: w1, w2)',
    );
    expect(err).toContain('git pull --rebase origin main');
    expect(fleet.remote.tip).toBe(theirs);
  });
});
