import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { createRepository } from '../support/git.ts';
import { describeWithKustomize } from '../support/kustomize.ts';
import { cluster, runIn, smallFleet } from './support.ts';

const files = {
  ...smallFleet,
  ...cluster('e1', 'stores/east', ', connectivity: offline'),
  ...cluster('gone', 'stores/east', ', state: retired'),
};

describe('bootstrap', () => {
  it('prints the source and the Kustomization of a cluster', async () => {
    const { code, out, err } = await runIn(createRepository(files), ['bootstrap', 'e1']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(objectsOf(out).map(nameOf)).toEqual(['GitRepository/fleet', 'Kustomization/fleet']);
    expect(out).toContain('\n  url: https://git.example.com/contoso/fleet.git\n  ref:\n    branch: main\n');
    expect(out).toContain('\n  path: ./clusters/e1\n');
  });

  it('refuses a cluster that is retired', async () => {
    expect(await runIn(createRepository(files), ['bootstrap', 'gone'])).toEqual({
      code: 2,
      out: '',
      err: 'error: gone is retired: nothing is delivered to it\n',
    });
  });
});

describeWithKustomize('bootstrap against Kustomize', (kustomize) => {
  it.each(['', 'fleets/a/'])(
    'prints what the folder of the cluster builds for these two objects, below "%s"',
    async (prefix) => {
      const inFolder = Object.entries(files).map(([path, text]) => [`${prefix}${path}`, text]);
      const root = join(createRepository(Object.fromEntries(inFolder)), prefix);
      expect((await runIn(root, ['generate'])).code).toBe(0);
      const { out } = await runIn(root, ['bootstrap', 'e1']);
      const pair = objectsOf(out);
      const built = objectsOf(await kustomize.build(join(root, 'clusters/e1')));
      const same = built.filter((object) => pair.map(nameOf).includes(nameOf(object)));
      expect(same).toHaveLength(2);
      expect(same).toEqual(expect.arrayContaining(pair));
    },
  );
});

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function objectsOf(text: string): Named[] {
  return parseAllDocuments(text).map((document) => document.toJS());
}

function nameOf({ kind, metadata }: Named): string {
  return `${kind}/${metadata.name}`;
}
