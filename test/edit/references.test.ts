import { describe, expect, it } from 'vitest';
import { pathText } from '../../src/edit/field-edit.ts';
import { referenceSites } from '../../src/edit/references.ts';
import { type Files, objects, overlay } from '../support/fleet.ts';
import { load } from './loaded.ts';

/** `who names what: field[span]`, in the order of files. */
function sites(files: Files): string[] {
  return [...referenceSites(load(files))].map(({ from, to, place, text }) => {
    const { start, end } = place.span ?? {};
    const part = start === undefined ? '' : ` (${text.slice(start, end)})`;
    return `${from.kind} ${from.name} -> ${to.kind} ${to.name}: ${pathText(place.path)}${part}`;
  });
}

describe('places that name objects', () => {
  const cases: readonly [about: string, notes: string, found: readonly string[]][] = [
    [
      'the groups of a cluster',
      'Cluster nola: {groups: [stores/la, lab]}',
      ['Cluster nola -> Group stores/la: spec.groups[0]', 'Cluster nola -> Group lab: spec.groups[1]'],
    ],
    [
      'the parent in the path of a group',
      'Group stores/la/nola: {}',
      ['Group stores/la/nola -> Group stores/la: metadata.name (stores/la)'],
    ],
    ['a group at the top has no parent', 'Group stores: {}', []],
    [
      'terms of an expression, globs included; labels name nothing',
      'Group pilot: {clusters: /c/nola-* or /g/lab and not (/r/canary or /n/pos) and /m/tier/gold}',
      [
        'Group pilot -> Cluster nola-*: spec.clusters (nola-*)',
        'Group pilot -> Group lab: spec.clusters (lab)',
        'Group pilot -> Ring canary: spec.clusters (canary)',
        'Group pilot -> Namespace pos: spec.clusters (pos)',
      ],
    ],
    ['an expression that cannot be read names nothing', 'Ring canary: {order: 1, clusters: /g/lab or}', []],
    [
      'an application',
      'Application till: {path: apps/till, namespace: pos, requests: shop, dependsOn: [redis]}',
      [
        'Application till -> Namespace pos: spec.namespace',
        'Application till -> Namespace shop: spec.requests',
        'Application till -> Application redis: spec.dependsOn[0]',
      ],
    ],
    [
      'a namespace; * is no name',
      `Namespace pos:
        clusters: /g/stores
        applications: ["*", till]
        rejected: [{application: casino, reason: no}]
        policies: [tidy]
        dependsOn: [ingress]
        overrides:
          - {name: small, clusters: /c/nola}
          - {name: strict, clusters: all, policies: [pinned, tidy]}`,
      [
        'Namespace pos -> Application till: spec.applications[1]',
        'Namespace pos -> Application casino: spec.rejected[0].application',
        'Namespace pos -> Policy tidy: spec.policies[0]',
        'Namespace pos -> Namespace ingress: spec.dependsOn[0]',
        'Namespace pos -> Policy pinned: spec.overrides[1].policies[0]',
        'Namespace pos -> Policy tidy: spec.overrides[1].policies[1]',
        'Namespace pos -> Group stores: spec.clusters (stores)',
        'Namespace pos -> Cluster nola: spec.overrides[0].clusters (nola)',
      ],
    ],
    [
      'a rule of a policy, by namespace',
      'Policy tidy: {rules: [{name: pinned, match: {namespaces: [pos]}, assert: {}}]}',
      ['Policy tidy -> Namespace pos: spec.rules[0].match.namespaces[0]'],
    ],
    [
      'an expectation',
      'Expectation everywhere: {application: till, on: /g/stores, notOn: /r/canary}',
      [
        'Expectation everywhere -> Application till: spec.application',
        'Expectation everywhere -> Group stores: spec.on (stores)',
        'Expectation everywhere -> Ring canary: spec.notOn (canary)',
      ],
    ],
    [
      'the guards of the fleet',
      'Fleet contoso: {git: {url: https://git.example.com/fleet.git}, guards: {protected: /g/flagships}}',
      ['Fleet contoso -> Group flagships: spec.guards.protected (flagships)'],
    ],
  ];
  it.each(cases)('%s', (_about, notes, found) => {
    expect(sites(objects(notes))).toEqual(found);
  });

  it('the annotations of an overlay', () => {
    const annotations = { clusters: '/g/stores', ring: 'canary', applications: 'till, lane', priority: '1' };
    expect(sites(overlay('apps/pos/overlays/v2', annotations))).toEqual([
      'Overlay apps/pos/overlays/v2 -> Group stores: metadata.annotations."resedge.dev/clusters" (stores)',
      'Overlay apps/pos/overlays/v2 -> Ring canary: metadata.annotations."resedge.dev/ring"',
      'Overlay apps/pos/overlays/v2 -> Application till: metadata.annotations."resedge.dev/applications" (till)',
      'Overlay apps/pos/overlays/v2 -> Application lane: metadata.annotations."resedge.dev/applications" (lane)',
    ]);
  });

  it('an overlay that was rolled back from all rings names none of them', () => {
    expect(sites(overlay('apps/pos/overlays/v2', { clusters: 'all', ring: 'none' }))).toEqual([]);
  });

  it('other kustomizations are not asked', () => {
    const annotations = { clusters: '/g/stores' };
    expect(
      sites({ ...overlay('apps/pos/base', annotations), ...overlay('policies/overlays/v2', annotations) }),
    ).toEqual([]);
  });

  it('objects with mistakes are read as far as they go', () => {
    expect(sites(objects('Cluster nola: {groups: [1, {}, stores], unknown: 1}'))).toEqual([
      'Cluster nola -> Group stores: spec.groups[2]',
    ]);
  });
});
