import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createFsFromVolume, Volume } from 'memfs';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { readSchemas } from '../../src/state/schemas.ts';

const inMemory = (files: Record<string, string>) =>
  nodeFileSystem(createFsFromVolume(Volume.fromJSON(files, '/schemas')));

describe('the schemas', () => {
  it('are read from their folder, and make a validator', async () => {
    const schemas = readSchemas(nodeFileSystem(fs), fileURLToPath(new URL('../../schemas', import.meta.url)));
    const validator = await schemas.validator();
    const ring = { apiVersion: 'resedge.dev/v1', kind: 'Ring', metadata: { name: 'a' }, spec: {} };
    expect(validator.check({ index: 0, value: ring }, 'a.yaml')).toMatchObject([{ message: 'spec.order is missing' }]);
  });

  it('have a hash that changes with any of them, and with nothing else', () => {
    const hash = (files: Record<string, string>) => readSchemas(inMemory(files), '/schemas').hash;
    const before = hash({ 'a.json': '{}', 'b.json': '{}' });
    expect(hash({ 'b.json': '{}', 'a.json': '{}', 'README.md': '' })).toBe(before);
    expect(hash({ 'a.json': '{}', 'b.json': '{} ' })).not.toBe(before);
    expect(hash({ 'a.json': '{}', 'c.json': '{}' })).not.toBe(before);
  });
});
