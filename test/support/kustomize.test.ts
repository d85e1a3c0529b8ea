import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWithKustomize, readVersion } from './kustomize.ts';

describe('readVersion', () => {
  it('reads what kustomize and kubectl print', () => {
    expect(readVersion('v5.5.0\n')).toBe('5.5.0');
    expect(readVersion('Client Version: v1.35.2\nKustomize Version: v5.7.1\n')).toBe('5.7.1');
    expect(readVersion('v6.0.0')).toBe('6.0.0');
  });

  it('refuses what is older than 5.5, or no version', () => {
    expect(readVersion('v5.4.2')).toBeUndefined();
    expect(readVersion('Client Version: v1.31.0\nKustomize Version: v5.4.2')).toBeUndefined();
    expect(readVersion('Client Version: v9.9.9')).toBeUndefined();
    expect(readVersion('(devel)')).toBeUndefined();
    expect(readVersion('')).toBeUndefined();
  });
});

describeWithKustomize('Kustomize', (kustomize) => {
  const root = mkdtempSync(join(tmpdir(), 'resedge-'));
  const names = ['a', 'b', 'c', 'd', 'e'];

  beforeAll(() => {
    for (const name of names) {
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, 'kustomization.yaml'), `namespace: ${name}\nresources: [config.yaml]\n`);
      writeFileSync(join(root, name, 'config.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config}\n');
    }
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('builds a folder', async () => {
    expect(await kustomize.build(join(root, 'a'))).toBe(
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config\n  namespace: a\n',
    );
  });

  it('builds many folders, in their order', async () => {
    const built = await kustomize.buildAll(names.map((name) => join(root, name)));
    expect(built.map((text) => /namespace: (.*)/.exec(text)?.[1])).toEqual(names);
  });

  it('says why it refuses a folder', async () => {
    await expect(kustomize.build(join(root, 'nowhere'))).rejects.toThrow(/nowhere/);
    await expect(kustomize.build(root)).rejects.toThrow(/unable to find one of 'kustomization.yaml'/);
  });
});
