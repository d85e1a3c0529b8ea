import { describe, expect, it } from 'vitest';
import { cutYaml } from '../../src/import/cut-yaml.ts';
import { read } from './reading.ts';

const long = 'x'.repeat(990);

function item(number: number, field = 'description'): string {
  return `- name: n${number}\n  ${field}: |\n    - ${long}\n`;
}

const items = Array.from({ length: 1200 }, (_, number) => item(number));

function textsOf(text: string): string[] {
  return cutYaml(text).map(({ start, end }) => text.slice(start, end));
}

describe('a long text of YAML', () => {
  it('is read in parts: between the items of a list', () => {
    const text = `# all of them\n${items.join('')}`;
    expect(textsOf(text).length).toBeGreaterThan(1);
    expect(textsOf(text).join('')).toBe(text.slice(text.indexOf('-')));
    for (const part of textsOf(text)) expect(part).toMatch(/^- name: /);
  });

  it('the items of a list as kubectl prints it, with its kind at the end', () => {
    const text = `apiVersion: v1\nitems:\n${items.join('')}kind: List\nmetadata:\n  resourceVersion: ""\n`;
    expect(textsOf(text).length).toBeGreaterThan(1);
    expect(textsOf(text).join('')).toBe(items.join(''));
  });

  it('between documents', () => {
    const text = items.map((one) => `---\n${one.replace('- ', '  ')}`).join('');
    expect(textsOf(text).length).toBeGreaterThan(1);
    expect(textsOf(text).join('')).toBe(text);
    for (const part of textsOf(text)) expect(part).toMatch(/^---\n/);
  });

  it.each([
    ['where an anchor may lead from one item to another', `- &first\n${items.join('').replace(/^- /, '  ')}`],
    ['a list that is something else', `clusters:\n${items.join('')}`],
    ['a short one', item(1) + item(2)],
  ])('in one: %s', (_, text) => {
    expect(textsOf(text)).toEqual([text]);
  });

  it('gives the same clusters, and the same places', () => {
    const wrong = 'itmes';
    const text = `items:\n${items.with(1000, item(1000, wrong)).join('')}`;
    const { clusters, problems } = read(text);
    expect(clusters).toHaveLength(1200);
    expect(clusters[1199]).toEqual({ metadata: { name: 'n1199' }, spec: { description: `- ${long}\n` } });
    expect(problems).toEqual([
      `3003:10 [|…] clusters have no field "${wrong}" (Say what it is with --map "${wrong}=values.KEY", or ignore it with --map "${wrong}=-".)`,
    ]);
  });
});
