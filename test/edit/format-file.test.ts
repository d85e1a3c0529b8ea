import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countComments } from '../../src/edit/comments.ts';
import { formatFile } from '../../src/edit/format-file.ts';
import type { KeyOrder } from '../../src/edit/key-order.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { files } from './arbitrary.ts';
import { kindShapes } from './kind-shapes.ts';

function formatted(text: string): string {
  const result = formatFile(text, kindShapes);
  return 'text' in result ? result.text : `left alone: ${result.problem}`;
}

const head = '# yaml-language-server: $schema=https://resedge.dev/schemas/v1/cluster.json\n';

describe('formatFile', () => {
  it('moves fields with their comments and the blank lines above them', () => {
    expect(
      formatted(`# Stores of the south
kind: Cluster # one of many
apiVersion: resedge.dev/v1

# what it should be
spec:
  # windows have their reasons
  windows:
    - duration: 3h # long enough
      # every night
      schedule: 0 2 * * *
  # its home

  groups: [stores/central] # and no other
    # for now

  description: |
    kept   
    as it is
  # the end
metadata: {labels: {tier: gold, area: 7}, name: "nola"}
`),
    ).toBe(`${head}# Stores of the south
apiVersion: resedge.dev/v1
kind: Cluster # one of many
metadata: {name: "nola", labels: {tier: gold, area: 7}}

# what it should be
spec:
  description: |
    kept   
    as it is
  # its home

  groups: [stores/central] # and no other
    # for now

  # windows have their reasons
  windows:
    # every night
    - schedule: 0 2 * * *
      duration: 3h # long enough
  # the end
`);
  });

  it('takes blanks off line ends, and ends the last line', () => {
    expect(formatted(`${head}kind: Cluster  # x \t\nspec: \n  groups:   \n  - a`)).toBe(
      `${head}kind: Cluster  # x\nspec:\n  groups:\n  - a\n`,
    );
  });

  it('formats each document of a file, by its own kind', () => {
    expect(formatted('---\nspec: {}\nkind: Cluster\n---\n# a ring\nspec: {percent: 5, order: 1}\nkind: Ring\n')).toBe(
      `${head}---\nkind: Cluster\nspec: {}\n---\n# a ring\nkind: Ring\nspec: {order: 1, percent: 5}\n`,
    );
  });

  it('keeps line ends of Windows', () => {
    expect(formatted('spec: {}\r\nkind: Cluster\r\n')).toBe(
      `${head}kind: Cluster\nspec: {}\n`.replaceAll('\n', '\r\n'),
    );
  });

  it.each([
    ['another schema', '# yaml-language-server: $schema=../cluster.json\nkind: Cluster\n'],
    ['no kind that has a schema', 'spec: {}\nkind: Other\n'],
    ['anchors and aliases', `${head}spec: &x {}\nmetadata: *x\nkind: Cluster\n`],
    ['comments within a flow map', `${head}kind: Cluster\nmetadata: {\n  labels: {}, # none\n  name: x\n}\n`],
  ])('leaves alone: %s', (_what, text) => expect(formatted(text)).toBe(text));

  it('says what it cannot read', () => {
    expect(formatted('kind: [')).toBe('left alone: it cannot be read');
    expect(formatted('kind: Cluster\nkind: Cluster\n')).toBe('left alone: it cannot be read');
  });

  it('keeps the data and all comments of any file, changes nothing the second time, and gives up on nothing but text with |+', () => {
    const order: KeyOrder = { keys: ['i', 'f.g/h', 'd e', 'c', 'b', 'a'], below: () => order };
    const read = (text: string) => parseYaml(new TextEncoder().encode(text));
    fc.assert(
      fc.property(files, (text) => {
        const once = formatFile(text, () => order);
        if ('problem' in once) {
          expect(text).toContain('|+');
          return;
        }
        expect(read(once.text)).toEqual(read(text));
        const comments = countComments(once.text);
        for (const [comment, count] of countComments(text)) expect(comments.get(comment)).toBe(count);
        expect(formatFile(once.text, () => order)).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });
});
