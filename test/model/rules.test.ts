import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/model/rules/index.ts';

const folder = new URL('../../src/model/rules/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => /^re\d/.test(file))
  .sort();

describe('the list of rules', () => {
  it('holds each file of the folder, in order, under the name that its file has', () => {
    expect(rules.map(({ id, name }) => `${id.toLowerCase()}-${name}.ts`)).toEqual(files);
  });

  it('has no id and no name twice', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });
});

describe.each(rules)('$id $name', ({ id, name, summary, page }) => {
  it('has a sentence and a page that can be read on a terminal', () => {
    expect(id).toMatch(/^RE[1-9]\d\d$/);
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(page.split('\n').length).toBeGreaterThan(3);
    for (const line of page.split('\n')) expect(line.length).toBeLessThanOrEqual(116);
  });
});
