import { describe, expect, it } from 'vitest';
import { placedIn, titleOf, unitName, unitNamed, unitOf } from '../../src/model/unit.ts';
import { base, objects, overlay, readFleet } from '../support/fleet.ts';

const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';

const files = {
  ...objects(`
    Cluster austin {tier: gold}:
    Cluster boston {tier: bronze}:
    Namespace ops: {clusters: /c/austin, policies: [limits, papers]}
    Namespace web: {clusters: all, applications: ["*"]}
    Application imdb: {namespace: web, path: apps/imdb}
    Application notes: {namespace: web, path: apps/notes, substitute: false}
    Policy limits: {path: policies/limits}
    Policy papers:
  `),
  ...base('apps/imdb'),
  ...base('apps/notes'),
  ...overlay('apps/imdb/overlays/fast', { clusters: '/m/tier/gold' }),
  'policies/limits/kustomization.yaml': component,
};

describe('what is applied on a cluster', () => {
  it('is namespaces by name, after each the applications in it, each beside the variant of its namespace', () => {
    const { resolution } = readFleet(files);
    const told = [0, 1].map((cluster) =>
      placedIn(resolution.profileOf(cluster) ?? { namespaces: [] }).map(
        ({ variant, home }) => `${titleOf(variant)} (${variant.name}) in ${home.name}`,
      ),
    );
    expect(told).toEqual([
      [
        'namespace ops (base) in base',
        'namespace web (base) in base',
        'application imdb (fast) in base',
        'application notes (base) in base',
      ],
      ['namespace web (base) in base', 'application imdb (base) in base', 'application notes (base) in base'],
    ]);
  });

  it('is built from the folders that people wrote: policies, or the base and its components', () => {
    const { resolution } = readFleet(files);
    const [profile] = resolution.profiles.filter(({ clusters }) => clusters.has(0));
    const folders = placedIn(profile ?? { namespaces: [] }).map(({ variant }) => [
      unitName(unitOf(variant)),
      ...variant.folders.map(({ folder }) => folder),
      ...(variant.substitutes ? [] : ['variables are left alone']),
    ]);
    expect(folders).toEqual([
      ['ops', 'policies/limits'],
      ['web'],
      ['web/imdb', 'apps/imdb/base', 'apps/imdb/overlays/fast'],
      ['web/notes', 'apps/notes/base', 'variables are left alone'],
    ]);
  });

  it('has a name that can be read back', () => {
    expect(unitNamed('web')).toEqual({ namespace: 'web', application: undefined });
    expect(unitNamed('web/imdb')).toEqual({ namespace: 'web', application: 'imdb' });
  });
});
