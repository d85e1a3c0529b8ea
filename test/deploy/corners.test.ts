import { describe, expect, it } from 'vitest';
import { object } from '../commands/support.ts';
import type { Files } from '../support/fleet.ts';
import { followed } from './follow.ts';

const nights = 'windows: [{schedule: "0 2 * * *", duration: 3h}]';
const sundays = 'windows: [{schedule: "0 3 * * 0", duration: 2h}]';
const monday = '2027-03-01T';
const noon = `${monday}12:00:00Z`;
const night = '2027-03-02T02:00:00Z';

function cluster(name: string, more = ''): Files {
  return { [`inventory/${name}.yaml`]: object('Cluster', name, `{groups: [stores]${more}}`) };
}

function namespace(name: string, applications: string, more = 'clusters: all'): Files {
  return { [`inventory/${name}.yaml`]: object('Namespace', name, `{applications: [${applications}], ${more}}`) };
}

/** An application whose manifest holds a note. */
function application(name: string, home: string, note: string, more = ''): Files {
  return {
    [`inventory/${name}.yaml`]: object('Application', name, `{path: apps/${name}, namespace: ${home}${more}}`),
    [`apps/${name}/base/kustomization.yaml`]: 'resources: [config.yaml]\n',
    [`apps/${name}/base/config.yaml`]: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {note: "${note}"}\n`,
  };
}

/** No file of an application is left. */
function without(name: string): Record<string, undefined> {
  return Object.fromEntries(Object.keys(application(name, '', '')).map((path) => [path, undefined]));
}

const base: Files = {
  'resedge.yaml': object('Fleet', 'contoso', '{git: {url: "https://git.example.com/contoso/fleet.git"}}'),
  'inventory/stores.yaml': object('Group', 'stores'),
  ...cluster('e1'),
  ...cluster('e2', `, ${nights}`),
};
const held = ', hold: {reason: flood}';

describe('what is held or waits keeps what it has', () => {
  it('of an application that is deleted from the inventory, with its manifests', async () => {
    const fleet = await followed(noon, {
      ...base,
      ...cluster('e1', held),
      ...cluster('e3'),
      ...namespace('shop', 'till, web'),
      ...application('till', 'shop', 'one'),
      ...application('web', 'shop', 'one'),
    });
    expect(await fleet.has()).toEqual({ e2: 'shop: till=one web=one', e3: 'shop: till=one web=one' });
    const released = { e1: 'shop: till=one web=one', e2: 'shop: till=one web=one', e3: 'shop: till=one web=one' };
    expect(await fleet.change(noon, cluster('e1'))).toEqual(released);
    await fleet.change(noon, cluster('e1', held));
    const gone = { ...without('till'), ...namespace('shop', 'web') };
    expect(await fleet.change(noon, gone)).toEqual({ ...released, e3: 'shop: web=one' });
    expect(await fleet.deploy(night)).toEqual({ ...released, e2: 'shop: web=one', e3: 'shop: web=one' });
    expect(await fleet.change(night, application('web', 'shop', 'two'))).toEqual({
      e1: 'shop: till=one web=one',
      e2: 'shop: web=two',
      e3: 'shop: web=two',
    });
    expect((await fleet.change('2027-03-03T12:00:00Z', cluster('e1')))['e1']).toBe('shop: web=two');
  });

  it('where it gave the profile its name', async () => {
    const all = ['e1', 'e2', 'e3', 'e4', 'e5'];
    const fleet = await followed(noon, {
      ...base,
      ...Object.assign({}, ...all.map((name) => cluster(name))),
      ...namespace('shop', 'till'),
      ...application('till', 'shop', 'one'),
    });
    const profiles = () =>
      Object.keys(fleet.texts()).flatMap((path) => /^fleet\/profiles\/(.*)\/sets.yaml/.exec(path)?.[1] ?? []);
    const [giver = ''] = profiles();
    expect(all).toContain(giver);
    const before = fleet.texts();
    await fleet.change(noon, cluster(giver, held));
    const expected = Object.fromEntries(
      all.map((name) => [name, name === giver ? 'shop: till=one' : 'shop: till=two']),
    );
    expect(await fleet.change(noon, application('till', 'shop', 'two'))).toEqual(expected);
    const touched = Object.entries(fleet.texts()).filter(
      ([path, text]) => path.startsWith('clusters/') && before[path] !== text,
    );
    expect(touched.map(([path]) => path)).toEqual([`clusters/${giver}/kustomization.yaml`]);
    expect(await fleet.change(noon, cluster(giver))).toEqual(
      Object.fromEntries(all.map((name) => [name, 'shop: till=two'])),
    );
    expect(profiles()).toHaveLength(1);
  });

  it('where it is renamed: its file stays where it is until it may move', async () => {
    const fleet = await followed(noon, {
      ...base,
      ...namespace('shop', 'till'),
      ...application('till', 'shop', 'one of ${cluster_name}'),
    });
    const renamed = { ...cluster('e9', `, formerNames: [e2], ${nights}`), 'inventory/e2.yaml': undefined };
    const first = { e1: 'shop: till=one of e1', e2: 'shop: till=one of e2' };
    expect(await fleet.change(noon, renamed)).toEqual(first);
    expect(await fleet.change(noon, application('till', 'shop', 'two of ${cluster_name}'))).toEqual({
      ...first,
      e1: 'shop: till=two of e1',
    });
    const after = { e1: 'shop: till=two of e1', e2: 'shop: till=two of e9', e9: 'shop: till=two of e9' };
    expect(await fleet.deploy(night)).toEqual(after);
    expect(fleet.texts()['clusters/e2/kustomization.yaml']).toContain('value: "./clusters/e9"');
    const settled = cluster('e9', `, ${nights}`);
    expect(await fleet.change(noon, settled)).toEqual({ e1: after.e1, e9: after.e9 });
  });
});

describe('what moves together waits together', () => {
  it('variables with the sets that use them, and without others', async () => {
    const values = (city: string, number: number) => cluster('e1', `, values: {city: ${city}, number: ${number}}`);
    const fleet = await followed(noon, {
      ...base,
      ...values('rome', 1),
      'inventory/e2.yaml': object('Group', 'spare'),
      ...namespace('shop', 'till', `clusters: all, ${nights}`),
      ...namespace('data', 'redis'),
      ...application('till', 'shop', 'one in ${cluster_city}'),
      ...application('redis', 'data', 'one no. ${cluster_number}'),
    });
    await fleet.change(noon, application('till', 'shop', 'two in ${cluster_city}'));
    expect(await fleet.change(noon, values('rome', 2))).toEqual({
      e1: 'data: redis=one no. 2; shop: till=one in rome',
    });
    const later = { ...values('bari', 3), ...application('redis', 'data', 'two no. ${cluster_number}') };
    expect(await fleet.change(noon, later)).toEqual({ e1: 'data: redis=one no. 2; shop: till=one in rome' });
    expect(await fleet.deploy(night)).toEqual({ e1: 'data: redis=two no. 3; shop: till=two in bari' });
  });

  it('both sides of an application that moves between namespaces, and it is in one place at any time', async () => {
    const fleet = await followed(noon, {
      ...base,
      ...namespace('shop', 'till, web', `clusters: all, ${nights}`),
      ...namespace('stall', 'fan', `clusters: all, ${sundays}`),
      ...application('till', 'shop', 'one'),
      ...application('web', 'shop', 'one'),
      ...application('fan', 'stall', 'one'),
    });
    const moved = {
      ...namespace('shop', 'web', `clusters: all, ${nights}`),
      ...namespace('stall', 'fan, till', `clusters: all, ${sundays}`),
      ...application('till', 'stall', 'one'),
    };
    const before = 'shop: till=one web=one; stall: fan=one';
    expect(await fleet.change(noon, moved)).toEqual({ e1: before, e2: before });
    expect(await fleet.deploy(night)).toEqual({ e1: before, e2: before });
    const after = 'shop: web=one; stall: fan=one till=one';
    expect(await fleet.deploy('2027-03-07T03:10:00Z')).toEqual({ e1: after, e2: after });
  });
});

describe('what comes out is whole at each step', () => {
  it('where a set needs what waits in another', async () => {
    const fleet = await followed(noon, {
      ...base,
      ...namespace('data', 'redis', `clusters: all, ${nights}`),
      ...namespace('shop', 'till'),
      ...application('redis', 'data', 'one'),
      ...application('till', 'shop', 'one', ', dependsOn: [redis]'),
    });
    const next = {
      ...without('redis'),
      ...namespace('data', 'kafka', `clusters: all, ${nights}`),
      ...application('kafka', 'data', 'one'),
      ...application('till', 'shop', 'two', ', dependsOn: [kafka]'),
    };
    const before = 'data: redis=one; shop: till=one';
    const after = 'data: kafka=one; shop: till=two';
    expect(await fleet.change(noon, next)).toEqual({ e1: before, e2: before });
    expect(await fleet.deploy(night)).toEqual({ e1: after, e2: after });
  });

  it('where a quota grows into the room that another one leaves, and that one waits', async () => {
    const quotas = (data: number, shop: number) => ({
      ...namespace('data', '', `clusters: all, quota: {pods: ${data}}, ${nights}`),
      ...namespace('shop', '', `clusters: all, quota: {pods: ${shop}}`),
    });
    const capacity = ', capacity: {pods: "10"}';
    const fleet = await followed(noon, { ...base, ...cluster('e2', capacity), ...quotas(6, 4) });
    expect(await fleet.change(noon, quotas(4, 6))).toEqual({
      e1: 'data (pods 6):; shop (pods 6):',
      e2: 'data (pods 6):; shop (pods 4):',
    });
    expect(await fleet.deploy(night)).toEqual({
      e1: 'data (pods 4):; shop (pods 6):',
      e2: 'data (pods 4):; shop (pods 6):',
    });
  });
});

describe('a namespace that leaves', () => {
  const shop = (clusters: string, onRemove: string) =>
    namespace('shop', 'till', `clusters: ${clusters}, onRemove: ${onRemove}`);
  const fleetWith = (onRemove: string) =>
    followed(`${monday}06:00:00Z`, { ...base, ...shop('all', onRemove), ...application('till', 'shop', 'one') });

  it('says first that it is to be deleted, and is taken off once that was heard', async () => {
    const fleet = await fleetWith('keep');
    const [told, kept] = ['shop (delete): till=one', 'shop: till=one'];
    expect(await fleet.change(noon, shop('none', 'delete'))).toEqual({ e1: told, e2: kept });
    expect(await fleet.deploy(`${monday}12:02:00Z`)).toEqual({ e1: told, e2: kept });
    expect(await fleet.change(`${monday}12:10:00Z`, { 'docs/a.md': 'a' })).toEqual({ e1: told, e2: kept });
    expect(await fleet.deploy(`${monday}12:15:00Z`)).toEqual({ e1: '', e2: kept });
    expect(await fleet.deploy(night)).toEqual({ e1: '', e2: told });
    expect(await fleet.deploy('2027-03-02T02:05:00Z')).toEqual({ e1: '', e2: told });
    expect(await fleet.deploy('2027-03-02T02:10:00Z')).toEqual({ e1: '', e2: '' });
  });

  it('begins anew where the word is taken back in between', async () => {
    const fleet = await fleetWith('delete');
    expect((await fleet.change(noon, shop('none', 'keep')))['e1']).toBe('shop: till=one');
    expect((await fleet.change(`${monday}12:10:00Z`, shop('none', 'delete')))['e1']).toBe('shop (delete): till=one');
    expect((await fleet.deploy(`${monday}12:20:00Z`))['e1']).toBe('shop (delete): till=one');
    expect((await fleet.deploy(`${monday}12:25:00Z`))['e1']).toBe('');
  });

  it('waits for the word also where it was away, or its cluster had another name, for a moment', async () => {
    const away = await fleetWith('delete');
    await away.change(noon, shop('none', 'delete'));
    await away.change(`${monday}12:03:00Z`, shop('all', 'keep'));
    const kept = 'shop: till=one';
    expect((await away.change(`${monday}12:06:00Z`, shop('none', 'keep')))['e1']).toBe(kept);
    expect((await away.deploy(`${monday}12:18:00Z`))['e1']).toBe('');

    const renamed = await fleetWith('delete');
    const other = { ...cluster('e9', ', formerNames: [e1]'), 'inventory/e1.yaml': undefined };
    await renamed.change(noon, { ...other, ...shop('all', 'keep') });
    expect((await renamed.change(`${monday}12:03:00Z`, shop('none', 'keep')))['e9']).toBe(kept);
    expect((await renamed.deploy(`${monday}12:15:00Z`))['e9']).toBe('');
  });

  it('is made of the same files as where it stays with that word', async () => {
    const fleet = await fleetWith('keep');
    fleet.write(shop('/c/e2', 'delete'));
    const words = ['deploy', '-m', 'Away', '--allow', 'a test', '--now', '--reason', 'a test', '--yes', '-o', 'json'];
    const before = fleet.texts();
    const { out } = await fleet.run(words, { now: noon });
    expect(await fleet.has()).toEqual({ e1: 'shop (delete): till=one', e2: 'shop (delete): till=one' });
    const created = Object.keys(fleet.texts()).filter((path) => !(path in before));
    expect(JSON.parse(out).generate).toMatchObject({ created: created.length });
  });

  it('goes at once where an undo takes it off that came a moment ago', async () => {
    const fleet = await followed(`${monday}06:00:00Z`, {
      ...base,
      ...application('till', 'shop', 'one'),
      ...shop('none', 'keep'),
    });
    const { tip } = fleet.remote;
    await fleet.change(noon, shop('/c/e1', 'keep'));
    expect(await fleet.deploy(`${monday}12:05:00Z`, ['--to', tip, '--reason', 'slow', '--allow', 'slow'])).toEqual({
      e1: '',
      e2: '',
    });
  });
});

it('an undo takes off no namespace that was told to be kept a moment ago, and may not have heard it', async () => {
  const shop = (clusters: string, onRemove: string) =>
    namespace('shop', 'till', `clusters: ${clusters}, onRemove: ${onRemove}`);
  const fleet = await followed(`${monday}06:00:00Z`, {
    ...base,
    ...application('till', 'shop', 'one'),
    ...shop('none', 'delete'),
  });
  const { tip } = fleet.remote;
  await fleet.change(`${monday}07:00:00Z`, shop('/c/e1', 'delete'));
  await fleet.change(noon, shop('/c/e1', 'keep'));
  const undo = ['--to', tip, '--reason', 'slow'];
  expect(await fleet.deploy(`${monday}12:05:00Z`, undo)).toEqual({ e1: 'shop: till=one', e2: '' });
  expect(await fleet.deploy(`${monday}12:15:00Z`, undo)).toEqual({ e1: '', e2: '' });
});

it('an undo is judged by what it takes off, which is nothing where a cluster is held', async () => {
  const guarded = object(
    'Fleet',
    'contoso',
    '{git: {url: "https://git.example.com/contoso/fleet.git"}, guards: {maxClustersLosing: 0}}',
  );
  const shop = (clusters: string) => namespace('shop', 'till', `clusters: ${clusters}`);
  const till = application('till', 'shop', 'one');
  const fleet = await followed(noon, { ...base, 'resedge.yaml': guarded, ...till, ...shop('none') });
  const { tip } = fleet.remote;
  await fleet.change(noon, shop('/c/e1'));
  const undo = ['--to', tip, '--reason', 'slow'];
  expect((await fleet.run(['deploy', '--yes', ...undo], { now: noon })).err).toContain('1 of 2 clusters would lose');
  await fleet.change(noon, cluster('e1', held));
  expect(await fleet.deploy(noon, undo)).toEqual({ e1: 'shop: till=one', e2: '' });
});

it('an undo gives back sets and variables; who was renamed, came or is held since stays', async () => {
  const values = (name: string, city: string, more = '') => cluster(name, `, values: {city: ${city}}${more}`);
  const fleet = await followed(`${monday}06:00:00Z`, {
    ...base,
    ...values('e1', 'rome'),
    ...values('e2', 'bonn'),
    ...namespace('shop', 'till'),
    ...application('till', 'shop', 'one in ${cluster_city}'),
  });
  const { tip } = fleet.remote;
  const next = {
    ...values('e1', 'bari'),
    ...values('e9', 'kiel', ', formerNames: [e2]'),
    'inventory/e2.yaml': undefined,
    ...values('e3', 'oslo'),
    ...application('till', 'shop', 'two in ${cluster_city}'),
  };
  const two = {
    e1: 'shop: till=two in bari',
    e2: 'shop: till=two in kiel',
    e3: 'shop: till=two in oslo',
    e9: 'shop: till=two in kiel',
  };
  expect(await fleet.change(noon, next)).toEqual(two);
  const undone = { ...two, e1: 'shop: till=one in rome' };
  const undo = await fleet.deploy(noon, ['--to', tip, '--reason', 'slow']);
  expect(undo).toEqual({ ...undone, e2: 'shop: till=one in bonn', e9: 'shop: till=one in bonn' });
  expect(await fleet.deploy(noon, ['--resume'])).toEqual(two);
});
