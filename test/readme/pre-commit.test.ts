import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generatedFolders } from '../../src/generate/layout.ts';
import { intentPaths } from '../../src/state/repository.ts';
import { projectFolder } from './markdown.ts';

describe('the hook for pre-commit', () => {
  const [hook] = parse(readFileSync(join(projectFolder, '.pre-commit-hooks.yaml'), 'utf8'));
  const files = new RegExp(hook.files);

  it('has the name that the README and hooks install --help say, and checks what is staged', () => {
    expect(hook).toMatchObject({
      id: 'resedge-validate',
      entry: 'resedge validate --staged',
      language: 'node',
      pass_filenames: false,
    });
  });

  it.each(intentPaths)('looks at %s, in the root and in a folder', (path) => {
    const file = path.endsWith('.yaml') ? path : `${path}/a/b.yaml`;
    expect(`${file} contoso/${file}`.split(' ').filter((one) => !files.test(one))).toEqual([]);
  });

  it.each([...generatedFolders, 'docs', 'my-inventory', 'resedge.yaml.d'])('leaves %s alone', (folder) => {
    expect(files.test(`${folder}/a/b.yaml`)).toBe(false);
  });

  it('can be installed: npm pack prints nothing but the name of the package', () => {
    expect(readFileSync(join(projectFolder, '.npmrc'), 'utf8')).toMatch(/^foreground-scripts=false$/m);
  });
});
