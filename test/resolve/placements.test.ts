import { describe, expect, it } from 'vitest';
import { base, objects, readFleet } from '../support/fleet.ts';

const stores = objects(`
  Cluster austin: {groups: [stores]}
  Cluster boston: {groups: [stores], state: retired}
  Cluster chicago: {}
  Group stores:
`);

/** Each application: how far it and its namespace have agreed, and where it is. */
function placements(notes: string): Record<string, string> {
  const fleet = readFleet({ ...stores, ...objects(notes), ...base('apps/imdb'), ...base('apps/dns') });
  expect(fleet.lines.filter((line) => !line.includes(' RE502 '))).toEqual([]);
  return Object.fromEntries(
    fleet.resolution.applications.map(({ application, agreement, clusters }) => [
      application.name,
      `${agreement}: ${fleet.names(clusters)}`,
    ]),
  );
}

describe('an application and a namespace agree', () => {
  it('when the application names it, and it admits the application', () => {
    expect(
      placements(`
        Namespace web: {clusters: all, applications: [imdb]}
        Application imdb: {namespace: web, path: apps/imdb}
      `),
    ).toEqual({ imdb: 'placed: austin chicago' });
  });

  it('when it admits all that ask', () => {
    expect(
      placements(`
        Namespace web: {clusters: /g/stores, applications: ["*"]}
        Application imdb: {namespace: web, path: apps/imdb}
      `),
    ).toEqual({ imdb: 'placed: austin' });
  });

  it('not before both have said so', () => {
    expect(
      placements(`
        Namespace web: {clusters: all, applications: [imdb]}
        Namespace infra: {clusters: all}
        Application imdb: {path: apps/imdb}
        Application dns: {namespace: infra, path: apps/dns}
      `),
    ).toEqual({ imdb: 'unassigned: ', dns: 'pending: ' });
  });

  it('not where the namespace rejects it, even if it admits all others', () => {
    expect(
      placements(`
        Namespace web: {clusters: all, applications: ["*"], rejected: [{application: imdb, reason: too large}]}
        Application imdb: {namespace: web, path: apps/imdb}
        Application dns: {namespace: web, path: apps/dns}
      `),
    ).toEqual({ imdb: 'rejected: ', dns: 'placed: austin chicago' });
  });
});

describe('an application that asks for a namespace', () => {
  it('is nowhere until it is there', () => {
    expect(
      placements(`
        Namespace web: {clusters: all, applications: ["*"]}
        Application imdb: {requests: web, path: apps/imdb}
      `),
    ).toEqual({ imdb: 'pending: ' });
  });

  it('knows that it was turned down', () => {
    expect(
      placements(`
        Namespace web: {clusters: all, rejected: [{application: imdb, reason: too large}]}
        Application imdb: {requests: web, path: apps/imdb}
      `),
    ).toEqual({ imdb: 'rejected: ' });
  });

  it('stays where it is while it asks to move', () => {
    expect(
      placements(`
        Namespace web: {clusters: all, applications: [imdb]}
        Namespace retail: {clusters: /g/stores, rejected: [{application: imdb, reason: too large}]}
        Application imdb: {namespace: web, requests: retail, path: apps/imdb}
      `),
    ).toEqual({ imdb: 'placed: austin chicago' });
  });
});

describe('a retired cluster', () => {
  it('gets nothing, whatever selects it', () => {
    const fleet = readFleet({
      ...stores,
      ...base('apps/imdb'),
      ...objects(`
        Namespace web: {clusters: /c/boston or /c/austin, applications: [imdb]}
        Application imdb: {namespace: web, path: apps/imdb}
      `),
    });
    expect(fleet.names(fleet.resolution.active)).toBe('austin chicago');
    expect(fleet.resolution.namespaces.map(({ clusters }) => fleet.names(clusters))).toEqual(['austin']);
    expect(fleet.resolution.profiles.map(({ clusters }) => fleet.names(clusters))).toEqual(['austin', 'chicago']);
    expect(fleet.resolution.profileOf(1)).toBeUndefined();
    expect([...fleet.generated.keys()].filter((path) => path.startsWith('clusters/'))).toEqual([
      'clusters/austin/kustomization.yaml',
      'clusters/chicago/kustomization.yaml',
    ]);
  });
});

describe('what does not exist', () => {
  it('is found where it is named, and what names it is left out', () => {
    const fleet = readFleet({
      ...stores,
      ...base('apps/imdb'),
      ...objects(`
        Namespace web: {clusters: /g/stores, applications: [imbd]}
        Namespace infra: {clusters: all}
        Application imdb: {namespace: wep, path: apps/imdb}
      `),
    });
    expect(fleet.lines).toEqual([
      'inventory/application/imdb.yaml:4 RE202 there is no Namespace wep (Did you mean web?)',
      'inventory/namespace/web.yaml:4 RE202 there is no Application imbd (Did you mean imdb?)',
    ]);
    expect(fleet.resolution.applications).toEqual([]);
    expect(fleet.resolution.namespaces.map(({ namespace }) => namespace.name)).toEqual(['infra']);
  });

  it('is found in expressions, which then select nothing', () => {
    const fleet = readFleet({
      ...stores,
      ...objects(`
        Namespace web: {clusters: /g/stors}
        Namespace infra: {clusters: all, overrides: [{name: small, clusters: /m/tier/gold}]}
      `),
    });
    expect(fleet.lines).toEqual([
      'inventory/namespace/infra.yaml:4 RE302 no cluster has the label tier',
      'inventory/namespace/web.yaml:4 RE202 there is no group named "stors" (Did you mean /g/stores?)',
    ]);
    expect(fleet.resolution.namespaces.map(({ clusters }) => fleet.names(clusters))).toEqual(['austin chicago', '']);
  });
});
