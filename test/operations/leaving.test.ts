import { describe, expect, it } from 'vitest';
import { object, smallFleet } from '../commands/support.ts';
import { emptyKustomize } from '../deploy/support.ts';
import type { MemoryRepository } from '../support/memory-repository.ts';
import { deployedFleet } from './support.ts';

const bar = (onRemove: string, clusters = '/g/stores') => ({
  'inventory/bar.yaml': object('Namespace', 'bar', `{clusters: "${clusters}", onRemove: ${onRemove}}`),
});
const held = {
  'inventory/clusters/e1.yaml': object('Cluster', 'e1', '{groups: [stores/east], hold: {reason: flood}}'),
};

async function deploy(fleet: MemoryRepository, now: string, words: readonly string[] = []) {
  const run = ['deploy', '-m', 'A change', '--yes', '--allow', 'tried', '-o', 'json', ...words];
  const { code, out, err } = await fleet.run(run, { now: `2026-11-02T${now}:00Z`, kustomize: emptyKustomize });
  return code === 0 ? JSON.parse(out) : err;
}

/** The clusters that have the namespace, with what its Namespace says of being deleted. */
async function saying({ remote, textsAt }: MemoryRepository): Promise<string[]> {
  const texts = await textsAt(remote.tip);
  return ['e1', 'e2', 'w1', 'w2'].flatMap((name) => {
    const profile = /fleet\/profiles\/(\S+)/.exec(texts[`clusters/${name}/kustomization.yaml`] ?? '')?.[1];
    const set = /(fleet\/sets\/bar\/\w+)/.exec(texts[`fleet/profiles/${profile}/sets.yaml`] ?? '')?.[1];
    const content = /(fleet\/namespaces\/bar\/\S+)/.exec(texts[`${set}/set.yaml`] ?? '')?.[1];
    const text = texts[`${content}/namespace.yaml`];
    return text === undefined ? [] : [`${name}: ${text.includes('prune: disabled') ? 'keep' : 'delete'}`];
  });
}

const everywhere = (word: string) => ['e1', 'e2', 'w1', 'w2'].map((name) => `${name}: ${word}`);

describe('a namespace that leaves', () => {
  it.each([
    ['keep', 'delete'],
    ['delete', 'keep'],
  ])(
    'after %s became %s: the word first, and off once clusters had time to hear it, however often it is deployed',
    async (before, after) => {
      const fleet = await deployedFleet({ ...smallFleet, ...bar(before) });
      fleet.write(bar(after));
      await deploy(fleet, '09:00');
      expect(await saying(fleet)).toEqual(everywhere(after));
      fleet.write(bar(after, 'none'));
      expect(await deploy(fleet, '09:02')).toMatchObject({ moved: 0, waiting: 4 });
      fleet.write({ 'inventory/groups.yaml': `${smallFleet['inventory/groups.yaml']}---\n${object('Group', 'lab')}` });
      await deploy(fleet, '09:10');
      expect(await saying(fleet)).toEqual(everywhere(after));
      expect(await deploy(fleet, '09:14')).toMatchObject({ moved: 0, waiting: 4 });
      expect(await deploy(fleet, '09:15')).toMatchObject({ moved: 4, waiting: 0 });
      expect(await saying(fleet)).toEqual([]);
    },
  );

  it('with the word that it came with: at once', async () => {
    const fleet = await deployedFleet();
    fleet.write(bar('delete'));
    await deploy(fleet, '09:00');
    fleet.write(bar('delete', 'none'));
    expect(await deploy(fleet, '09:02')).toMatchObject({ moved: 4, waiting: 0 });
  });
});

describe('what waits is needed from the output before', () => {
  it.each([/^fleet\/sets\/bar\/.*\/set\.yaml$/, /^fleet\/namespaces\/bar\//])(
    'and %s is not there: an error, and how to bring it back',
    async (lost) => {
      const fleet = await deployedFleet({ ...smallFleet, ...bar('keep'), ...held });
      fleet.write({
        ...bar('keep'),
        'inventory/bar.yaml': object('Namespace', 'bar', '{clusters: /g/stores, quota: {pods: 3}}'),
      });
      await deploy(fleet, '09:00');
      const texts = await fleet.textsAt(fleet.remote.tip);
      const gone = Object.keys(texts).filter((path) => lost.test(path));
      const tip = await fleet.remote.receive(Object.fromEntries(gone.map((path) => [path, undefined])), 'Clean up');
      await fleet.git.fetch('origin', 'main');
      await fleet.git.moveTo(tip);
      expect(await deploy(fleet, '10:00')).toMatch(
        /^error: fleet\/\S+ is not there any more, and clusters that wait still have what it held\nhint: .*git checkout COMMIT~1 -- fleet/,
      );
      expect(fleet.remote.tip).toBe(tip);
    },
  );
});
