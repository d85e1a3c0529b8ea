import { describe, expect, it } from 'vitest';
import { findForeignManifests } from '../../src/generate/foreign-manifests.ts';
import { generatedOnDisk } from '../../src/state/generated-on-disk.ts';
import { type Files, objects, readFleet, type TestFleet } from '../support/fleet.ts';
import { before, createDisk, root, run, wanted } from './disk.ts';

const theirs = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: theirs}\n';

/** What is found among files that lie on a disk. */
async function found(files: Files, { resolution }: TestFleet = before): Promise<string[]> {
  const findings = await findForeignManifests(generatedOnDisk(createDisk(files).fs, root), resolution);
  return findings.map(({ rule, place }) => `${rule.id} ${place.file}`);
}

describe('a manifest that is not resedge’s in the folder of a cluster', () => {
  it.each([
    ['what flux bootstrap wrote', 'clusters/austin/flux-system/gotk-sync.yaml'],
    ['the file of another Kustomization', 'clusters/austin/kustomization.yaml'],
    ['such a file by another name', 'clusters/austin/kustomization.yml'],
    ['such a file by its third name', 'clusters/austin/Kustomization'],
    ['YAML with the short name', 'clusters/austin/apps.yml'],
    ['JSON', 'clusters/austin/apps.json'],
    ['what lies deep below', 'clusters/austin/a/b/c/apps.yaml'],
    ['a file with nothing in it', 'clusters/austin/kustomization.yaml', ''],
  ])('stops before anything is written: %s', async (_, path, text = theirs) => {
    for (const force of [false, true]) {
      const { fs, texts } = createDisk({ [path]: text });
      expect(await run(fs, before, force)).toEqual([
        `error RE805 ${path}: resedge did not write this manifest in the folder of cluster austin: with a generated kustomization.yaml there, Flux deletes what it brought`,
      ]);
      expect(texts()).toEqual({ [path]: text });
    }
    expect(await found({ [path]: text })).toEqual([`RE805 ${path}`]);
  });

  it.each([
    'clusters/austin/README.md',
    'clusters/austin/.gitkeep',
    'clusters/austin/.sops.yaml',
    'clusters/austin/.vscode/settings.json',
    'clusters/austin/map.png',
    'clusters/austin/kustomization.yaml.bak',
    'clusters/apps.yaml',
    'clusters/elsewhere/apps.yaml',
    'clusters/austin-2/apps.yaml',
    'fleet/apps.yaml',
  ])('is not %s', async (path) => {
    expect(await found({ [path]: theirs })).toEqual([]);
    const { fs, texts } = createDisk({ [path]: theirs });
    expect(await run(fs, before)).toEqual([expect.stringMatching(/^warning RE802 /)]);
    expect(texts()).toEqual({ ...wanted(before), [path]: theirs });
  });

  it('is none of those that resedge wrote, edited or not', async () => {
    const generated = Object.fromEntries(before.generated);
    expect(await found(generated)).toEqual([]);
    const austin = 'clusters/austin/kustomization.yaml';
    expect(await found({ ...generated, [austin]: `${generated[austin]}# by hand\n` })).toEqual([]);
  });

  it('is found where former folders get a generated file, and not at clusters that get none', async () => {
    const fleet = readFleet(
      objects(`
        Fleet fleet: {git: {url: "https://git.example.com/fleet.git", branch: main}, layout: {clusters: "clusters/new/{name}", former: ["clusters/{name}"]}}
        Cluster austin: {formerNames: [houston]}
        Cluster boston: {state: retired}
      `),
    );
    const paths = ['austin', 'boston', 'houston', 'new/austin', 'new/boston', 'new/houston'];
    const files = Object.fromEntries(paths.map((path) => [`clusters/${path}/apps.yaml`, theirs]));
    expect((await found(files, fleet)).sort()).toEqual(
      ['austin', 'houston', 'new/austin', 'new/houston'].map((path) => `RE805 clusters/${path}/apps.yaml`),
    );
  });
});
