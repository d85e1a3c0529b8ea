import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Files } from '../support/fleet.ts';
import { inMemory } from './in-memory.ts';
import { object, smallFleet } from './support.ts';

/** The small fleet, with a comment in every place where people put one. Each names the object that it is about. */
const commented: Files = {
  ...smallFleet,
  'inventory/groups.yaml': ['stores', 'stores/east', 'stores/west', 'lab']
    .map((name) => `# group/${name} before\n${object('Group', name)}# group/${name} after\n`)
    .join('---\n'),
  'inventory/clusters/e1.yaml': `# cluster/e1 first line

apiVersion: resedge.dev/v1
kind: Cluster   # cluster/e1 kind
metadata:
  # cluster/e1 above the name
  name: e1
  labels:
    tier: gold
    # cluster/e1 below the labels
spec:

  groups:
    # cluster/e1 above the groups
    - stores/east
    - lab
  values: {storeNumber: "0077"}
# cluster/e1 last line
`,
  'inventory/clusters/west.yaml': ['w1', 'w2']
    .map((name) => `${object('Cluster', name, '{groups: [stores/west]}')}# cluster/${name} end\n`)
    .join('---   # cluster/w2 begins\n'),
  'inventory/shop.yaml': `apiVersion: resedge.dev/v1
kind: Namespace
metadata: {name: shop}
spec:
  # namespace/shop why
  clusters: /g/stores and not /c/w2
  applications: [till]   # namespace/shop whom
`,
};
const { 'inventory/clusters/w1.yaml': _w1, 'inventory/clusters/w2.yaml': _w2, ...fleet } = commented;

const clusters = ['e1', 'e2', 'w1', 'w2', 'n1', 'n2'];
const groups = ['stores', 'stores/east', 'stores/west', 'lab', 'stores/north', 'stores/west/ca'];
const cluster = fc.constantFrom(...clusters);
const group = fc.constantFrom(...groups);
const label = fc.constantFrom('labels.tier=gold', 'labels.tier=silver', 'labels.a.example.com/b="0077"');
const value = fc.constantFrom('values.storeNumber=0077', 'values.title=yes', 'values.note=a: b # c', 'values.x=');
const field = fc.constantFrom(
  'state=retired',
  'state=active',
  'connectivity=offline',
  'timeZone=Europe/Berlin',
  'state=no',
);

/** A command line that may or may not make sense where it comes. */
const command: fc.Arbitrary<string[]> = fc.oneof(
  fc.tuple(cluster, group).map(([name, home]) => ['create', 'cluster', name, '--group', home]),
  group.map((name) => ['create', 'group', name, '--create-groups']),
  fc.tuple(cluster, label, value).map(([name, ...fields]) => ['set', `cluster/${name}`, ...fields]),
  fc.tuple(cluster, field).map(([name, change]) => ['set', `cluster/${name}`, change]),
  fc.tuple(cluster, group).map(([name, more]) => ['set', `cluster/${name}`, `groups+=${more}`]),
  fc.tuple(group, value).map(([name, change]) => ['set', `group/${name}`, change]),
  cluster.map((name) => ['unset', `cluster/${name}`, 'spec.timeZone', 'spec.values.title']),
  fc.tuple(cluster, cluster).map(([from, to]) => ['rename', `cluster/${from}`, to, '--allow', 'test']),
  fc.tuple(group, group).map(([from, to]) => ['rename', `group/${from}`, to, '--allow', 'test']),
  fc.constantFrom('bar', 'shop').map((to) => ['rename', to === 'bar' ? 'ns/shop' : 'ns/bar', to, '--allow', 'test']),
  fc.tuple(cluster, fc.boolean()).map(([name, all]) => ['delete', `cluster/${name}`, ...(all ? ['--cascade'] : [])]),
  fc.tuple(group, fc.boolean()).map(([name, all]) => ['delete', `group/${name}`, ...(all ? ['--cascade'] : [])]),
);

/** The comments in some texts, line by line and in no order. */
function commentsIn(texts: Files): string[] {
  const lines = Object.entries(texts).flatMap(([path, text]) =>
    path.startsWith('inventory/') ? text.split('\n') : [],
  );
  return lines.flatMap((line) => /# (?:cluster|group|namespace)\/.*/.exec(line)?.[0] ?? []).sort();
}

interface Changed {
  readonly objects: readonly {
    readonly kind: string;
    readonly name: string;
    readonly action: string;
    readonly to?: string;
  }[];
}

describe('any sequence of create, set, unset, rename and delete', () => {
  it('leaves a fleet that validates, with every comment of what is left', async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 8 }), async (commands) => {
        const { run, texts } = inMemory(fleet);
        /** The names that objects have now, by the names that they began with. */
        const names = new Map(commentsIn(fleet).map((line) => [line, line.split(' ')[1] ?? '']));
        for (const words of commands) {
          const before = texts();
          const { code, out, err } = await run([...words, '--yes', '-o', 'json']);
          expect(err).not.toContain('bug:');
          if (code !== 0 || out === '') {
            expect(texts(), words.join(' ')).toEqual(before);
            continue;
          }
          done++;
          const { objects }: Changed = JSON.parse(out);
          for (const { kind, name, action, to } of objects) {
            for (const [line, now] of names) {
              if (now !== `${kind.toLowerCase()}/${name}`) continue;
              if (action === 'deleted') names.delete(line);
              if (action === 'renamed') names.set(line, `${kind.toLowerCase()}/${to}`);
            }
          }
          expect(commentsIn(texts()), words.join(' ')).toEqual(expect.arrayContaining([...names.keys()]));
        }
        const { code, out } = await run(['validate']);
        expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^0 errors|\n0 errors/) });
      }),
      { numRuns: 60 },
    );
    expect(done).toBeGreaterThan(60);
  });
});
