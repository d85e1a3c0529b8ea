import { describe, expect, it } from 'vitest';
import { clusterPath, object, smallFleet } from '../commands/support.ts';
import { memoryRepository } from '../support/memory-repository.ts';
import { inMemory } from './in-memory.ts';
import { emptyKustomize } from './support.ts';

const theirs = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: theirs}\n';
const file = 'clusters/e1/apps.yaml';
const e3 = { [clusterPath('e3')]: object('Cluster', 'e3', '{groups: [stores/east]}') };

describe('a repository with manifests of others in the folder of a cluster', () => {
  it('is not deployed: nothing is written, and nothing pushed', async () => {
    const fleet = await memoryRepository({ ...smallFleet, [file]: theirs });
    const before = [fleet.texts(), fleet.remote.tip];
    const { code, err } = await fleet.run(['deploy', '-m', 'First', '--yes'], { kustomize: emptyKustomize });
    expect(code).toBe(2);
    expect(err).toContain(`${file}:1:1 RE805 error`);
    expect(err).toContain('Move it out of clusters/e1/, or generate elsewhere');
    expect(err).toContain('clusters/ and fleet/ are not as resedge left them, so nothing was written');
    expect([fleet.texts(), fleet.remote.tip]).toEqual(before);
  });

  it('is deployed beside them, with another layout', async () => {
    const layout = `${smallFleet['resedge.yaml']}`.replace(
      'spec: {',
      'spec: {layout: {clusters: "clusters/resedge/{name}"}, ',
    );
    const fleet = await memoryRepository({ ...smallFleet, 'resedge.yaml': layout, [file]: theirs });
    const { code } = await fleet.run(['deploy', '-m', 'First', '--yes'], { kustomize: emptyKustomize });
    expect(code).toBe(0);
    const texts = await fleet.textsAt(fleet.remote.tip);
    expect(texts[file]).toBe(theirs);
    expect(Object.keys(texts)).toContain('clusters/resedge/e1/kustomization.yaml');
  });

  it('is found out when somebody else pushes them in between', async () => {
    const fleet = await inMemory();
    await fleet.remote.receive({ [file]: theirs });
    fleet.write(e3);
    const tip = fleet.remote.tip;
    const { code, err } = await fleet.deploy();
    expect(code).toBe(2);
    expect(err).toContain(`RE805`);
    expect(fleet.remote.tip).toBe(tip);
  });

  it('is deployed if they are on the disk alone, where no cluster reads them', async () => {
    const fleet = await inMemory();
    fleet.write({ ...e3, [file]: theirs });
    await fleet.deployed();
    expect(Object.keys(await fleet.textsAt(fleet.remote.tip))).not.toContain(file);
    expect(fleet.texts()[file]).toBe(theirs);
  });

  it('is not deployed if one on the disk lies where a generated file goes', async () => {
    const fleet = await inMemory();
    fleet.write({ ...e3, 'clusters/e3/kustomization.yaml': theirs });
    const { code, err } = await fleet.deploy();
    expect(code).toBe(2);
    expect(err).toContain('clusters/e3/kustomization.yaml:1:1 RE805 error');
  });

  it('is deployed once they are removed here: the commit takes them along', async () => {
    const fleet = await memoryRepository({ ...smallFleet, [file]: theirs });
    fleet.write({ [file]: undefined });
    const { code } = await fleet.run(['deploy', '-m', 'First', '--yes'], { kustomize: emptyKustomize });
    expect(code).toBe(0);
    expect(Object.keys(await fleet.textsAt(fleet.remote.tip))).not.toContain(file);
  });
});
