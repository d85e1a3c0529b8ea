import { describe, expect, it } from 'vitest';
import { maskFiles } from '../../src/load/mask-file.ts';

const masked = (text: string) => maskFiles(text, text)[0];

describe('a file is shown', () => {
  it('without the values of Secrets, whatever form they are written in', () => {
    const others = 'kind: ConfigMap\ndata:\n  a: b\n';
    const block =
      'kind: Secret\nstringData:\n  a: |\n    several\n    lines\n  "b": "in \\u0071uotes"\n  c: &x plain\n  d: *x\n';
    expect(masked(`${others}---\n${block}---\n{kind: Secret, data: {a: YWJj}, type: Opaque}\n`)).toBe(
      `${others}---\nkind: Secret\nstringData:\n  a: ***\n  "b": ***\n  c: &x ***\n  d: *x\n---\n{kind: Secret, data: {a: ***}, type: Opaque}\n`,
    );
  });

  it('without them where it cannot be read', () => {
    const shown = masked('kind: Secret\nstringData:\n  a: hunter2\n  b: [\n  c: "hunter3\n    hunter4\n');
    expect(shown).not.toMatch(/hunter/);
    expect(shown.split('\n')).toHaveLength(7);
  });

  it('without what looks like a secret, by its form or by its key', () => {
    const text =
      'spec:\n  values:\n    dbPassword: hunter2 # of the till\n    url: postgres://a:b@c/d\n    list: [{name: API_KEY, value: x1}]\n';
    expect(masked(text)).toBe(
      'spec:\n  values:\n    dbPassword: *** # of the till\n    url: ***\n    list: [{name: API_KEY, value: ***}]\n',
    );
  });

  it('as it is if nothing in it is a secret', () => {
    const text = 'kind: ConfigMap\ndata: {secretName: till, tokenUrl: "https://example.com/a"}\n';
    expect(masked(text)).toBe(text);
  });
});

it('of what differs is said that it does', () => {
  const secret = (a: string, more = '') => `kind: Secret\ndata:\n${more}  a: ${a}\n  b: bbb\n`;
  expect(maskFiles(secret('aaa'), secret('other', '  c: ccc\n'))).toEqual([
    'kind: Secret\ndata:\n  a: *** (before)\n  b: ***\n',
    'kind: Secret\ndata:\n  c: ***\n  a: *** (after)\n  b: ***\n',
  ]);
});
