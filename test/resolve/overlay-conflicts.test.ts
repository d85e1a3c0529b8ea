import { describe, expect, it } from 'vitest';
import { base, type Files, objects, overlay, readFleet } from '../support/fleet.ts';

const stores = {
  ...objects(`
    Cluster austin:
    Cluster boston:
    Namespace web: {clusters: all, applications: [imdb]}
    Application imdb: {namespace: web, path: apps/imdb}
  `),
  ...base('apps/imdb', [...['web', 'worker'].map(deployment), pair()].join('---\n')),
};

/** Two containers with a variable each, which do not stand at the same place. */
function pair(): string {
  const containers =
    '[{name: main, env: [{name: OTHER, value: x}, {name: LEVEL, value: x}]}, {name: side, env: [{name: LEVEL, value: x}]}]';
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: pair}\nspec: {template: {spec: {containers: ${containers}}}}\n`;
}

function deployment(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec: {template: {spec: {containers: [{name: ${name}, image: "${name}:1.0.0"}]}}}
`;
}

interface Written {
  readonly does: string;
  readonly clusters?: string;
  readonly priority?: string;
  readonly kind?: 'Component' | 'Kustomization';
}

/** What is found where these overlays meet: the messages alone. */
function conflicts(overlays: Readonly<Record<string, Written>>, more: Files = {}): string[] {
  const files = Object.entries(overlays).map(([name, { does, clusters = 'all', priority = '0', kind }]) =>
    overlay(`apps/imdb/overlays/${name}`, { clusters, priority }, does, kind),
  );
  const fleet = readFleet(Object.assign({ ...stores }, more, ...files));
  return fleet.lines.map((line) => /:\d+ (RE\d+ .*?)(?: \(Give one of them.*)?$/.exec(line)?.[1] ?? line);
}

const image = (tag: string) => `images: [{name: web, newTag: ${tag}}]`;

describe('two components of equal priority that set one field differently', () => {
  it.each([
    [
      'the tag of image web (2.0.0 and 3.0.0)',
      'images: [{name: web, newTag: 2.0.0}]',
      'images: [{name: web, newTag: 3.0.0}]',
    ],
    [
      'the tag of image web (2.0.0 and sha256:abc)',
      'images: [{name: web, newTag: 2.0.0}]',
      'images: [{name: web, digest: "sha256:abc"}]',
    ],
    ['the name of image web (a and b)', 'images: [{name: web, newName: a}]', 'images: [{name: web, newName: b}]'],
    ['the replicas of web (2 and 3)', 'replicas: [{name: web, count: 2}]', 'replicas: [{name: web, count: 3}]'],
    [
      '/spec/replicas of Deployment/web (2 and 3)',
      'patches: [{target: {kind: Deployment, name: web}, patch: "- {op: replace, path: /spec/replicas, value: 2}"}]',
      'patches: [{target: {kind: Deployment, name: web}, patch: "- {op: add, path: /spec/replicas, value: 3}"}]',
    ],
    [
      '/spec/paused of Deployment/web (true and removed)',
      'patches: [{target: {kind: Deployment, name: web}, patch: "- {op: add, path: /spec/paused, value: true}"}]',
      'patches: [{target: {kind: Deployment, name: web}, patch: "- {op: remove, path: /spec/paused}"}]',
    ],
    [
      '/spec/replicas of Deployment/web (2 and 3)',
      'patches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2}}"}]',
      'patchesStrategicMerge: ["{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3}}"]',
    ],
    [
      '/spec/template/spec/containers/web/image of Deployment/web ("a" and "b")',
      'patches: [{patch: "{kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: web, image: a}]}}}}"}]',
      'patches: [{patch: "{kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: web, image: b}]}}}}"}]',
    ],
    [
      '/metadata/labels/lane of Deployment/web ("1" and "2")',
      'patches: [{patch: "{kind: Deployment, metadata: {name: web, labels: {lane: \'1\'}}}"}]',
      'patches: [{patch: "{kind: Deployment, metadata: {name: web, labels: {lane: \'2\'}}}"}]',
    ],
  ])('are an error: %s', (field, a, b) => {
    expect(conflicts({ debug: { does: a }, trace: { does: b } })).toEqual([
      `RE404 overlays debug and trace both set ${field}, with the same priority, on 2 clusters (austin, boston)`,
    ]);
  });

  it.each([
    [
      'replicas and a patch of them',
      'patches: [{target: {kind: Deployment, name: web}, patch: "- {op: replace, path: /spec/replicas, value: 2}"}]',
      'replicas: [{name: web, count: 3}]',
      'the replicas of web (2 and 3)',
    ],
    [
      'replicas and a patch of all Deployments',
      'replicas: [{name: worker, count: 3}]',
      'patches: [{target: {kind: Deployment}, patch: "- {op: replace, path: /spec/replicas, value: 2}"}]',
      '/spec/replicas of Deployment/worker (3 and 2)',
    ],
    [
      'a variable of the second container by its place and by its name',
      'patches: [{target: {kind: Deployment, name: pair}, patch: "- {op: replace, path: /spec/template/spec/containers/1/env/0/value, value: a}"}]',
      'patches: [{patch: "{kind: Deployment, metadata: {name: pair}, spec: {template: {spec: {containers: [{name: side, env: [{name: LEVEL, value: b}]}]}}}}"}]',
      '/spec/template/spec/containers/side/env/LEVEL/value of Deployment/pair ("a" and "b")',
    ],
    [
      'replicas and a strategic merge patch',
      'replicas: [{name: web, count: 3}]',
      'patches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2}}"}]',
      '/spec/replicas of Deployment/web (3 and 2)',
    ],
    [
      'a container by its place and by its name',
      'patches: [{target: {kind: Deployment, name: web}, patch: "- {op: replace, path: /spec/template/spec/containers/0/image, value: a}"}]',
      'patches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: web, image: b}]}}}}"}]',
      '/spec/template/spec/containers/web/image of Deployment/web ("a" and "b")',
    ],
    [
      'two patches of all Deployments, once',
      'patches: [{target: {kind: Deployment}, patch: "- {op: replace, path: /spec/replicas, value: 2}"}]',
      'patches: [{target: {kind: "Deploy.*"}, patch: "- {op: replace, path: /spec/replicas, value: 3}"}]',
      '/spec/replicas of Deployment/web (2 and 3)',
    ],
  ])('are an error however each is written: %s', (_what, a, b, field) => {
    expect(conflicts({ debug: { does: a }, trace: { does: b } })).toEqual([
      `RE404 overlays debug and trace both set ${field}, with the same priority, on 2 clusters (austin, boston)`,
    ]);
  });

  describe('of which one replaces what the other sets below it', () => {
    const add = (env: string) =>
      `patches: [{target: {kind: Deployment, name: web}, patch: "- {op: add, path: /spec/template/spec/containers/0/env, value: ${env}}"}]`;
    const merge = (env: string) =>
      `patches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: web, env: ${env}}]}}}}"}]`;
    const field = '/spec/template/spec/containers/web/env';

    it('are an error with a hint that keeps both', () => {
      const found = conflicts({
        debug: { does: merge('[{name: A, value: a}]') },
        trace: { does: add('[{name: B, value: b}]') },
      });
      expect(found).toEqual([
        `RE404 overlay trace takes away what overlay debug sets: ${field}/A/value of Deployment/web ("a"), with the same priority, on 2 clusters (austin, boston) (Write it as a strategic merge patch, which adds to what is there, or make their resedge.dev/clusters select different clusters.)`,
      ]);
      const lists = conflicts({
        debug: { does: add('[{name: A, value: a}]') },
        trace: { does: add('[{name: B, value: b}]') },
      });
      expect(lists[0]).toContain('both set /spec/template/spec/containers/0/env of Deployment/web');
      expect(lists.join()).not.toContain('higher');
    });

    it('are none where it is applied before, or brings the same', () => {
      expect(
        conflicts({ debug: { does: add('[{name: B, value: b}]') }, trace: { does: merge('[{name: A, value: a}]') } }),
      ).toEqual([]);
      expect(
        conflicts({ debug: { does: merge('[{name: A, value: a}]') }, trace: { does: add('[{name: A, value: a}]') } }),
      ).toEqual([]);
    });

    it('are an error where it is taken away altogether', () => {
      const remove =
        'patches: [{target: {kind: Deployment, name: web}, patch: "- {op: remove, path: /spec/template/spec/containers/0}"}]';
      const lines = conflicts({ debug: { does: merge('[{name: A, value: a}]') }, trace: { does: remove } });
      expect(lines).toEqual([expect.stringContaining('overlay trace takes away what overlay debug sets')]);
    });
  });

  it('are held against each other by what items of a list are told apart by', () => {
    const ports = (port: string) =>
      `patches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: web, ports: [${port}]}]}}}}"}]`;
    expect(conflicts({ a: { does: ports('{containerPort: 1}') }, b: { does: ports('{containerPort: 2}') } })).toEqual(
      [],
    );
    expect(
      conflicts({
        a: { does: ports('{containerPort: 1, hostPort: 3}') },
        b: { does: ports('{containerPort: 1, hostPort: 4}') },
      }),
    ).toEqual([
      expect.stringContaining(
        'both set /spec/template/spec/containers/web/ports/1/hostPort of Deployment/web (3 and 4)',
      ),
    ]);
    const args = (word: string) => ports('{containerPort: 1}').replace(/ports: .*?\]/, `args: [${word}]`);
    expect(conflicts({ a: { does: args('x') }, b: { does: args('y') } })).toEqual([
      expect.stringContaining('both set /spec/template/spec/containers/web/args of Deployment/web (["x"] and ["y"])'),
    ]);
  });

  it('are an error where one of them is no version', () => {
    expect(conflicts({ '1.0.0': { does: image('1.0.0') }, debug: { does: image('dev') } })).toEqual([
      'RE404 overlays 1.0.0 and debug both set the tag of image web (1.0.0 and dev), with the same priority, on 2 clusters (austin, boston)',
    ]);
  });

  it('are an error on the clusters alone that both reach', () => {
    expect(
      conflicts({
        debug: { does: image('a'), clusters: '/c/austin' },
        trace: { does: image('b') },
        quiet: { does: 'replicas: [{name: web, count: 1}]', clusters: '/c/boston' },
      }),
    ).toEqual([
      'RE404 overlays debug and trace both set the tag of image web (a and b), with the same priority, on cluster austin',
    ]);
  });

  it('are seen in patches from files, too', () => {
    const patch = (count: number) => `kind: Deployment\nmetadata: {name: web}\nspec: {replicas: ${count}}\n`;
    const does = 'patches: [{path: patch.yaml}]';
    const files = {
      'apps/imdb/overlays/a/patch.yaml': patch(2),
      'apps/imdb/overlays/b/patch.yaml': patch(3),
    };
    expect(conflicts({ a: { does }, b: { does } }, files)).toEqual([
      'RE404 overlays a and b both set /spec/replicas of Deployment/web (2 and 3), with the same priority, on 2 clusters (austin, boston)',
    ]);
  });
});

