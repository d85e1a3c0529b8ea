import { describe, expect, it } from 'vitest';
import { cluster, clusterPath, object, smallFleet } from '../commands/support.ts';
import { base, type Files } from '../support/fleet.ts';
import type { FakeMachine } from '../support/host.ts';
import { memoryKustomize } from '../support/memory-kustomize.ts';
import { type DeployedFleet, inMemory } from './in-memory.ts';

const machine: FakeMachine = { kustomize: memoryKustomize() };

const job = (image: string, annotations = '') =>
  base(
    'apps/till',
    `apiVersion: batch/v1\nkind: Job\nmetadata: {name: migrate${annotations}}\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers: [{name: c, image: "${image}", resources: {requests: {cpu: 1m, memory: 1Mi}}}]\n`,
  );

const reason = 'deleted by hand';

async function having(files: Files): Promise<DeployedFleet> {
  return inMemory({ ...smallFleet, ...files });
}

/** The stops of a plan, and how it ends. */
async function planned(fleet: DeployedFleet): Promise<{ code: number; stops: string[] }> {
  const { code, out } = await fleet.run(['plan', '-o', 'json'], machine);
  return { code, stops: JSON.parse(out).stops };
}

describe('a change that clusters would refuse', () => {
  it('stops plan and deploy, and goes through with a reason', async () => {
    const fleet = await having(job('m:1'));
    fleet.write(job('m:2'));
    expect(await planned(fleet)).toEqual({
      code: 1,
      stops: [
        'RE412 apps/till/base/manifest.yaml:8: spec.template.spec.containers[0].image of Job/migrate cannot be changed, so 4 clusters (e1, e2, w1, …) would refuse all of shop/till (give the object another name, or put kustomize.toolkit.fluxcd.io/force: enabled on it; see resedge rule RE412)',
      ],
    });
    const { tip } = fleet.remote;
    const stopped = await fleet.deploy([], machine);
    expect([stopped.code, fleet.remote.tip]).toEqual([2, tip]);
    expect(stopped.err).toMatch(/RE412 .* Job\/migrate .*\n.*--allow "REASON"/);
    await fleet.deployed(['--allow', reason], machine);
    expect(await planned(fleet)).toEqual({ code: 0, stops: [] });
  });

  it('is none where the object is made anew, has another name, or is of another group', async () => {
    const fleet = await having(job('m:1'));
    const other = (text: string, from: string, to: string): Files =>
      Object.fromEntries(Object.entries(job(text)).map(([path, content]) => [path, content.replace(from, to)]));
    const ways: Files[] = [
      job('m:2', ', annotations: {kustomize.toolkit.fluxcd.io/force: Enabled}'),
      other('m:2', 'migrate', 'migrate-2'),
      other('m:2', 'batch/v1', 'example.com/v1'),
    ];
    for (const way of ways) {
      fleet.write(way);
      expect((await planned(fleet)).stops).toEqual([]);
    }
  });

  it('has a way out of its own where a Deployment leaves its rolling update', async () => {
    const web = (strategy: string) =>
      base(
        'apps/till',
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {${strategy}selector: {}}\n`,
      );
    const fleet = await having(web(''));
    fleet.write(web('strategy: {type: Recreate}, '));
    expect((await planned(fleet)).stops).toEqual([
      expect.stringMatching(/spec\.strategy\.type of Deployment\/web .*rollingUpdate: null/),
    ]);
    fleet.write(web('strategy: {type: Recreate, rollingUpdate: null}, '));
    expect((await planned(fleet)).stops).toEqual([]);
  });

  it('may come from the value of a cluster, and concerns that one alone', async () => {
    const address = (ip: string) => ({
      [clusterPath('e1')]: object('Cluster', 'e1', `{groups: [stores/east], values: {ip: ${ip}}}`),
      ...base(
        'apps/till',
        'apiVersion: v1\nkind: Service\nmetadata: {name: "till-${cluster_name}"}\nspec: {clusterIP: "${cluster_ip:=10.0.0.9}", externalName: "${cluster_note:=a}"}\n',
      ),
    });
    const fleet = await having(address('10.0.0.1'));
    fleet.write(address('10.0.0.1, note: b'));
    expect((await planned(fleet)).stops).toEqual([]);
    fleet.write(address('10.0.0.2'));
    expect((await planned(fleet)).stops).toEqual([expect.stringContaining('so 1 cluster (e1) would refuse')]);
  });

  it('is held against what waiting clusters have, and judged once', async () => {
    const fleet = await having(job('m:1'));
    const held = (more: string) => ({
      [clusterPath('e1')]: object('Cluster', 'e1', `{groups: [stores/east], hold: {reason: flood}${more}}`),
    });
    fleet.write(held(''));
    await fleet.deployed([], machine);
    fleet.write(job('m:2'));
    await fleet.deployed(['--allow', reason], machine);
    fleet.write(cluster('e3', 'stores/east'));
    expect(await planned(fleet)).toEqual({ code: 0, stops: [] });
    await fleet.deployed([], machine);
    fleet.write(job('m:1'));
    expect((await planned(fleet)).stops).toEqual([
      expect.stringContaining('so 4 clusters (e2, e3, w1, …) would refuse'),
    ]);
    fleet.write(job('m:3'));
    expect((await planned(fleet)).stops).toEqual([
      expect.stringContaining('so 5 clusters (e1, e2, e3, …) would refuse'),
    ]);
  });

  it('stops an undo as well', async () => {
    const fleet = await having(job('m:1'));
    const before = fleet.remote.tip;
    fleet.write(job('m:2'));
    await fleet.deployed(['--allow', reason], machine);
    const undo = ['deploy', '--to', before, '--reason', 'broken', '--yes'];
    const stopped = await fleet.run(undo, machine);
    expect([stopped.code, stopped.err]).toEqual([2, expect.stringMatching(/RE412 .*Job\/migrate/)]);
    expect((await fleet.run([...undo, '--allow', reason], machine)).code).toBe(0);
  });

  it('is not looked for without Kustomize, and that is said', async () => {
    const fleet = await having(job('m:1'));
    fleet.write(job('m:2'));
    const { code, err } = await fleet.run(['plan'], {});
    expect([code, err]).toEqual([0, expect.stringContaining('RE412')]);
  });
});
