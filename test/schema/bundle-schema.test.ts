import fs from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/adapters/node-fs.ts';
import { schemaText } from '../../src/operations/setup/editor-files.ts';
import { runIn } from '../commands/support.ts';
import { kindExamples } from './examples.ts';

/** As an editor reads it: nothing else is there to refer to. */
function compile(text: string) {
  const ajv = new Ajv({ strictTypes: false });
  formats.default(ajv, ['date']);
  ajv.addFormat('time-zone', true).addFormat('cron', true);
  return ajv.compile(JSON.parse(text));
}

const files = nodeFileSystem(fs);
const isValid = compile(schemaText(files, undefined));

describe('the schema of all kinds', () => {
  it.each(kindExamples)('takes a $kind as the schema of its kind does', ({ kind, name, spec, refused }) => {
    const object = { apiVersion: 'resedge.dev/v1', kind, metadata: { name }, spec };
    expect(isValid(object)).toBe(true);
    expect(isValid({ ...object, spec: { ...spec, unknown: 1 } })).toBe(false);
    const [, change = {}] = refused.find(([, wrong]) => !('timeZone' in wrong || 'windows' in wrong)) ?? [];
    expect(isValid({ ...object, spec: { ...spec, ...change } })).toBe(false);
  });

  it('takes no other kind, and nothing without one', () => {
    const metadata = { name: 'a' };
    expect(isValid({ apiVersion: 'resedge.dev/v1', kind: 'Store', metadata })).toBe(false);
    expect(isValid({ apiVersion: 'resedge.dev/v1', metadata })).toBe(false);
    expect(isValid({ apiVersion: 'v1', kind: 'Group', metadata })).toBe(false);
  });
});

describe('resedge schema', () => {
  it('prints one kind alone, by any of its names', async () => {
    const { out, ...ended } = await runIn('/', ['schema', 'ns']);
    expect(ended).toEqual({ code: 0, err: '' });
    const isNamespace = compile(out);
    expect(isNamespace({ apiVersion: 'resedge.dev/v1', kind: 'Namespace', metadata: { name: 'a' }, spec: {} })).toBe(
      false,
    );
    expect(
      isNamespace({
        apiVersion: 'resedge.dev/v1',
        kind: 'Namespace',
        metadata: { name: 'a' },
        spec: { clusters: 'all' },
      }),
    ).toBe(true);
  });

  it('prints all kinds, and knows no other', async () => {
    expect((await runIn('/', ['schema'])).out).toBe(schemaText(files, undefined));
    expect((await runIn('/', ['schema', 'clutser'])).err).toMatch(
      /^error: there is no kind "clutser"\nhint: Did you mean cluster\?\n/,
    );
  });
});
