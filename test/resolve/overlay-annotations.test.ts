import { describe, expect, it } from 'vitest';
import { base, type Files, objects, overlay, readFleet } from '../support/fleet.ts';
import { variants } from './outcome.ts';

const stores = {
  ...objects(`
    Cluster austin:
    Ring canary: {order: 1}
    Namespace web: {clusters: all, applications: ["*"]}
    Application imdb: {namespace: web, path: apps/imdb}
    Application imdb-lab: {namespace: web, path: apps/imdb}
  `),
  ...base('apps/imdb', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "${app_name}"}\n'),
};

/** What is found about an overlay, and the variants of imdb: what is wrong applies nowhere. */
function read(files: Files) {
  const fleet = readFleet({ ...stores, ...files });
  return { lines: fleet.lines, variants: Object.keys(variants(fleet, 'applications', 'imdb')) };
}

describe('annotations of an overlay that are wrong', () => {
  it.each([
    [
      { clusters: 'all', priority: 'high' },
      'RE402 the priority "high" is not a whole number (Write a whole number in quotes, such as "10".)',
    ],
    [
      { clusters: 'all', priority: '1.5' },
      'RE402 the priority "1.5" is not a whole number (Write a whole number in quotes, such as "10".)',
    ],
    [{ clusters: 'all', ring: 'canari' }, 'RE202 there is no ring named "canari" (Did you mean canary?)'],
    [
      { clusters: 'all', ring: 'xyz' },
      'RE202 there is no ring named "xyz" (Name a Ring of the inventory, or leave the annotation out to reach all rings.)',
    ],
    [
      { clusters: 'all', applications: 'imdb,imbd-lab' },
      'RE202 no application named "imbd-lab" has the path apps/imdb (Did you mean imdb-lab?)',
    ],
    [
      { clusters: 'all', prioritty: '1' },
      'RE402 there is no annotation resedge.dev/prioritty (Did you mean resedge.dev/priority?)',
    ],
    [{ clusters: 'all and' }, 'RE301'],
    [{ clusters: '/g/stores' }, 'RE202 there is no group named "stores"'],
  ])('%j', (annotations, message) => {
    const { lines, variants } = read(overlay('apps/imdb/overlays/new', annotations));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^apps\/imdb\/overlays\/new\/kustomization.yaml:3 /);
    expect(lines[0]).toContain(message);
    expect(variants).toEqual(['base']);
  });

  it('are found where the overlay applies nowhere, too', () => {
    const { lines } = read(overlay('apps/imdb/overlays/new', { ring: 'canari', priority: 'high' }));
    expect(lines.filter((line) => !line.includes('RE302'))).toHaveLength(2);
  });

  it('must be text, since Kustomize refuses anything else', () => {
    const { lines, variants } = read({
      'apps/imdb/overlays/new/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nmetadata: {name: new, annotations: {resedge.dev/clusters: all, resedge.dev/priority: 1}}\n',
    });
    expect(lines).toEqual([
      'apps/imdb/overlays/new/kustomization.yaml:3 RE402 the annotation resedge.dev/priority is not text, and Kustomize refuses it (Put it in quotes: "1".)',
    ]);
    expect(variants).toEqual(['base']);
  });
});

describe('the name of an overlay', () => {
  it('may not be base', () => {
    expect(read(overlay('apps/imdb/overlays/base', { clusters: 'all' }))).toEqual({
      lines: [
        'apps/imdb/overlays/base/kustomization.yaml:1 RE402 an overlay may not be named base: that is what a variant without overlays is called (Rename the folder.)',
      ],
      variants: ['base'],
    });
  });

  it('may hold letters, digits, dots and dashes alone', () => {
    expect(read(overlay('apps/imdb/overlays/1.0_1', { clusters: 'all' }))).toEqual({
      lines: [
        'apps/imdb/overlays/1.0_1/kustomization.yaml:1 RE402 the overlay name "1.0_1" may hold only letters, digits, "." and "-" (Rename the folder.)',
      ],
      variants: ['base'],
    });
  });

  it('may not differ from another one in case alone, since both are one folder on some machines', () => {
    const { lines, variants } = read({
      ...overlay('apps/imdb/overlays/Holiday', { clusters: 'all' }),
      ...overlay('apps/imdb/overlays/holiday', { clusters: 'all' }),
      ...overlay('apps/imdb/overlays/holidays', { clusters: 'all' }),
    });
    expect(lines).toEqual([
      'apps/imdb/overlays/Holiday/kustomization.yaml:1 RE402 the overlays Holiday and holiday differ in case alone: where file names do not, they are one folder (Rename one of them.)',
      'apps/imdb/overlays/holiday/kustomization.yaml:1 RE402 the overlays holiday and Holiday differ in case alone: where file names do not, they are one folder (Rename one of them.)',
    ]);
    expect(variants).toEqual(['holidays']);
  });

  it('says nothing where the folder holds no kustomization', () => {
    expect(read({ 'apps/imdb/overlays/a b/notes.yaml': 'a: 1\n' })).toEqual({ lines: [], variants: ['base'] });
  });
});

describe('an expression that selects no cluster', () => {
  it('is a warning, and the overlay applies nowhere', () => {
    const { lines, variants } = read(overlay('apps/imdb/overlays/new', { clusters: 'not /c/austin' }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('RE302');
    expect(variants).toEqual(['base']);
  });
});

describe('annotations of others', () => {
  it('mean nothing, whatever they are called', () => {
    const annotations = 'resedge.dev/clusters: all, example.com/prioritty: high';
    const text = `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nmetadata: {name: x, annotations: {${annotations}}}\n`;
    expect(read({ 'apps/imdb/overlays/x/kustomization.yaml': text })).toEqual({ lines: [], variants: ['x'] });
  });
});
