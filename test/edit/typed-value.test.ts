import { describe, expect, it } from 'vitest';
import { parseAssignment, parsePath } from '../../src/edit/assignment.ts';
import { pathText } from '../../src/edit/field-edit.ts';
import { assignmentEdits, type PreferredType } from '../../src/edit/typed-value.ts';
import { UsageError } from '../../src/model/errors.ts';
import { shapeOf } from './kind-shapes.ts';

/** What was typed, as edits: `set spec.groups ["a"]`; or what is wrong with it, and the hint in parentheses. */
function typed(kind: string, word: string, prefer?: PreferredType): string {
  try {
    const edits = assignmentEdits(kind, shapeOf(kind), parseAssignment(word), prefer);
    return edits
      .map((edit) => `${edit.op} ${pathText(edit.path)} ${'value' in edit ? JSON.stringify(edit.value) : ''}`)
      .join('; ');
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `${error.message}${error.hint === undefined ? '' : ` (${error.hint})`}`;
  }
}

function ofCluster(word: string): string {
  return typed('Cluster', word);
}

describe('path=value', () => {
  it.each([
    ['spec.timeZone=America/Chicago', 'set spec.timeZone "America/Chicago"'],
    ['spec.description=a=b, c', 'set spec.description "a=b, c"'],
    ['spec.description=', 'set spec.description ""'],
    ['spec.hold.until=2026-11-26', 'set spec.hold.until "2026-11-26"'],
    ['spec.capacity.cpu=8', 'set spec.capacity.cpu "8"'],
    ['spec.capacity={cpu: 8, memory: 12Gi}', 'set spec.capacity {"cpu":"8","memory":"12Gi"}'],
    ['spec.windows[0].duration=4h', 'set spec.windows[0].duration "4h"'],
    ['spec.windows.0.duration=4h', 'set spec.windows[0].duration "4h"'],
    [
      'spec.windows=[{schedule: "0 2 * * 1,3", duration: 3h}]',
      'set spec.windows [{"schedule":"0 2 * * 1,3","duration":"3h"}]',
    ],
    ['spec.groups=[]', 'set spec.groups []'],
    ['spec.groups=[a, 0077, "on"]', 'set spec.groups ["a","0077","on"]'],
    ['spec.groups=a, b', 'set spec.groups ["a","b"]'],
    ['spec.groups+=a,b', 'add spec.groups "a"; add spec.groups "b"'],
    ['spec.groups-=a', 'remove spec.groups "a"'],
    [
      'spec.windows+={schedule: "0 2 * * *", duration: 3h}',
      'add spec.windows {"schedule":"0 2 * * *","duration":"3h"}',
    ],
  ])('%s: %s', (word, edit) => expect(ofCluster(word)).toBe(edit));

  it.each([
    ['Ring', 'spec.order=3', 'set spec.order 3'],
    ['Namespace', 'spec.applications+=cache,*', 'add spec.applications "cache"; add spec.applications "*"'],
    ['Namespace', 'spec.applications-=cache', 'remove spec.applications "cache"'],
    ['Fleet', 'spec.allowRemoteBases=true', 'set spec.allowRemoteBases true'],
    ['Fleet', 'spec.capacity.overcommit.cpu=1.50', 'set spec.capacity.overcommit.cpu 1.5'],
    ['Fleet', 'spec.guards.maxClustersLosing=50', 'set spec.guards.maxClustersLosing 50'],
    ['Fleet', 'spec.guards.maxClustersLosing=10%', 'set spec.guards.maxClustersLosing "10%"'],
    [
      'Fleet',
      'spec.valuesSchema={required: [lanes], minProperties: 1}',
      'set spec.valuesSchema {"required":["lanes"],"minProperties":1}',
    ],
  ])('%s %s: %s', (kind, word, edit) => expect(typed(kind, word)).toBe(edit));
});

describe('short forms', () => {
  it.each([
    ['labels.tier=gold', 'set metadata.labels.tier "gold"'],
    ['labels.example.com/tier=gold', 'set metadata.labels."example.com/tier" "gold"'],
    ['metadata.labels."example.com/tier"=gold', 'set metadata.labels."example.com/tier" "gold"'],
    ["labels['tier']=gold", 'cannot be read'],
    ['labels["tier"]=gold', 'set metadata.labels.tier "gold"'],
    ['labels.example\\.com/a-b=gold', 'set metadata.labels."example.com/a-b" "gold"'],
    ['values.lanes=4', 'set spec.values.lanes "4"'],
    ['state=retired', 'set spec.state "retired"'],
    ['groups+=lab', 'add spec.groups "lab"'],
  ])('%s: %s', (word, edit) => expect(ofCluster(word)).toContain(edit));
});

