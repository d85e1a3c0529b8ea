import { describe, expect, it } from 'vitest';
import { mostAttempts } from '../../src/operations/deliver/push-commits.ts';
import type { Git } from '../../src/ports/git.ts';
import { cluster } from '../commands/support.ts';
import { type DeployedFleet, inMemory } from '../deploy/in-memory.ts';

/** Somebody else pushes in front of each of the next pushes. */
function overtaken(fleet: DeployedFleet, times: number): Git {
  let left = times;
  return {
    ...fleet.git,
    async push(...args) {
      if (left-- > 0) await fleet.remote.receive({ [`notes/${left}.txt`]: 'theirs\n' });
      return fleet.git.push(...args);
    },
  };
}

async function changed(): Promise<DeployedFleet> {
  const fleet = await inMemory();
  fleet.write(cluster('e3', 'stores/east'));
  return fleet;
}

describe('deploy to a remote that others push to all the time', () => {
  it('gets through once they leave a gap, and nothing of theirs is lost', async () => {
    const fleet = await changed();
    const git = overtaken(fleet, mostAttempts - 1);
    expect(await fleet.deployed([], { git: async () => git })).toMatchObject({ pushed: true, attempts: mostAttempts });
    const paths = Object.keys(await fleet.textsAt(fleet.remote.tip));
    expect(paths.filter((path) => path.startsWith('notes/'))).toHaveLength(mostAttempts - 1);
    expect(paths).toContain('clusters/e3/kustomization.yaml');
    expect(await fleet.messages()).toHaveLength(mostAttempts + 1);
    expect(await fleet.state()).toEqual([{ branch: 'main', commit: fleet.remote.tip }, fleet.remote.tip, []]);
  });

  it('gives up where they leave none, and the next one gets through', async () => {
    const fleet = await changed();
    const git = overtaken(fleet, mostAttempts);
    const { code, err } = await fleet.deploy([], { git: async () => git });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`others pushed ${mostAttempts} times`) });
    expect(await fleet.deployed()).toMatchObject({ pushed: true });
    const paths = Object.keys(await fleet.textsAt(fleet.remote.tip));
    expect(paths.filter((path) => path.startsWith('notes/'))).toHaveLength(mostAttempts);
    expect(paths).toContain('clusters/e3/kustomization.yaml');
  });
});
