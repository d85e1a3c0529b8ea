import { describe, expect, it } from 'vitest';
import { ParseCache } from '../../src/load/parse-cache.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import type { ParsedFile } from '../../src/model/documents.ts';

const file = (text: string): ParsedFile => parseYaml(new TextEncoder().encode(text));

function filled(count: number): ParseCache {
  const cache = new ParseCache('key');
  for (let index = 0; index < count; index++) cache.set(`id${index}`, file(`a: ${index}`));
  return cache;
}

/** As the next run finds it. */
function reopened(cache: ParseCache, key = 'key'): ParseCache {
  return ParseCache.deserialise(cache.serialise(), key);
}

describe('ParseCache', () => {
  it('gives back what was parsed, in the next run as well', () => {
    const parsed = file('a: "é\\u2028\\n"\nb: 1.10\n__proto__: 1\n---\nc: [\n');
    const cache = new ParseCache('key');
    cache.set('id', parsed);
    expect(cache.get('id')).toBe(parsed);
    expect(reopened(cache).get('id')).toEqual(parsed);
    expect(reopened(cache).get('other')).toBeUndefined();
  });

  it('is empty for another key: other schemas, another version', () => {
    expect(reopened(filled(1), 'other').get('id0')).toBeUndefined();
  });

  it('remembers which files are valid', () => {
    const cache = filled(2);
    cache.markValid('id0');
    cache.markValid('unknown');
    const next = reopened(cache);
    expect([next.isValid('id0'), next.isValid('id1'), next.isValid('unknown')]).toEqual([true, false, false]);
    expect(next.get('id0')).toEqual(file('a: 0'));
  });

  it('writes what was used in this run, and nothing else', () => {
    const next = reopened(filled(3));
    next.get('id1');
    next.set('new', file('b: 1'));
    const after = reopened(next);
    expect(['id0', 'id1', 'id2', 'new'].map((id) => after.get(id) !== undefined)).toEqual([false, true, false, true]);
  });

  it('need not be written where all was known, unless much of it is of no use any more', () => {
    const next = reopened(filled(8));
    expect(next.changed).toBe(true);
    for (let index = 0; index < 6; index++) next.get(`id${index}`);
    expect(next.changed).toBe(false);
    next.markValid('id0');
    expect(next.changed).toBe(true);
    expect(new ParseCache('key').changed).toBe(false);
  });

  it('survives a file that was cut off or damaged', () => {
    const text = filled(2).serialise();
    const cut = ParseCache.deserialise(text.slice(0, -5), 'key');
    expect([cut.get('id0') !== undefined, cut.get('id1')]).toEqual([true, undefined]);
    const damaged = ParseCache.deserialise(text.replace('{"documents"', '{documents'), 'key');
    expect([damaged.get('id0'), damaged.get('id1') !== undefined]).toEqual([undefined, true]);
    expect(damaged.serialise()).not.toContain('{documents');
    for (const rubbish of ['', 'x', '\n\n', text.slice(0, 10)])
      expect(ParseCache.deserialise(rubbish, 'key').get('id0')).toBeUndefined();
  });
});
