import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kinds, normalise } from '../../src/model/kinds/index.ts';
import type { Path } from '../../src/model/place.ts';
import { isRecord, valueAt } from '../../src/model/record.ts';

const apiVersion = 'resedge.dev/v1';
const metadata = { name: 'a' };

/** The specs of objects that say as little as they may, with what was left out. */
const specs = {
  Fleet: normalise('Fleet', { apiVersion, kind: 'Fleet', metadata, spec: { git: { url: 'https://git.example.com' } } }),
  Group: normalise('Group', { apiVersion, kind: 'Group', metadata }),
  Cluster: normalise('Cluster', { apiVersion, kind: 'Cluster', metadata }),
  Application: normalise('Application', { apiVersion, kind: 'Application', metadata, spec: { path: 'apps/a' } }),
  Namespace: normalise('Namespace', { apiVersion, kind: 'Namespace', metadata, spec: { clusters: 'all' } }),
  Policy: normalise('Policy', { apiVersion, kind: 'Policy', metadata, spec: { rules: [{ name: 'a', assert: {} }] } }),
  Ring: normalise('Ring', { apiVersion, kind: 'Ring', metadata, spec: { order: 1 } }),
  Expectation: normalise('Expectation', { apiVersion, kind: 'Expectation', metadata, spec: { application: 'a' } }),
};

/** The paths for which a schema names a default. */
function* defaultsIn(schema: unknown, path: Path = []): Iterable<[path: Path, value: unknown]> {
  if (!isRecord(schema)) return;
  if (schema['default'] !== undefined) yield [path, schema['default']];
  for (const [name, below] of Object.entries(schema['properties'] ?? {})) yield* defaultsIn(below, [...path, name]);
  yield* defaultsIn(schema['items'], [...path, 0]);
}

describe('what was left out', () => {
  it.each(Object.values(kinds))('of a $singular is what its schema says', ({ kind, singular }) => {
    const schema = JSON.parse(readFileSync(new URL(`../../schemas/${singular}.json`, import.meta.url), 'utf8'));
    for (const [path, value] of defaultsIn(schema))
      expect([path, valueAt({ spec: specs[kind] }, path)]).toEqual([path, value]);
  });

  it('is not what was written', () => {
    const written = { groups: ['stores/la', 'lab'], connectivity: 'offline', state: 'retired' } as const;
    const spec = { ...written, groups: [...written.groups] };
    expect(normalise('Cluster', { apiVersion, kind: 'Cluster', metadata, spec })).toMatchObject({
      home: 'stores/la',
      connectivity: 'offline',
      state: 'retired',
      values: {},
    });
  });

  it('is one and the same for all objects, and nobody can change it', () => {
    expect(specs.Cluster.values).toBe(specs.Group.values);
    expect(Object.isFrozen(specs.Cluster.values) && Object.isFrozen(specs.Cluster.groups)).toBe(true);
  });

  it('stays away where that means something: what is inherited, what has no limit', () => {
    expect(specs.Cluster).toMatchObject({ windows: undefined, timeZone: undefined, hold: undefined });
    expect(specs.Namespace).not.toHaveProperty('quota');
    expect(specs.Namespace).not.toHaveProperty('limits');
  });
});
