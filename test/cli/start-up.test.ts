import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What a module and those that it imports load at once: not what they load on use, and no types. */
function imports(module: URL, found = new Set<string>()): Set<string> {
  for (const [, name = ''] of readFileSync(module, 'utf8').matchAll(
    /^(?:import|export)(?! type) [^;]*? from '(.+)';$/gm,
  )) {
    const target = name.startsWith('.') ? new URL(name, module) : undefined;
    if (found.has(target?.pathname ?? name)) continue;
    found.add(target?.pathname ?? name);
    if (target) imports(target, found);
  }
  return found;
}

it('takes nothing but a few files of our own to say the version', () => {
  const loaded = [
    ...imports(new URL('../../src/main.ts', import.meta.url)),
    ...imports(new URL('../../src/host.ts', import.meta.url)),
  ];
  expect(loaded.filter((name) => !name.startsWith('/') && !name.startsWith('node:'))).toEqual([]);
  expect(loaded.length).toBeGreaterThan(8);
  expect(loaded.length).toBeLessThan(25);
});

it('knows what is loaded', () => {
  expect([...imports(new URL('../../src/commands/frame/program.ts', import.meta.url))]).toContain('commander');
});
