import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const nola = {
  metadata: { name: 'nola', labels: { state: 'la' } },
  spec: { groups: ['stores/la', 'lab'], timeZone: 'America/Chicago', values: { storeNumber: '2301', open: true } },
};

describe('JSON and YAML', () => {
  const texts: readonly [what: string, text: string, file?: string][] = [
    [
      'a list of maps with paths as keys',
      '[{"name": "nola", "labels.state": "la", "groups": "stores/la, lab", "timeZone": "America/Chicago", "values.storeNumber": "2301", "values.open": true}]',
    ],
    [
      'a list of maps in maps',
      '[{"name": "nola", "labels": {"state": "la"}, "groups": ["stores/la", "lab"], "timeZone": "America/Chicago", "values": {"storeNumber": "2301", "open": true}}]',
    ],
    [
      'an object with items',
      '{"items": [{"name": "nola", "labels": {"state": "la"}, "groups": ["stores/la", "lab"], "timeZone": "America/Chicago", "values": {"storeNumber": "2301", "open": true}}]}',
    ],
    [
      'a map a line',
      '{"name": "nola", "labels": {"state": "la"}, "groups": ["stores/la", "lab"], "timeZone": "America/Chicago", "values": {"storeNumber": "2301", "open": true}}\n{"name": "b"}\n',
    ],
    [
      'a Cluster of resedge, whose status does not count',
      '{"apiVersion": "resedge.dev/v1", "kind": "Cluster", "metadata": {"name": "nola", "labels": {"state": "la"}}, "spec": {"groups": ["stores/la", "lab"], "timeZone": "America/Chicago", "values": {"storeNumber": "2301", "open": true}}, "status": {"groups": []}}',
    ],
    [
      'a list of YAML',
      '- name: nola\n  labels: {state: la}\n  groups: [stores/la, lab]\n  timeZone: America/Chicago\n  values: {storeNumber: "2301", open: true}\n',
    ],
    [
      'documents of YAML',
      'name: nola\nlabels: {state: la}\ngroups: stores/la lab\ntimeZone: America/Chicago\nvalues:\n  storeNumber: "2301"\n  open: true\n---\n# none\n---\nname: b\n',
      'stores.yaml',
    ],
    [
      'a ClusterList',
      'apiVersion: resedge.dev/v1\nkind: ClusterList\nitems:\n- apiVersion: resedge.dev/v1\n  kind: Cluster\n  metadata: {name: nola, labels: {state: la}}\n  spec: {groups: [stores/la, lab], timeZone: America/Chicago, values: {storeNumber: "2301", open: true}}\n  status: {ring: canary}\n',
    ],
  ];
  it.each(texts)('%s', (_, text, file) => {
    const { clusters, problems } = read(text, file === undefined ? {} : { file });
    expect(problems).toEqual([]);
    expect(clusters[0]).toEqual(nola);
  });

  it('keeps the text of numbers that would be printed differently', () => {
    const values = { a: '1.10', b: '12345678901234567890', c: '1e3', d: 7 };
    const json =
      '[{"name": "x", "values": {"a": 1.10, "b": 12345678901234567890, "c": 1e3, "d": 7}, "description": "1.10"}]';
    const yaml = '- name: x\n  values: {a: 1.10, b: 12345678901234567890, c: 1e3, d: 7}\n  description: "1.10"\n';
    const wanted = [{ metadata: { name: 'x' }, spec: { values, description: '1.10' } }];
    expect(read(json).clusters).toEqual(wanted);
    expect(read(yaml).clusters).toEqual(wanted);
    expect(read(yaml.replace('- name', 'items:\n- name')).clusters).toEqual(wanted);
  });

  it('says nothing with null, and with an empty text in a map that is no object', () => {
    const { clusters } = read('[{"name": "x", "timeZone": null, "state": "", "labels": {}, "groups": []}]');
    expect(clusters).toEqual([{ metadata: { name: 'x' }, spec: { groups: [] } }]);
    const object =
      '{"apiVersion": "resedge.dev/v1", "kind": "Cluster", "metadata": {"name": "x", "labels": {"spare": ""}}}';
    expect(read(object).clusters).toEqual([{ metadata: { name: 'x', labels: { spare: '' } } }]);
  });

  it('keeps lists of maps: windows and freezes', () => {
    const { clusters } = read(
      '- name: x\n  windows: [{schedule: "0 2 * * *", duration: 3h}]\n  hold: {reason: flood}\n',
    );
    expect(clusters[0]?.spec).toEqual({
      windows: [{ schedule: '0 2 * * *', duration: '3h' }],
      hold: { reason: 'flood' },
    });
  });

  it('maps fields by their paths', () => {
    const { clusters, problems } = read('[{"id": "x", "site": {"no": "7", "city": "Nola"}}]', {
      map: ['id=name', 'site.no=values.storeNumber', 'site.city=-'],
    });
    expect(problems).toEqual([]);
    expect(clusters).toEqual([{ metadata: { name: 'x' }, spec: { values: { storeNumber: '7' } } }]);
  });

  const broken: readonly [what: string, text: string, problems: readonly string[]][] = [
    [
      'an unknown field, where it is first',
      '[{"name": "x"},\n {"name": "y", "spec": {"group": "a"}},\n {"name": "z", "spec": {"group": "a"}}]',
      [
        '2:34 ["a"] clusters have no field "spec.group" (Say what it is with --map "spec.group=values.KEY", or ignore it with --map "spec.group=-".)',
      ],
    ],
    [
      'the same in YAML',
      'name: x\n---\nname: y\nlabels:\n  a: b\ngruops: [a]\n',
      ['6:9 [[a]] clusters have no field "gruops" (Did you mean groups? Say so with --map "gruops=groups".)'],
    ],
    [
      'a comma too many',
      '[{"name": "x"},\n {"name": "y",}]',
      [
        '2:15 [}] this is not JSON from here on (Names and texts stand in double quotes, and a comma between two parts, none after the last.)',
      ],
    ],
    [
      'a line that is no object',
      '{"name": "x"}\n{"name": \'y\'}\n',
      [
        "2:10 ['] this is not JSON from here on (Names and texts stand in double quotes, and a comma between two parts, none after the last.)",
      ],
    ],
    [
      'an end too early',
      '[{"name": "x"}',
      [
        '1:15 [] this is not JSON from here on (Names and texts stand in double quotes, and a comma between two parts, none after the last.)',
      ],
    ],
    [
      'a tab in YAML',
      'name: x\n---\nname: y\nlabels:\n\ta: b\n',
      ['5:1 [\t] a tab is used for indentation, and YAML takes only spaces (Replace the tab with spaces.)'],
    ],
    [
      'a text among maps',
      '[{"name": "x"}, "y"]',
      [
        '1:17 ["y"] this is no cluster: it is not a map (What is read: maps with a name, Clusters of resedge, a kubeconfig, and what Argo CD, Rancher Fleet and Open Cluster Management call a cluster.)',
      ],
    ],
    [
      'another kind',
      'apiVersion: resedge.dev/v1\nkind: Group\nmetadata: {name: a}\n',
      [
        '1:1 [apiVersion: resedge.dev/v1…] the kind Group of resedge.dev/v1 is not read (What is read: maps with a name, Clusters of resedge, a kubeconfig, and what Argo CD, Rancher Fleet and Open Cluster Management call a cluster.)',
      ],
    ],
  ];
  it.each(broken)('refuses %s', (_, text, problems) => {
    expect(read(text).problems).toEqual(problems);
  });

  it('refuses what is no JSON, and a mapping of what it does not have at its begin', () => {
    const { problems } = read('name', { from: 'json', map: ['tier=labels.tier'] });
    expect(problems).toEqual([
      '1:1 [n] this is not JSON from here on (Names and texts stand in double quotes, and a comma between two parts, none after the last.)',
      expect.stringMatching(/^1:1 \[n\] .*tier/),
    ]);
  });
});
