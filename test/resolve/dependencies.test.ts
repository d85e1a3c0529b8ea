import { describe, expect, it } from 'vitest';
import { base, objects, readFleet } from '../support/fleet.ts';

const stores = {
  ...objects(`
    Cluster austin {tier: gold}:
    Cluster boston:
  `),
  ...base('apps/a', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "${app_name}"}\n'),
};

/** What was found, but for who waits to be admitted. */
const lines = (notes: string) =>
  readFleet({ ...stores, ...objects(notes) }).lines.filter((line) => !line.includes(' RE502 '));

describe('dependencies in a circle', () => {
  const hint = '(Remove one of the dependencies.)';

  it('are found among applications', () => {
    expect(
      lines(`
        Namespace web: {clusters: all, applications: ["*"]}
        Application a: {namespace: web, path: apps/a, dependsOn: [b]}
        Application b: {namespace: web, path: apps/a, dependsOn: [c]}
        Application c: {namespace: web, path: apps/a, dependsOn: [a]}
      `),
    ).toEqual([
      `inventory/application/a.yaml:4 RE203 these wait for each other: application a -> application b -> application c -> application a ${hint}`,
    ]);
  });

  it('are found among namespaces', () => {
    expect(
      lines(`
        Namespace a: {clusters: all, dependsOn: [b]}
        Namespace b: {clusters: all, dependsOn: [a]}
      `),
    ).toEqual([
      `inventory/namespace/a.yaml:4 RE203 these wait for each other: namespace a -> namespace b -> namespace a ${hint}`,
    ]);
  });

  it('are found over both: an application waits for its namespace, a namespace for the applications in those it names', () => {
    expect(
      lines(`
        Namespace infra: {clusters: all, applications: [dns]}
        Namespace web: {clusters: all, applications: [imdb], dependsOn: [infra]}
        Application dns: {namespace: infra, path: apps/a, dependsOn: [imdb]}
        Application imdb: {namespace: web, path: apps/a}
      `),
    ).toEqual([
      `inventory/application/dns.yaml:4 RE203 these wait for each other: namespace web -> application dns -> application imdb -> namespace web ${hint}`,
    ]);
  });

  it('are found where something waits for itself', () => {
    expect(lines('Namespace web: {clusters: all, dependsOn: [web]}')).toEqual([
      `inventory/namespace/web.yaml:4 RE203 these wait for each other: namespace web -> namespace web ${hint}`,
    ]);
  });

  it('are none where two wait for one', () => {
    expect(
      lines(`
        Namespace infra: {clusters: all, applications: ["*"]}
        Namespace web: {clusters: all, applications: ["*"], dependsOn: [infra]}
        Application dns: {namespace: infra, path: apps/a}
        Application a: {namespace: web, path: apps/a, dependsOn: [dns, b]}
        Application b: {namespace: web, path: apps/a, dependsOn: [dns]}
      `),
    ).toEqual([]);
  });
});

describe('a dependency that is not on the same cluster', () => {
  it('is an error that names the clusters', () => {
    expect(
      lines(`
        Namespace infra: {clusters: /m/tier/gold, applications: [dns]}
        Namespace web: {clusters: all, applications: [imdb], dependsOn: [infra]}
        Application dns: {namespace: infra, path: apps/a}
        Application imdb: {namespace: web, path: apps/a, dependsOn: [dns]}
      `),
    ).toEqual([
      'inventory/application/imdb.yaml:4 RE405 application imdb depends on application dns, which is not on cluster boston (Place application dns there too, take application imdb off, or remove the dependency.)',
      'inventory/namespace/web.yaml:4 RE405 namespace web depends on namespace infra, which is not on cluster boston (Place namespace infra there too, take namespace web off, or remove the dependency.)',
    ]);
  });

  it('is an error where it is on no cluster, since nobody has admitted it', () => {
    const [line = '', ...more] = lines(`
      Namespace web: {clusters: all, applications: [imdb]}
      Application dns: {namespace: web, path: apps/a}
      Application imdb: {namespace: web, path: apps/a, dependsOn: [dns]}
    `);
    expect(more).toEqual([]);
    expect(line).toContain(
      'RE405 application imdb depends on application dns, which is not on 2 clusters (austin, boston)',
    );
  });

  it('is none of an application that is nowhere itself', () => {
    expect(
      lines(`
        Namespace web: {clusters: all}
        Application dns: {path: apps/a}
        Application imdb: {namespace: web, path: apps/a, dependsOn: [dns]}
      `),
    ).toEqual([]);
  });
});