describe('values, which may be text, numbers or booleans', () => {
  it.each([
    ['values.storeNumber=2301', '"2301"'],
    ['values.code=0077', '"0077"'],
    ['values.version=1.10', '"1.10"'],
    ['values.open=true', '"true"'],
    ['values.quoted="7"', '"7"'],
  ])('are text: %s', (word, value) => expect(ofCluster(word)).toBe(`set spec.${word.split('=')[0]} ${value}`));

  const prefer: PreferredType = (path) => (path.at(-1) === 'lanes' ? 'number' : 'boolean');

  it.each([
    ['values.lanes=4', '4'],
    ['values.lanes=4.50', '"4.50"'],
    ['values.lanes=four', '"four"'],
    ['values.lanes="4"', '"4"'],
    ['values.open=true', 'true'],
    ['values.open=yes', '"yes"'],
  ])('are of another type where that is preferred and loses nothing: %s', (word, value) =>
    expect(typed('Cluster', word, prefer)).toBe(`set spec.${word.split('=')[0]} ${value}`),
  );
});

describe('what cannot be', () => {
  it.each([
    ['spec.stat=retired', 'Cluster has no field spec.stat (Did you mean spec.state?)'],
    ['spec.valus.lanes=4', 'Cluster has no field spec.valus (Did you mean spec.values.lanes?)'],
    ['stat=retired', 'Cluster has no field stat (Did you mean spec.state?)'],
    ['spec.hold.untill=x', 'Cluster has no field spec.hold.untill (Did you mean spec.hold.until?)'],
    ['spec.hold={why: x}', 'Cluster has no field spec.hold.why (The fields here are reason, until.)'],
    ['spec.state=retird', 'spec.state can be active or retired, not "retird" (Did you mean retired?)'],
    ['spec.timeZone.x=1', 'spec.timeZone holds no fields, so there is no spec.timeZone.x'],
    ['spec.timeZone[0]=1', 'spec.timeZone is not a list, so there is no spec.timeZone[0]'],
    [
      'spec.windows.duration=4h',
      'spec.windows is a list, so there is no spec.windows.duration (Its items count from 0: spec.windows[0].duration)',
    ],
    ['spec.timeZone+=1', 'spec.timeZone is not a list, so += means nothing (Set it: spec.timeZone=…)'],
    ['spec.owners=', '"" is not a list for spec.owners (Write spec.owners=a,b, or spec.owners=[] for an empty one.)'],
    [
      'spec.windows=3h',
      'spec.windows[0] takes a map, not "3h" (Write spec.windows[0]=\'{schedule: …, duration: …}\', or set its fields one by one.)',
    ],
    [
      'spec.capacity={cpu: 8',
      "the value of spec.capacity cannot be read: {cpu: 8 (Write spec.capacity='{cpu: …, memory: …}', or set its fields one by one.)",
    ],
    [
      'metadata.name=x',
      'the name of a cluster cannot be set (Rename it, with all that refers to it: resedge rename cluster/OLD NEW)',
    ],
    ['kind=Group', 'kind cannot be changed'],
    ['spec={}', 'spec cannot be changed as a whole (Name a field in it, such as spec.description.)'],
    ['spec.timeZone', '"spec.timeZone" says no value (Write path=value, such as spec.timeZone=America/Chicago.)'],
  ])('%s', (word, message) => expect(ofCluster(word)).toBe(message));

  it.each(['=1', 'spec..state=x', 'spec.groups[x]=1', '.spec=1'])('%s', (word) =>
    expect(ofCluster(word)).toMatch(/^".*" cannot be read from character \d+ on \(Write fields with dots between/),
  );

  it('a number that is none', () => {
    expect(typed('Ring', 'spec.order=3.5')).toBe(
      'spec.order takes a whole number, not "3.5" (Its place in the order; unique.)',
    );
  });
});

describe('parsePath', () => {
  it('reads what pathText writes', () => {
    const path = ['metadata', 'labels', 'example.com/a b', 'with "quotes"', 0, 'x=y'];
    expect(parsePath(pathText(path))).toEqual(path);
  });

  it('refuses a value', () => {
    expect(() => parsePath('spec.state=retired')).toThrow('"spec.state=retired" is not a field');
  });
});
