import { describe, expect, it } from 'vitest';
import { type ImportPlan, type ImportRequest, planImport } from '../../src/operations/import/import-clusters.ts';
import { importHere } from '../../src/operations/import/import-here.ts';
import { clusterPath, object, smallFleet } from '../commands/support.ts';
import { type MemoryRepository, memoryRepository } from '../support/memory-repository.ts';
import { workingCopyOf } from '../support/working-copy.ts';
import { hostOf } from './support.ts';

function request(more: Partial<ImportRequest> = {}): ImportRequest {
  return {
    file: 'stores.csv',
    from: undefined,
    mappings: [],
    defaults: { groups: [], timeZone: undefined },
    createGroups: false,
    update: false,
    skipBad: false,
    ...more,
  };
}

async function withFile(text: string, file = 'stores.csv'): Promise<MemoryRepository> {
  const fleet = await memoryRepository(smallFleet);
  fleet.write({ [file]: text });
  return fleet;
}

async function plan(text: string, more: Partial<ImportRequest> = {}): Promise<ImportPlan> {
  const copy = await workingCopyOf(hostOf(await withFile(text, more.file)));
  return planImport(copy.host, await copy.open(), request(more));
}

const lines = ({ result }: ImportPlan) => result.problems.map(({ message }) => message);

describe('an import', () => {
  it('makes clusters that are new, and leaves those alone that are there', async () => {
    const { result, planned } = await plan('name,groups\ne3,stores/east\ne1,stores/east\n');
    expect(result).toMatchObject({ rows: 2, created: 1, changed: 0, unchanged: 1, skipped: 0 });
    expect(planned?.files).toEqual([
      {
        path: 'inventory/clusters/stores/east/e3.yaml',
        before: undefined,
        after: expect.stringContaining('groups:\n    - stores/east\n'),
      },
    ]);
  });

  it('changes what the file says if it is asked to', async () => {
    const text = 'name,timeZone\ne1,UTC\n';
    expect(lines(await plan(text))).toHaveLength(1);
    const { result, planned } = await plan(text, { update: true });
    expect(result).toMatchObject({ changed: 1, created: 0, problems: [] });
    expect(planned?.files).toEqual([
      {
        path: clusterPath('e1'),
        before: object('Cluster', 'e1', '{groups: [stores/east]}'),
        after: object('Cluster', 'e1', '{groups: [stores/east], timeZone: UTC}'),
      },
    ]);
  });

  it('gives new clusters what all of them get', async () => {
    const { planned } = await plan('name\ne3\n', { defaults: { groups: ['stores/east'], timeZone: 'UTC' } });
    expect(planned?.files[0]?.after).toMatch(/groups:\n {4}- stores\/east\n {2}timeZone: UTC\n/);
    await expect(plan('name\ne3\n', { defaults: { groups: ['stores/esat'], timeZone: undefined } })).rejects.toThrow(
      '--group: there is no Group stores/esat',
    );
    await expect(plan('name\ne3\n', { defaults: { groups: [], timeZone: 'Mars' } })).rejects.toThrow(/^--time-zone: /);
  });

  it('makes the groups that are missing if it is asked to, parents first', async () => {
    const text = 'name,groups\nn1,stores/north/nova\n';
    expect(lines(await plan(text))).toEqual([expect.stringContaining('stores/north/nova')]);
    const { result } = await plan(text, { createGroups: true });
    expect(result.groups.created).toEqual(['stores/north', 'stores/north/nova']);
  });

  it('is all or nothing, unless bad rows may be left out', async () => {
    const text = 'name,groups\ne3,stores/east\nE4,stores/east\ne5,nowhere\n';
    const all = await plan(text);
    expect([all.planned, all.badRows, all.result.created]).toEqual([undefined, 2, 0]);
    const good = await plan(text, { skipBad: true });
    expect(good.result).toMatchObject({ rows: 3, created: 1, skipped: 2 });
    expect(good.planned?.files).toHaveLength(1);
  });

  it('finds what is wrong only once the clusters are in the fleet, and names the row', async () => {
    const text = 'name,groups,formerNames\ne3,stores/east,e1\ne4,stores/east,\n';
    const all = await plan(text);
    expect(all.planned).toBeUndefined();
    expect(all.result.problems).toMatchObject([{ row: 2 }]);
    expect((await plan(text, { skipBad: true })).result).toMatchObject({ created: 1, skipped: 1 });
  });

  it('of a file without clusters is an error', async () => {
    await expect(plan('name,groups\n')).rejects.toThrow('there is no cluster in stores.csv');
  });

  it('is written once it is agreed to, and not if files were changed meanwhile', async () => {
    const fleet = await withFile('name,groups\ne3,stores/east\n');
    const copy = await workingCopyOf(hostOf(fleet));
    const none = await importHere(copy, request(), { asks: true, agree: () => false });
    expect([none.isWritten, fleet.texts()['inventory/clusters/stores/east/e3.yaml']]).toEqual([false, undefined]);
    const agree = () => {
      fleet.write({ 'inventory/x.yaml': object('Group', 'x') });
      return true;
    };
    await expect(importHere(copy, request(), { asks: true, agree })).rejects.toThrow(
      'files were changed in the meantime',
    );
    expect((await importHere(copy, request(), { asks: false, agree: () => true })).isWritten).toBe(true);
    expect(fleet.texts()['inventory/clusters/stores/east/e3.yaml']).toContain('name: "e3"');
  });
});
