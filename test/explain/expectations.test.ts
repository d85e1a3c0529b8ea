import { describe, expect, it } from 'vitest';
import { checkExpectation } from '../../src/explain/expectations.ts';
import { object } from '../commands/support.ts';
import { base, objects, overlay, readFleet } from '../support/fleet.ts';

const fleet = {
  ...objects(`
    Cluster e1: {}
    Cluster e2: {}
    Cluster w1: {}
    Cluster z1: {state: retired}
    Namespace shop: {clusters: /c/e* or /c/z1, applications: [till]}
    Application till: {path: apps/till, namespace: shop}
  `),
  ...base('apps/till'),
  ...overlay('apps/till/overlays/2.0.0', { clusters: '/c/e2' }),
};

/** `check: message (clusters)` for each failure, then the warnings. */
function check(spec: string): string[] {
  const expectation = object('Expectation', 'it', `{application: till, ${spec}}`);
  const { resolution, names } = readFleet({ ...fleet, 'expectations/it.yaml': expectation });
  return resolution.inventory.expectations.flatMap((expectation) => {
    const { failures, warnings } = checkExpectation(resolution, expectation);
    return [
      ...failures.map(({ check, message, clusters }) => `${check}: ${message} (${names(clusters)})`),
      ...warnings,
    ];
  });
}

describe('an expectation', () => {
  it.each([
    'on: /c/e*',
    'on: /c/e* or /c/z1',
    'notOn: /c/w1 or /c/z1',
    'on: /c/e2, variant: 2.0.0',
    'count: {min: 2, max: 2}',
  ])('is met: %s', (spec) => {
    expect(check(spec)).toEqual([]);
  });

  it.each([
    ['on: all', ['on: till is missing (w1)']],
    ['notOn: /c/e2', ['notOn: till must not be there (e2)']],
    ['on: all, variant: 2.0.0', ['on: till is missing (w1)', 'variant: till is another variant than 2.0.0 (e1)']],
    ['variant: base', ['variant: till is another variant than base (e2)']],
    ['variant: 9.9.9', ['variant: till is another variant than 9.9.9 (e1 e2)']],
    ['count: {min: 3}', ['count: till is on 2, and must be on 3 or more ()']],
    ['count: {max: 1}', ['count: till is on 2, and must be on 1 or fewer ()']],
  ])('is not met: %s', (spec, lines) => {
    expect(check(spec)).toEqual(lines);
  });

  it.each([
    ['on: /c/z1', ['"on" selects no cluster: /c/z1']],
    ['notOn: none', ['"notOn" selects no cluster: none']],
    ['count: {}', ['it expects nothing: give it on, notOn, variant or count']],
  ])('says too little: %s', (spec, warnings) => {
    expect(check(spec)).toEqual(warnings);
  });
});
