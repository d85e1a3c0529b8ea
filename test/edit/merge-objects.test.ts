import { describe, expect, it } from 'vitest';
import { mergeObjects } from '../../src/edit/merge-objects.ts';

/** A document from its lines. */
function lines(...text: string[]): string {
  return text.map((line) => `${line}\n`).join('');
}

/** A cluster in the form in which the tool writes one. */
function cluster(name: string, ...spec: string[]): string {
  return lines(
    'apiVersion: resedge.dev/v1',
    'kind: Cluster',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    ...spec.map((line) => `  ${line}`),
  );
}

const groups = 'groups: [stores/la]';

interface Merge {
  readonly title: string;
  readonly base: string | undefined;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
  readonly merged: string | undefined;
}

const merges: readonly Merge[] = [
  {
    title: 'fields beside each other',
    base: cluster('nola', groups, 'state: active', 'connectivity: online'),
    ours: cluster('nola', groups, 'state: retired', 'connectivity: online'),
    theirs: cluster('nola', groups, 'state: active', 'connectivity: offline # since May'),
    merged: cluster('nola', groups, 'state: retired', 'connectivity: offline # since May'),
  },
  {
    title: 'new fields in one place',
    base: cluster('nola', groups),
    ours: cluster('nola', groups, 'state: retired'),
    theirs: cluster('nola', groups, '# the new one', 'timeZone: America/Chicago'),
    merged: cluster('nola', groups, '# the new one', 'timeZone: America/Chicago', 'state: retired'),
  },
  {
    title: 'keys of a map that both made',
    base: cluster('nola', groups),
    ours: cluster('nola', groups, 'values:', '  storeNumber: "2301"'),
    theirs: cluster('nola', groups, 'values:', '  till: "7"'),
    merged: cluster('nola', groups, 'values:', '  till: "7"', '  storeNumber: "2301"'),
  },
  {
    title: 'a value that goes, and one that comes',
    base: cluster('nola', groups, 'values:', '  old: "1"'),
    ours: cluster('nola', groups),
    theirs: cluster('nola', groups, 'values:', '  old: "1"', '  new: "2"'),
    merged: cluster('nola', groups, 'values:', '  new: "2"'),
  },
  {
    title: 'items that both append to a list',
    base: cluster('nola', 'groups:', '- stores/la'),
    ours: cluster('nola', 'groups:', '- stores/la', '- lab'),
    theirs: cluster('nola', 'groups:', '- stores/la', '- pilot # until May'),
    merged: cluster('nola', 'groups:', '- stores/la', '- pilot # until May', '- lab'),
  },
  {
    title: 'items of a list in one line',
    base: cluster('nola', 'groups: [stores/la, old]'),
    ours: cluster('nola', 'groups: [stores/la]'),
    theirs: cluster('nola', 'groups: [stores/la, old, pilot]'),
    merged: cluster('nola', 'groups: [stores/la, pilot]'),
  },
  {
    title: 'a new home, and another group',
    base: cluster('nola', 'groups: [stores/la]'),
    ours: cluster('nola', 'groups: [stores/new]'),
    theirs: cluster('nola', 'groups: [stores/la, lab]'),
    merged: cluster('nola', 'groups: [stores/new, lab]'),
  },
  {
    title: 'the same, and something else on either side',
    base: cluster('nola', groups, 'state: active'),
    ours: cluster('nola', groups, 'state: retired', 'connectivity: offline'),
    theirs: cluster('nola', groups, 'state: retired', 'timeZone: America/Chicago'),
    merged: cluster('nola', groups, 'state: retired', 'timeZone: America/Chicago', 'connectivity: offline'),
  },
  {
    title: 'the same value in other quotes',
    base: cluster('nola', groups),
    ours: cluster('nola', groups, 'timeZone: "America/Chicago"'),
    theirs: cluster('nola', groups, 'timeZone: America/Chicago'),
    merged: cluster('nola', groups, 'timeZone: America/Chicago'),
  },
  {
    title: 'objects that both append to a file',
    base: `# Stores\n${cluster('a', groups)}`,
    ours: `# Stores\n${cluster('a', groups)}---\n# ours\n${cluster('b', groups)}`,
    theirs: `# Stores\n${cluster('a', groups)}---\n# theirs\n${cluster('c', groups)}`,
    merged: `# Stores\n${cluster('a', groups)}---\n# theirs\n${cluster('c', groups)}---\n# ours\n${cluster('b', groups)}`,
  },
  {
    title: 'objects in a file that both made',
    base: undefined,
    ours: cluster('a', groups),
    theirs: cluster('b', groups),
    merged: `${cluster('b', groups)}---\n${cluster('a', groups)}`,
  },
  {
    title: 'an object that both made, and one of them said more about',
    base: undefined,
    ours: cluster('a', groups, 'state: retired'),
    theirs: cluster('a', groups, 'connectivity: offline'),
    merged: cluster('a', groups, 'connectivity: offline', 'state: retired'),
  },
  {
    title: 'an object that goes, beside one that changes',
    base: `${cluster('a', groups)}---\n${cluster('b', groups)}`,
    ours: cluster('b', groups),
    theirs: `${cluster('a', groups)}---\n${cluster('b', groups, 'state: retired # closed')}`,
    merged: cluster('b', groups, 'state: retired # closed'),
  },
  {
    title: 'a file that goes on one side, where the other put another object into it',
    base: cluster('a', groups),
    ours: undefined,
    theirs: `${cluster('a', groups)}---\n${cluster('b', groups)}`,
    merged: cluster('b', groups),
  },
  {
    title: 'the other way round',
    base: cluster('a', groups),
    ours: `${cluster('a', groups)}---\n${cluster('b', groups)}`,
    theirs: undefined,
    merged: `---\n${cluster('b', groups)}`,
  },
  {
    title: 'objects of which each side removes one, and so the file',
    base: `${cluster('a', groups)}---\n${cluster('b', groups)}`,
    ours: cluster('a', groups),
    theirs: `---\n${cluster('b', groups)}`,
    merged: undefined,
  },
  {
    title: 'a comment and a field beside it, where the object is otherwise as it was',
    base: `${cluster('a', groups)}---\n${cluster('b', groups)}`,
    ours: `${cluster('a', groups, '# looks fine')}---\n${cluster('b', groups)}`,
    theirs: `${cluster('a', groups)}---\n${cluster('b', groups, 'state: retired')}`,
    merged: `${cluster('a', groups, '# looks fine')}---\n${cluster('b', groups, 'state: retired')}`,
  },
  {
    title: 'items of lists of maps, which are apart in lines',
    base: cluster(
      'a',
      'windows:',
      '- {schedule: "0 1 * * *", duration: 1h}',
      '- {schedule: "0 2 * * *", duration: 1h}',
      '- {schedule: "0 3 * * *", duration: 1h}',
    ),
    ours: cluster(
      'a',
      'windows:',
      '- {schedule: "0 1 * * *", duration: 2h}',
      '- {schedule: "0 2 * * *", duration: 1h}',
      '- {schedule: "0 3 * * *", duration: 1h}',
    ),
    theirs: cluster(
      'a',
      'windows:',
      '- {schedule: "0 1 * * *", duration: 1h}',
      '- {schedule: "0 2 * * *", duration: 1h}',
      '- {schedule: "0 3 * * *", duration: 3h}',
    ),
    merged: cluster(
      'a',
      'windows:',
      '- {schedule: "0 1 * * *", duration: 2h}',
      '- {schedule: "0 2 * * *", duration: 1h}',
      '- {schedule: "0 3 * * *", duration: 3h}',
    ),
  },
  {
    title: 'lines that end as on Windows',
    base: cluster('nola', groups, 'state: active', 'connectivity: online').replaceAll('\n', '\r\n'),
    ours: cluster('nola', groups, 'state: retired', 'connectivity: online').replaceAll('\n', '\r\n'),
    theirs: cluster('nola', groups, 'state: active', 'connectivity: offline').replaceAll('\n', '\r\n'),
    merged: cluster('nola', groups, 'state: retired', 'connectivity: offline').replaceAll('\n', '\r\n'),
  },
  {
    title: 'a kustomization, which has no name',
    base: lines('kind: Component', 'resources:', '- a.yaml'),
    ours: lines('kind: Component', 'resources:', '- a.yaml', '- b.yaml'),
    theirs: lines('kind: Component', 'resources:', '- a.yaml', '- c.yaml'),
    merged: lines('kind: Component', 'resources:', '- a.yaml', '- c.yaml', '- b.yaml'),
  },
];

