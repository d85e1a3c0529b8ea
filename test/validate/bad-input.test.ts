import { describe, expect, it } from 'vitest';
import { check, fleet, head, type TestFile } from './checked.ts';

/** Each of these has one thing wrong, and says so in one line. */
const cases: readonly [what: string, file: TestFile, line: string][] = [
  [
    'a bracket that is never closed',
    `${head('Cluster', 'a')}spec:\n  groups: [lab\n`,
    'a.yaml:5:11 RE101 this [ is never closed (Add the ] that belongs to it.)',
  ],
  [
    'a repeated key',
    `${head('Cluster', 'a')}spec: {}\nspec: {}\n`,
    'a.yaml:5:1 RE101 the key "spec" is there twice (Keep one of the two.)',
  ],
  [
    'an alias bomb',
    [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...[...'bcdefgh'].map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]}, `.repeat(10)}]`),
    ].join('\n'),
    'a.yaml:6:20 RE101 the aliases of this document unfold to more than a million characters (Write out what is meant, or use fewer aliases.)',
  ],
  [
    'a tab as indentation',
    `apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata:\n\tname: a\n`,
    'a.yaml:4:1 RE101 a tab is used for indentation, and YAML takes only spaces (Replace the tab with spaces.)',
  ],
  [
    'bytes that are not UTF-8',
    new Uint8Array([...new TextEncoder().encode('kind: Cluster\nname: M'), 0xfc, 0x6e]),
    'a.yaml:2:8 RE101 the file is not in UTF-8: byte 22 (0xFC) does not belong there (Save the file in UTF-8.)',
  ],
  [
    'a file that is too large',
    { problem: 'is larger than 16 MiB' },
    'a.yaml:1:1 RE101 inventory/a.yaml is larger than 16 MiB',
  ],
  ['a link to nothing', { problem: 'is a link to nothing' }, 'a.yaml:1:1 RE101 inventory/a.yaml is a link to nothing'],
  [
    'a folder with the name of a file',
    { problem: 'is a folder where a file is expected' },
    'a.yaml:1:1 RE101 inventory/a.yaml is a folder where a file is expected',
  ],
  [
    'a document that is not a map',
    '- apiVersion: resedge.dev/v1\n  kind: Cluster\n',
    'a.yaml:1:1 RE102 this document is not a map: it has no apiVersion and no kind (The kinds are Application, Cluster, Expectation, Fleet, Group, Namespace, Policy, Ring.)',
  ],
  [
    'a missing kind',
    'apiVersion: resedge.dev/v1\nmetadata: {name: a}\n',
    'a.yaml:1:1 RE102 the field kind is missing (The kinds are Application, Cluster, Expectation, Fleet, Group, Namespace, Policy, Ring.)',
  ],
  ['an unknown kind', head('Clutser', 'a'), 'a.yaml:2:7 RE102 there is no kind "Clutser" here (Did you mean Cluster?)'],
  [
    'a manifest in the wrong place',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n',
    'a.yaml:2:7 RE102 there is no kind "Deployment" here (Manifests of Kubernetes lie below apps/ or policies/.)',
  ],
  [
    'an unknown apiVersion',
    'apiVersion: resedge.dev/v2\nkind: Cluster\nmetadata: {name: a}\n',
    'a.yaml:1:13 RE102 apiVersion must be resedge.dev/v1, not "resedge.dev/v2"',
  ],
  [
    'an unknown field',
    `${head('Cluster', 'a')}spec:\n  group: [lab]\n`,
    'a.yaml:5:3 RE102 there is no field spec.group (Did you mean groups?)',
  ],
  [
    'a field outside of spec',
    `${head('Cluster', 'a')}connectivity: online\n`,
    'a.yaml:4:1 RE102 there is no field connectivity (Write it below spec.)',
  ],
  [
    'a missing field',
    `${head('Ring', 'a')}spec: {}\n`,
    'a.yaml:4:1 RE102 spec.order is missing (Its place in the order; unique.)',
  ],
  [
    'a wrong type',
    `${head('Cluster', 'a')}spec:\n  groups: lab\n`,
    'a.yaml:5:11 RE102 spec.groups must be a list, not text (Write a list: ["lab"].)',
  ],
  [
    'a label that is a number',
    'apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata:\n  name: a\n  labels: {tier: 1.10}\n',
    'a.yaml:5:18 RE102 metadata.labels.tier must be text, not the number 1.10 (Put it in quotes: "1.10".)',
  ],
  [
    'a label that is true',
    'apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata:\n  name: a\n  labels: {gold: true}\n',
    'a.yaml:5:18 RE102 metadata.labels.gold must be text, not true (Put it in quotes: "true".)',
  ],
  [
    'a bad label',
    'apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata:\n  name: a\n  labels: {tier: very good}\n',
    'a.yaml:5:18 RE102 metadata.labels.tier cannot be "very good" (Did you mean very-good? The value of a label: letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, at most 63 characters; or nothing.)',
  ],
  [
    'a label that is too long',
    `apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata:\n  name: a\n  labels: {note: ${'x'.repeat(64)}}\n`,
    'a.yaml:5:18 RE102 metadata.labels.note has 64 characters, and 63 are the most (The value of a label: letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, at most 63 characters; or nothing.)',
  ],
  [
    'a bad key of a label',
    `apiVersion: resedge.dev/v1\nkind: Cluster\nmetadata:\n  name: a\n  labels: {store size: s}\n`,
    'a.yaml:5:12 RE102 "store size" cannot be a key here (Did you mean store-size? The key of a label: letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, at most 63 characters. A domain and "/" may stand before it.)',
  ],
  [
    'a bad name',
    head('Cluster', 'Store_42'),
    'a.yaml:3:18 RE102 metadata.name cannot be "Store_42" (Did you mean store-42? A name: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters.)',
  ],
  [
    'the name of a group that is no path',
    head('Group', '/Stores/Cöntral/'),
    'a.yaml:3:18 RE102 metadata.name cannot be "/Stores/Cöntral/" (Did you mean stores/contral? The path of a group: names joined by "/", such as stores/central/la, each of lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters.)',
  ],
  [
    'a name that is too long',
    head('Cluster', 'a'.repeat(64)),
    'a.yaml:3:18 RE102 metadata.name has 64 characters, and 63 are the most (A name: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters.)',
  ],
  [
    'a name that belongs to Kubernetes',
    `${head('Namespace', 'kube-stores')}spec: {clusters: all}\n`,
    'a.yaml:3:18 RE102 metadata.name may not be "kube-stores" (flux-system, default and kube-* belong to Flux and to Kubernetes, kustomization to the files of Kustomize. What is for one of them is an application with setNamespace: false, in a namespace of another name with access: cluster.)',
  ],
  [
    'a value of a fixed list',
    `${head('Cluster', 'a')}spec: {state: retire}\n`,
    'a.yaml:4:15 RE102 spec.state is "retire", and can be active, retired (Did you mean retired?)',
  ],
  [
    'a bad quantity',
    `${head('Cluster', 'a')}spec:\n  capacity: {cpu: 8 cores}\n`,
    'a.yaml:5:19 RE102 spec.capacity.cpu cannot be "8 cores" (Did you mean 8? A Kubernetes quantity, such as 500m, 2, 1.5Gi or 1e3.)',
  ],
  ...[
    ['12 Gi', 'Did you mean 12Gi? '],
    ['12gb', 'Did you mean 12G? '],
    ['12GIB', 'Did you mean 12Gi? '],
    ['"1,5Gi"', 'Did you mean 1.5Gi? '],
    ['a lot', ''],
  ].map(([typed = '', near = '']): [string, string, string] => [
    `the quantity ${typed}`,
    `${head('Cluster', 'a')}spec:\n  capacity: {memory: ${typed}}\n`,
    `a.yaml:5:22 RE102 spec.capacity.memory cannot be "${typed.replaceAll('"', '')}" (${near}A Kubernetes quantity, such as 500m, 2, 1.5Gi or 1e3.)`,
  ]),
  ...['-4', '"-4Gi"'].map((typed): [string, string, string] => [
    `the negative quantity ${typed}`,
    `${head('Cluster', 'a')}spec:\n  capacity: {memory: ${typed}}\n`,
    `a.yaml:5:22 RE102 spec.capacity.memory is negative: ${typed} (A Kubernetes quantity, such as 500m, 2, 1.5Gi or 1e3.)`,
  ]),
  [
    'an empty quantity',
    `${head('Cluster', 'a')}spec:\n  capacity: {memory: ""}\n`,
    'a.yaml:5:22 RE102 spec.capacity.memory is empty (A Kubernetes quantity, such as 500m, 2, 1.5Gi or 1e3.)',
  ],
  [
    'a ring with the name of no ring',
    `${head('Ring', 'none')}spec: {order: 1}\n`,
    'a.yaml:3:18 RE102 metadata.name may not be "none" (none is the ring of an overlay that was rolled back from all rings.)',
  ],
  [
    'a share without %',
    `${head('Ring', 'a')}spec: {order: 1, minReady: 95}\n`,
    'a.yaml:4:28 RE102 spec.minReady must be text, not the number 95 (Did you mean 95%? A share in percent, such as 10% or 2.5%.)',
  ],
  [
    'a number out of range',
    `${head('Ring', 'a')}spec: {order: 1, percent: 120}\n`,
    'a.yaml:4:27 RE102 spec.percent must be at most 100, not 120',
  ],
  [
    'an item that is there twice',
    `${head('Cluster', 'a')}spec: {formerNames: [b, c, b]}\n`,
    'a.yaml:4:28 RE102 "b" is there twice: spec.formerNames[2] (Keep one of the two.)',
  ],
  [
    'a key that is taken',
    `${head('Cluster', 'a')}spec:\n  values: {group: x}\n`,
    'a.yaml:5:12 RE102 "group" cannot be a key here (Every cluster has name and group already, and __proto__ means something else to programs.)',
  ],
  [
    'a value that is a list',
    `${head('Cluster', 'a')}spec:\n  values: {tills: [1, 2]}\n`,
    'a.yaml:5:19 RE102 spec.values.tills cannot be a list (A value: text without control characters, a number, or true or false.)',
  ],
  [
    'a key that is no variable',
    `${head('Cluster', 'a')}spec:\n  values: {store-number: 1}\n`,
    'a.yaml:5:12 RE102 "store-number" cannot be a key here (Did you mean store_number? A key: letters, digits and "_", not beginning with a digit.)',
  ],
  [
    'a hold without a reason',
    `${head('Cluster', 'a')}spec: {hold: {until: 2026-12-01}}\n`,
    'a.yaml:4:8 RE102 spec.hold.reason is missing (Why, such as flood in the basement.)',
  ],
  [
    'a hold that is only said to be there',
    `${head('Cluster', 'a')}spec: {hold: true}\n`,
    'a.yaml:4:14 RE102 spec.hold must be a map, not true (Write it with its fields: reason, until.)',
  ],
  [
    'a date of another form',
    `${head('Cluster', 'a')}spec: {hold: {reason: flood, until: 1.12.2026}}\n`,
    'a.yaml:4:37 RE102 spec.hold.until cannot be "1.12.2026" (Did you mean 2026-12-01? A local date, such as 2026-11-26.)',
  ],
  [
    'a date that does not exist',
    `${head('Cluster', 'a')}spec:\n  freezes: [{from: 2026-11-26, to: 2026-11-31}]\n`,
    'a.yaml:5:36 RE102 spec.freezes[0].to cannot be "2026-11-31": there is no such day (A local date, such as 2026-11-26.)',
  ],
  [
    'an unknown time zone',
    `${head('Cluster', 'a')}spec:\n  timeZone: America/Chicgo\n`,
    'a.yaml:5:13 RE701 "America/Chicgo" is not a time zone (Did you mean America/Chicago?)',
  ],
  [
    'letters of a time zone that changed places',
    `${head('Cluster', 'a')}spec:\n  timeZone: America/Chigaco\n`,
    'a.yaml:5:13 RE701 "America/Chigaco" is not a time zone (Did you mean America/Chicago?)',
  ],
  [
    'an offset as time zone',
    `${head('Cluster', 'a')}spec:\n  timeZone: "+01:00"\n`,
    'a.yaml:5:13 RE701 "+01:00" is not a time zone (A time zone of the IANA database, such as America/Chicago.)',
  ],
  [
    'a schedule that cannot be read',
    `${head('Cluster', 'a')}spec:\n  windows: [{schedule: "0 25 * * *", duration: 3h}]\n`,
    'a.yaml:5:24 RE702 spec.windows[0].schedule "0 25 * * *" cannot be read: the hour 25 is not between 0 and 23 (Write minute, hour, day of the month, month, day of the week: "0 2 * * 1-5".)',
  ],
  [
    'a duration that cannot be read',
    `${head('Cluster', 'a')}spec:\n  windows: [{schedule: "0 2 * * *", duration: 3 hours}]\n`,
    'a.yaml:5:47 RE702 spec.windows[0].duration cannot be "3 hours" (Did you mean 3h? A duration, such as 90s, 30m, 3h or 1h30m.)',
  ],
  [
    'a duration that is a number',
    `${head('Ring', 'a')}spec: {order: 1, soak: 24}\n`,
    'a.yaml:4:24 RE702 spec.soak must be text, not the number 24 (A duration, such as 90s, 30m, 3h or 1h30m.)',
  ],
  [
    'a group without its parent',
    head('Group', 'stores/central'),
    'a.yaml:3:18 RE202 there is no Group stores, the parent of this group (Correct the name, or create the group: resedge create group stores)',
  ],
  [
    'a value that looks like a secret',
    `${head('Cluster', 'a')}spec:\n  values: {dbPassword: hunter2}\n`,
    'a.yaml:5:24 RE901 spec.values.dbPassword looks like a password, and everybody who reads the repository has it (Keep it in a Secret on the clusters, or encrypted with SOPS in the application. If it is none, annotate the object: resedge.dev/not-secret: dbPassword)',
  ],
  [
    'a path that leaves the repository',
    `${head('Application', 'a')}spec:\n  path: ../elsewhere\n`,
    'a.yaml:5:9 RE406 ../elsewhere is not below apps/ (Write a path such as apps/name.)',
  ],
];

