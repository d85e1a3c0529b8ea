import { describe, expect, it } from 'vitest';
import { base, objects, readFleet } from '../support/fleet.ts';

/** What is said of who waits for whom, where it stands, and what to do. */
function waiting(notes: string): string[] {
  const fleet = readFleet({
    ...base('apps/till'),
    ...objects('Cluster austin {tier: gold}:'),
    ...objects('Cluster boston:'),
    ...objects(notes),
  });
  expect(fleet.lines.filter((line) => !/ RE(502|302) /.test(line))).toEqual([]);
  return fleet.lines.map((line) => line.replace('inventory/', ''));
}

const ask = '(An operator decides: resedge approve till)';
const again = '(Ask again: resedge request till web --again (--withdraw takes it back))';
const rejects = 'rejected: [{application: till, reason: too large}]';

describe('RE502 of an application', () => {
  it.each([
    [
      'asks for its first namespace',
      'Namespace web: {clusters: all, applications: ["*"]}',
      '{requests: web, path: apps/till}',
      `application/till.yaml:4 RE502 till asks for namespace web, and nobody has decided ${ask}`,
    ],
    [
      'names a namespace that does not admit it',
      'Namespace web: {clusters: all}',
      '{namespace: web, path: apps/till}',
      `application/till.yaml:4 RE502 till names namespace web, which does not admit it ${ask}`,
    ],
    [
      'asks for a namespace that is only proposed',
      'Namespace web: {clusters: all, proposed: true}',
      '{requests: web, path: apps/till}',
      `application/till.yaml:4 RE502 till asks for namespace web, which is only proposed ${ask}`,
    ],
    [
      'is in a namespace that is only proposed',
      'Namespace web: {clusters: all, proposed: true, applications: [till]}',
      '{namespace: web, path: apps/till}',
      `application/till.yaml:4 RE502 till names namespace web, which is only proposed ${ask}`,
    ],
    [
      'was turned down',
      `Namespace web: {clusters: all, ${rejects}}`,
      '{requests: web, path: apps/till}',
      `application/till.yaml:4 RE502 till asks for namespace web, which turned it down: too large ${again}`,
    ],
    [
      'was turned down by the namespace that it names, though that admits all others',
      `Namespace web: {clusters: all, applications: ["*"], ${rejects}}`,
      '{namespace: web, path: apps/till}',
      `application/till.yaml:4 RE502 till names namespace web, which turned it down: too large ${again}`,
    ],
  ])('that %s', (_, namespace, application, expected) => {
    expect(waiting(`${namespace}\nApplication till: ${application}`)).toEqual([expected]);
  });

  it('that asks to move is told of its wish, at the field that says it', () => {
    expect(
      waiting(`
        Namespace shop: {clusters: all, applications: [till]}
        Namespace web: {clusters: all}
        Application till:
          namespace: shop
          requests: web
          path: apps/till
      `),
    ).toEqual([
      `application/till.yaml:6 RE502 till asks to move from namespace shop to web, and nobody has decided ${ask}`,
    ]);
  });

  it('that is where it wants to be, or wants nothing, is none', () => {
    expect(
      waiting(`
        Namespace shop: {clusters: all, applications: [till]}
        Namespace web: {clusters: all, applications: ["*"]}
        Application till: {namespace: shop, requests: shop, path: apps/till}
        Application cart: {namespace: web, path: apps/till}
        Application idle: {path: apps/till}
      `),
    ).toEqual([]);
  });
});

it('RE502 of a namespace points at whom it admits without being asked', () => {
  expect(
    waiting(`
      Namespace web:
        clusters: all
        applications:
          - cart
          - till
      Application cart: {requests: web, path: apps/till}
      Application till: {path: apps/till}
    `),
  ).toEqual([
    'application/cart.yaml:4 RE502 cart asks for namespace web, and nobody has decided (An operator decides: resedge approve cart)',
    'namespace/web.yaml:8 RE502 namespace web admits till, which does not ask for it (Its owner asks: resedge request till web)',
  ]);
});

it('nothing runs in a namespace that is only proposed', () => {
  const fleet = readFleet({
    ...base('apps/till'),
    ...objects(`
      Cluster austin:
      Namespace web: {clusters: all, proposed: true, applications: [till]}
      Application till: {namespace: web, path: apps/till}
    `),
  });
  expect(fleet.resolution.applications.map(({ clusters }) => fleet.names(clusters))).toEqual(['']);
  expect([...fleet.generated.keys()].filter((path) => path.includes('web'))).toEqual([]);
});

describe('RE302 of an override', () => {
  const override = (namespace: string) =>
    `Namespace web: {${namespace}, overrides: [{name: small, clusters: /c/boston}]}`;

  it('that selects clusters, but none of its namespace', () => {
    expect(waiting(override('clusters: /m/tier/gold'))).toEqual([
      'namespace/web.yaml:4 RE302 the expression selects no cluster of namespace web (It has no effect: change one of the two expressions, or take it out.)',
    ]);
  });

  it('is not said of a namespace that is on no cluster itself', () => {
    expect(waiting(override('clusters: none'))).toEqual([]);
    expect(waiting(override('clusters: /m/tier/gold, proposed: true'))).toEqual([]);
    expect(waiting(override('clusters: all'))).toEqual([]);
  });
});