describe('two changes of a file that go together', () => {
  it.each(merges)('are merged: $title', ({ base, ours, theirs, merged }) => {
    expect(mergeObjects(base, ours, theirs)).toEqual({ text: merged });
  });
});

interface Clash extends Omit<Merge, 'merged'> {
  readonly conflicts: readonly object[];
}

const nola = { kind: 'Cluster', name: 'nola' };

const clashes: readonly Clash[] = [
  {
    title: 'a field with two values',
    base: cluster('nola', groups, 'state: active'),
    ours: cluster('nola', groups, 'state: retired'),
    theirs: cluster('nola', groups, 'state: lost'),
    conflicts: [{ object: nola, path: ['spec', 'state'], here: 'retired', there: 'lost' }],
  },
  {
    title: 'a new field with two values, in two places of the file',
    base: cluster('nola', groups, 'description: a', 'connectivity: online', 'timeZone: UTC'),
    ours: cluster('nola', 'state: retired', groups, 'description: a', 'connectivity: online', 'timeZone: UTC'),
    theirs: cluster('nola', groups, 'description: a', 'connectivity: online', 'timeZone: UTC', 'state: lost'),
    conflicts: [{ object: nola, path: ['spec', 'state'], here: 'retired', there: 'lost' }],
  },
  {
    title: 'a field that one removes and the other changes',
    base: cluster('nola', groups, 'hold: {reason: flood}'),
    ours: cluster('nola', groups),
    theirs: cluster('nola', groups, 'hold: {reason: fire}'),
    conflicts: [{ object: nola, path: ['spec', 'hold'], here: undefined, there: { reason: 'fire' } }],
  },
  {
    title: 'two homes',
    base: cluster('nola', 'groups: [a]'),
    ours: cluster('nola', 'groups: [b]'),
    theirs: cluster('nola', 'groups: [c]'),
    conflicts: [{ object: nola, path: ['spec', 'groups'], here: ['b'], there: ['c'] }],
  },
  {
    title: 'an object that one deletes and the other changes',
    base: `${cluster('nola', groups)}---\n${cluster('b', groups)}`,
    ours: cluster('b', groups),
    theirs: `${cluster('nola', groups, 'state: retired')}---\n${cluster('b', groups)}`,
    conflicts: [{ object: nola, path: [], here: undefined, there: { spec: { state: 'retired' } } }],
  },
  {
    title: 'an object that both make in different ways',
    base: undefined,
    ours: cluster('nola', 'groups: [a]'),
    theirs: cluster('nola', 'groups: [b]'),
    conflicts: [{ object: nola, path: ['spec', 'groups'], here: ['a'], there: ['b'] }],
  },
  {
    title: 'lists of maps, where lines do not tell',
    base: cluster('nola', 'windows: [{schedule: "0 1 * * *", duration: 1h}]'),
    ours: cluster('nola', 'windows: [{schedule: "0 1 * * *", duration: 2h}]'),
    theirs: cluster('nola', 'windows: [{schedule: "0 2 * * *", duration: 1h}]'),
    conflicts: [{ path: ['spec', 'windows'], here: [{ duration: '2h' }], there: [{ duration: '1h' }] }],
  },
  {
    title: 'comments in one place',
    base: cluster('nola', groups),
    ours: cluster('nola', groups, '# one'),
    theirs: cluster('nola', groups, '# two'),
    conflicts: [],
  },
  {
    title: 'a comment of ours where they changed a field',
    base: cluster('nola', groups, 'state: active'),
    ours: cluster('nola', groups, 'state: active # for now'),
    theirs: cluster('nola', groups, 'state: retired'),
    conflicts: [],
  },
  {
    title: 'a comment on a field that is ours, which an edit would lose',
    base: cluster('nola', groups),
    ours: cluster('nola', groups, '# until they move', 'state: retired'),
    theirs: cluster('nola', groups, 'timeZone: UTC'),
    conflicts: [],
  },
  {
    title: 'the layout, where they changed a field',
    base: cluster('nola', groups, 'state: active'),
    ours: cluster('nola', groups, 'state:   active'),
    theirs: cluster('nola', groups, 'state: retired'),
    conflicts: [],
  },
  {
    title: 'digits that are no value',
    base: cluster('nola', groups, 'values: {a: 1}'),
    ours: cluster('nola', groups, 'values: {a: 1.10}'),
    theirs: cluster('nola', groups, 'values: {a: 1, b: 2}'),
    conflicts: [],
  },
  {
    title: 'what stands behind an alias',
    base: cluster('nola', 'groups: &g [a]', 'formerNames: *g', 'state: active'),
    ours: cluster('nola', 'groups: &g [a]', 'formerNames: [b]', 'state: active'),
    theirs: cluster('nola', 'groups: &g [a]', 'formerNames: *g', 'state: retired'),
    conflicts: [],
  },
  {
    title: 'a file that cannot be read',
    base: 'a: 1\n',
    ours: 'a: [\n',
    theirs: 'a: 2\n',
    conflicts: [],
  },
];

describe('two changes of a file that do not go together', () => {
  it.each(clashes)('are shown: $title', ({ base, ours, theirs, conflicts }) => {
    expect(mergeObjects(base, ours, theirs)).toMatchObject({ conflicts });
  });
});
