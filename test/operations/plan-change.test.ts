import { describe, expect, it } from 'vitest';
import { InvalidInventory } from '../../src/model/errors.ts';
import { checkUnchanged, writeChange } from '../../src/operations/change/write-change.ts';
import { clusterPath, object, smallFleet } from '../commands/support.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { hostOf, planChangeIn } from './support.ts';

const shop = 'inventory/shop.yaml';

/** The file of the namespace with a second one in it. */
const more = `${smallFleet[shop]}---\n${object('Namespace', 'bar', '{clusters: all}')}`;

describe('a change of the fleet', () => {
  it('is of the files that differ, by path, and what follows from it', async () => {
    const fleet = await memoryRepository(smallFleet);
    const { files, before, after } = await planChangeIn(fleet, {
      [clusterPath('w2')]: undefined,
      [shop]: smallFleet[shop],
      [clusterPath('e1')]: object('Cluster', 'e1'),
    });
    expect(files).toEqual([
      { path: clusterPath('e1'), before: smallFleet[clusterPath('e1')], after: object('Cluster', 'e1') },
      { path: clusterPath('w2'), before: smallFleet[clusterPath('w2')], after: undefined },
    ]);
    const resolutions = [await before.resolution(), await after.resolution()];
    const counts = resolutions.map((resolution) => resolution.group('stores').count());
    expect(counts).toEqual([4, 2]);
    expect(fleet.texts()).toEqual(smallFleet);
  });

  it('is refused for errors that come with it', async () => {
    const fleet = await memoryRepository(smallFleet);
    const attempt = planChangeIn(fleet, { [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [nosuch]}') });
    await expect(attempt).rejects.toThrow(InvalidInventory);
  });

  it('is not refused for errors that are there already', async () => {
    const broken = object('Cluster', 'e1', '{groups: [nosuch]}');
    const fleet = await memoryRepository({ ...smallFleet, [clusterPath('e1')]: broken });
    const { files, warnings } = await planChangeIn(fleet, { [clusterPath('e1')]: `# Moved.\n${broken}` });
    expect([files.length, warnings]).toEqual([1, []]);
    const other = planChangeIn(fleet, { [clusterPath('e1')]: object('Cluster', 'e1', '{groups: [nowhere]}') });
    await expect(other).rejects.toThrow(InvalidInventory);
  });

  it('brings the warnings that are more than there were, in the same file too', async () => {
    const fleet = await memoryRepository(smallFleet);
    const { warnings } = await planChangeIn(fleet, { [shop]: more });
    expect(warnings.map(({ rule, line }) => `${rule.id} ${line}`)).toEqual(['RE503 9']);
    const moved = await planChangeIn(fleet, { [shop]: `# Moved.\n${smallFleet[shop]}` });
    expect(moved.warnings).toEqual([]);
  });

  it('is written as a whole', async () => {
    const fleet = await memoryRepository(smallFleet);
    await writeChange(hostOf(fleet), await planChangeIn(fleet, { [clusterPath('w2')]: undefined, 'apps/a.txt': 'a' }));
    const { [clusterPath('w2')]: _, ...others } = smallFleet;
    expect(fleet.texts()).toEqual({ ...others, 'apps/a.txt': 'a' });
  });

  it('is taken back if one file cannot be written', async () => {
    const fleet = await memoryRepository(smallFleet);
    const planned = await planChangeIn(fleet, { [clusterPath('w2')]: undefined, [shop]: more, 'inventory/z.yaml': '' });
    const host = hostOf(fleet);
    const prepare: typeof host.fs.prepare = (path, text, root) => {
      if (path.endsWith('z.yaml')) throw new Error('the disk is full');
      return host.fs.prepare(path, text, root);
    };
    await expect(writeChange({ ...host, fs: { ...host.fs, prepare } }, planned)).rejects.toThrow('the disk is full');
    expect(fleet.texts()).toEqual(smallFleet);
  });

  it('is not what was checked any more if somebody wrote meanwhile', async () => {
    const fleet = await memoryRepository(smallFleet);
    const planned = await planChangeIn(fleet, { [shop]: more });
    await checkUnchanged(planned);
    fleet.write({ 'notes.txt': 'not of the fleet' });
    await checkUnchanged(planned);
    fleet.write({ 'apps/till/base/config.yaml': 'other' });
    await expect(checkUnchanged(planned)).rejects.toThrow('files were changed in the meantime');
  });
});
