import { describe, expect, it } from 'vitest';
import { cluster } from '../commands/support.ts';
import { inMemory } from './in-memory.ts';

/** A deploy of another cluster to a remote that answers some pushes with its lock. */
async function deployTo(lockedPushes: number) {
  const fleet = await inMemory();
  fleet.write(cluster('w3', 'stores/west'));
  const before = fleet.remote.tip;
  let pushes = 0;
  const { code, err } = await fleet.deploy([], {
    git: async () => ({
      ...fleet.git,
      push: async (...args) =>
        pushes++ < lockedPushes ? { outcome: 'locked', message: 'main.lock: File exists' } : fleet.git.push(...args),
    }),
  });
  return { fleet, code, err, pushes, isPushed: fleet.remote.tip !== before };
}

describe('a branch that is locked on the remote', () => {
  it('is waited for, since another push holds it for a moment', async () => {
    expect(await deployTo(3)).toMatchObject({ code: 0, pushes: 4, isPushed: true });
  });

  it('is told after some seconds, and delivered to once it is free', async () => {
    const { fleet, err, ...told } = await deployTo(100);
    expect(told).toEqual({ code: 2, pushes: 5, isPushed: false });
    expect(err).toContain('error: main is locked on origin: main.lock: File exists\nhint: Nothing is lost.');
    expect(await fleet.deployed()).toMatchObject({ pushed: true });
  });
});