describe('no conflict', () => {
  it('is between versions: the newest wins', () => {
    expect(conflicts({ '1.0.0': { does: image('1.0.0') }, '1.0.1': { does: image('1.0.1') } })).toEqual([]);
  });

  it('is between different priorities', () => {
    expect(conflicts({ debug: { does: image('a') }, trace: { does: image('b'), priority: '1' } })).toEqual([]);
  });

  it('is on different clusters', () => {
    expect(
      conflicts({
        debug: { does: image('a'), clusters: '/c/austin' },
        trace: { does: image('b'), clusters: '/c/boston' },
      }),
    ).toEqual([]);
  });

  it('is where both set the same, or different things', () => {
    expect(
      conflicts({
        debug: { does: `${image('a')}\nreplicas: [{name: web, count: 2}]` },
        trace: { does: `${image('a')}\nreplicas: [{name: worker, count: 3}]` },
      }),
    ).toEqual([]);
  });

  it('is between what is in the place of the base and a component on top of it', () => {
    expect(
      conflicts({
        lite: { does: `resources: [../../base]\n${image('lite')}`, kind: 'Kustomization' },
        debug: { does: image('debug') },
      }),
    ).toEqual([]);
  });

  it('is where both append to a list, or test', () => {
    const append = (value: string) =>
      `patches: [{target: {kind: Deployment}, patch: "- {op: test, path: /kind, value: ${value}}\\n- {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: ${value}}}"}]`;
    expect(conflicts({ debug: { does: append('A') }, trace: { does: append('B') } })).toEqual([]);
  });
});
