import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { cluster, clusterPath, object } from '../commands/support.ts';
import { fakeHost } from '../support/host.ts';
import { inMemory } from './in-memory.ts';

describe('a standard output that takes nothing', () => {
  it.each([
    ['deploy', ['deploy', '-m', 'x', '--yes', '-o', 'json'], /pushed/],
    ['set', ['set', 'cluster/e1', 'labels.a=b', '--yes', '-o', 'json'], /cluster\/e1/],
  ])('does not hide what was done: %s', async (_what, words, told) => {
    const fleet = await inMemory();
    fleet.write({
      ...cluster('w3', 'stores/west'),
      [clusterPath('w2')]: object('Cluster', 'w2', '{groups: [stores/east]}'),
    });
    const host = fakeHost(fleet.machine);
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    const terminal = {
      ...host.terminal,
      out: () => {
        throw full;
      },
    };
    expect(await main(words, { ...host, terminal })).toBe(2);
    expect(host.err).toMatch(told);
    expect(host.err).toContain('error: ENOSPC: no space left on device');
  });
});
