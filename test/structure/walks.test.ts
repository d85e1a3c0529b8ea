import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const map = readFileSync(join(src, 'README.md'), 'utf8');

/** The files of a walk, in its order. */
function walk(title: string): string[] {
  const section = map.split(/^## /m).find((text) => text.startsWith(`A walk through ${title}`)) ?? '';
  return Array.from(section.matchAll(/^\d+\. `([^`]+)`/gm), ([, file = '']) => file);
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  return Array.from(text.matchAll(/from '(\.[^']+)'/g), ([, path = '']) => normalize(join(dirname(file), path)));
}

/** A file and all that it imports, directly or by way of others. */
function reachedFrom(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file) || !existsSync(join(src, file))) return found;
  found.add(file);
  for (const other of importsOf(file)) reachedFrom(other, found);
  return found;
}

describe.each(['`generate`', '`deploy`'])('the walk through %s in the map', (title) => {
  const files = walk(title);

  it('names files that are there, each once, in at most 15 steps', () => {
    expect(files.length).toBeGreaterThan(8);
    expect(files.length).toBeLessThanOrEqual(15);
    expect(new Set(files).size).toBe(files.length);
    for (const file of files) expect([file, existsSync(join(src, file))]).toEqual([file, true]);
  });

  it('goes from files to those that they need', () => {
    const lost = files
      .slice(1)
      .filter((file, index) => !files.slice(0, index + 1).some((one) => reachedFrom(one).has(file)));
    expect(lost).toEqual([]);
  });
});
