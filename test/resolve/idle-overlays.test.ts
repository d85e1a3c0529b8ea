import { describe, expect, it } from 'vitest';
import { base, type Files, objects, overlay, readFleet } from '../support/fleet.ts';

const stores = {
  ...objects(`
    Cluster austin:
    Namespace web: {clusters: all, applications: [imdb, imdb-lab]}
    Application imdb: {namespace: web, path: apps/imdb}
    Application imdb-lab: {namespace: web, path: apps/imdb}
  `),
  ...base('apps/imdb', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "${app_name}"}\n'),
};

const plain = (more = '') => `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${more}`;

/** What is said of overlays in these files below apps/imdb/overlays, once, however many applications share them. */
function notes(files: Files): string[] {
  const written = Object.entries(files).map(([path, text]) => [`apps/imdb/overlays/${path}/kustomization.yaml`, text]);
  return readFleet({ ...stores, ...Object.fromEntries(written) }).lines.map((line) =>
    line.replace('apps/imdb/overlays/', ''),
  );
}

describe('an overlay that is applied nowhere is noted', () => {
  it('where it has no annotation, as people know them from plain Kustomize', () => {
    expect(notes({ prod: plain('images: []\n') })).toEqual([
      'prod/kustomization.yaml:1 RE302 the overlay prod is applied nowhere: it has no annotation resedge.dev/clusters (Write into metadata.annotations on which clusters: resedge.dev/clusters: /g/GROUP.)',
    ]);
  });

  it('where it has those of another tool', () => {
    expect(notes({ '1.0.1': plain('metadata:\n  annotations: {version: 1.0.1, clusters: beta}\n') })).toEqual([
      '1.0.1/kustomization.yaml:3 RE302 the overlay 1.0.1 is applied nowhere: it has no annotation resedge.dev/clusters (Write into metadata.annotations on which clusters: resedge.dev/clusters: /g/GROUP. Its annotation clusters is not read.)',
    ]);
  });

  it('where it is too deep, whatever its annotations say', () => {
    const [deep = ''] = Object.values(overlay('x', { clusters: 'all' }));
    expect(notes({ 'prod/us': deep, 'prod/eu/north': plain('images: []\n') })).toEqual([
      'prod/eu/north/kustomization.yaml:1 RE302 the overlay prod/eu/north is applied nowhere: overlays are the folders right below overlays (Move it to overlays/prod-eu-north.)',
      'prod/us/kustomization.yaml:3 RE302 the overlay prod/us is applied nowhere: overlays are the folders right below overlays (Move it to overlays/prod-us.)',
    ]);
  });

  it('where it is not deep enough', () => {
    expect(readFleet({ ...stores, 'apps/imdb/overlays/kustomization.yaml': plain('images: []\n') }).lines).toEqual([
      'apps/imdb/overlays/kustomization.yaml:1 RE302 what lies in overlays itself is applied nowhere: overlays are the folders right below overlays (Move it to overlays/NAME.)',
    ]);
  });
});

describe('nothing is noted', () => {
  const applied = (does: string) => Object.values(overlay('x', { clusters: 'all' }, does))[0] ?? '';

  it('of what another overlay loads', () => {
    expect(
      notes({
        busy: applied('components: [../common, parts]'),
        'busy/parts': plain('images: []\n'),
        common: plain('images: []\n'),
      }),
    ).toEqual([]);
  });

  it('of one that was told to apply nowhere', () => {
    const [none = ''] = Object.values(overlay('x', { clusters: 'none' }));
    const [backed = ''] = Object.values(overlay('x', { clusters: 'all', ring: 'none' }));
    expect(notes({ none, backed })).toEqual([]);
  });
});
