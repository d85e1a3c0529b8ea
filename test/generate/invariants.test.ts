import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileName } from '../../src/model/profile-name.ts';
import { base, type Files, objects, overlay, readFleet } from '../support/fleet.ts';
import { everyFeature } from './every-feature.ts';

/** By their hashes, the profile of austin and boston is named after boston, and chicago would name one with austin. */
const stores: Files = {
  ...objects(`
    Group stores:
    Cluster austin {tier: gold}: {groups: [stores]}
    Cluster boston {tier: gold}: {groups: [stores]}
    Cluster chicago {tier: bronze}: {groups: [stores]}
    Namespace web: {clusters: /g/stores, applications: [imdb]}
    Namespace gold: {clusters: /m/tier/gold}
    Application imdb: {namespace: web, path: apps/imdb}
  `),
  ...base('apps/imdb'),
};

/** What a change of the repository does to the generated files; `#` stands for the name of a folder that is its hash. */
function effect(before: Files, after: Files): string[] {
  const [old, now] = [readFleet(before), readFleet(after)];
  expect([...old.lines, ...now.lines]).toEqual([]);
  const [was, is] = [old.generated, now.generated];
  const changes = [
    ...[...is].filter(([path, text]) => was.has(path) && was.get(path) !== text).map(([path]) => `~ ${path}`),
    ...[...is.keys()].filter((path) => !was.has(path)).map((path) => `+ ${path}`),
    ...[...was.keys()].filter((path) => !is.has(path)).map((path) => `- ${path}`),
  ];
  const folders = changes.map((line) => line.replace(/\/[0-9a-f]{12}\/.+$/, '/#'));
  return [...new Set(folders)].sort();
}

/** Folders that are named by their bytes, and have others. */
function moved(...folders: string[]): string[] {
  return ['+', '-'].flatMap((sign) => folders.map((folder) => `${sign} fleet/${folder}/#`));
}

describe('what a change touches', () => {
  it('one more cluster of a profile: its own file, unless the profile is named after it', () => {
    const names = fc.stringMatching(/^[a-z][a-z0-9]{4,8}$/).filter((name) => !stores[`inventory/cluster/${name}.yaml`]);
    fc.assert(
      fc.property(names, (name) => {
        fc.pre(profileName([name, 'boston']) === 'boston');
        const more = objects(`Cluster ${name} {tier: gold}: {groups: [stores]}`);
        expect(effect(stores, { ...stores, ...more })).toEqual([`+ clusters/${name}/kustomization.yaml`]);
      }),
      { numRuns: 10 },
    );
  });

  it('a cluster that moves to another profile: its own file', () => {
    const more = objects('Cluster austin {tier: bronze}: {groups: [stores]}');
    expect(effect(stores, { ...stores, ...more })).toEqual(['~ clusters/austin/kustomization.yaml']);
  });

  it('the cluster that a profile is named after: the profile, and the files of the rest', () => {
    const more = objects('Cluster boston {tier: bronze}: {groups: [stores]}');
    const files = ['kustomization.yaml', 'sets.yaml'];
    expect(effect(stores, { ...stores, ...more })).toEqual([
      ...files.map((file) => `+ fleet/profiles/austin/${file}`),
      ...files.map((file) => `- fleet/profiles/boston/${file}`),
      ...['austin', 'boston'].map((name) => `~ clusters/${name}/kustomization.yaml`),
    ]);
  });

  it('a value of a cluster: its own file', () => {
    const more = objects('Cluster austin {tier: gold}: {groups: [stores], values: {lanes: 4}}');
    expect(effect(stores, { ...stores, ...more })).toEqual(['~ clusters/austin/kustomization.yaml']);
  });

  it('another namespace for whole profiles: the profiles and the namespace, no cluster', () => {
    const changed = effect(stores, { ...stores, ...objects('Namespace dns: {clusters: all}') });
    expect(changed.filter((line) => line.includes(' clusters/'))).toEqual([]);
    expect(changed).toEqual([
      '+ fleet/namespaces/dns/base/#',
      '+ fleet/sets/dns/#',
      ...['boston', 'chicago'].map((profile) => `~ fleet/profiles/${profile}/sets.yaml`),
    ]);
  });

  it('a field of a namespace: its content, its sets, the profiles that have these', () => {
    const more = objects('Namespace web: {clusters: /g/stores, applications: [imdb], quota: {pods: 5}}');
    expect(effect(stores, { ...stores, ...more })).toEqual([
      ...moved('namespaces/web/base', 'sets/web'),
      ...['boston', 'chicago'].map((profile) => `~ fleet/profiles/${profile}/sets.yaml`),
    ]);
  });

  it('a dependency: the sets on both ends of it, and the profiles that have these', () => {
    const more = objects('Namespace gold: {clusters: /m/tier/gold, dependsOn: [web]}');
    expect(effect(stores, { ...stores, ...more })).toEqual([
      ...['+ fleet/sets/gold/#', '+ fleet/sets/web/#', '- fleet/sets/gold/#'],
      '~ fleet/profiles/boston/sets.yaml',
    ]);
  });

  it('an overlay for a whole profile: the variant, its set and the profile, no cluster', () => {
    const more = overlay('apps/imdb/overlays/1.0.1', { clusters: '/c/chicago' }, 'replicas: []');
    expect(effect(stores, { ...stores, ...more })).toEqual([
      '+ fleet/applications/imdb/1.0.1/#',
      '+ fleet/sets/web/#',
      '~ fleet/profiles/chicago/sets.yaml',
    ]);
  });

  it('the base of an application: its contents, its sets, the profiles that have these, no cluster', () => {
    const more = base('apps/imdb', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n');
    expect(effect(stores, { ...stores, ...more })).toEqual([
      ...moved('applications/imdb/base', 'sets/web'),
      ...['boston', 'chicago'].map((profile) => `~ fleet/profiles/${profile}/sets.yaml`),
    ]);
  });

  it('a cluster that retires, or is deleted: its own file goes, nothing else', () => {
    const retired = objects('Cluster austin {tier: gold}: {groups: [stores], state: retired}');
    expect(effect(stores, { ...stores, ...retired })).toEqual(['- clusters/austin/kustomization.yaml']);
    const { 'inventory/cluster/austin.yaml': _, ...without } = stores;
    expect(effect(stores, without)).toEqual(['- clusters/austin/kustomization.yaml']);
  });
});

describe('the order in which things are written', () => {
  const documents = Object.entries(everyFeature).filter(([path]) => path.startsWith('inventory/'));
  const rest = Object.fromEntries(Object.entries(everyFeature).filter(([path]) => !path.startsWith('inventory/')));
  const expected = [...readFleet(everyFeature).generated];

  it('changes nothing: documents in files, files in folders', () => {
    const shuffled = fc.shuffledSubarray(documents, { minLength: documents.length });
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 5 }), fc.boolean(), (order, count, last) => {
        const files: Record<string, string> = {};
        for (const [index, [, text]] of order.entries()) {
          const path = `inventory/${index % count}.yaml`;
          files[path] = `${files[path] ?? ''}---\n${text}`;
        }
        const fleet = readFleet(last ? { ...rest, ...files } : { ...files, ...rest });
        expect(fleet.lines).toEqual([]);
        expect([...fleet.generated]).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('changes nothing: keys of values', () => {
    const written = (values: string) => readFleet(objects(`Cluster austin: {values: {${values}}}`)).generated;
    expect(written('b: 1, a: 2, C: 3')).toEqual(written('C: 3, a: 2, b: 1'));
  });
});