describe('bad input is one finding, and the rest still loads', () => {
  it.each(cases)('%s', (_what, file, line) => {
    const { inventory, lines } = check({
      'resedge.yaml': fleet,
      'inventory/a.yaml': file,
      'inventory/good.yaml': head('Cluster', 'good'),
    });
    expect(lines).toEqual([`inventory/${line}`]);
    expect(inventory?.clusters.map((cluster) => cluster.name)).toEqual(['good']);
  });

  it('is nothing to worry about where a document is empty, or has other line ends or a byte order mark', () => {
    const text = `\uFEFF---\n# nothing here\n---\n${head('Cluster', 'a')}`.replaceAll('\n', '\r\n');
    const { inventory, lines } = check({ 'resedge.yaml': fleet, 'inventory/a.yaml': text, 'inventory/b.yaml': '' });
    expect(lines).toEqual([]);
    expect(inventory?.clusters.map((cluster) => cluster.source)).toEqual([{ file: 'inventory/a.yaml', document: 1 }]);
  });

  it('leaves the other documents of the file alone', () => {
    const { inventory, lines } = check({
      'resedge.yaml': fleet,
      'inventory/a.yaml': `${head('Cluster', 'a')}---\nkind: [\n---\n${head('Cluster', 'c')}---\n${head('Clutser', 'd')}`,
    });
    expect(lines).toEqual([
      'inventory/a.yaml:5:7 RE101 this [ is never closed (Add the ] that belongs to it.)',
      'inventory/a.yaml:12:7 RE102 there is no kind "Clutser" here (Did you mean Cluster?)',
    ]);
    expect(inventory?.clusters.map((cluster) => cluster.name)).toEqual(['a', 'c']);
  });
});
