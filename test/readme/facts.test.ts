import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exitCodes } from '../../src/commands/frame/outcome.ts';
import { rules } from '../../src/model/rules/index.ts';
import { formats } from '../../src/views/view.ts';
import { projectFolder, readme, section, tableRows } from './markdown.ts';

const manifest: { engines: { node: string }; scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(projectFolder, 'package.json'), 'utf8'),
);

it('begins with the two commands that everybody needs', () => {
  expect(section(readme, 'Try it')).toContain('```sh\nnpm ci && npm run demo\nnpm ci && npm test\n```');
});

it('names the version of Node.js that package.json asks for', () => {
  expect(`>=${/Node\.js (\d+\.\d+) or later/.exec(readme)?.[1]}`).toBe(manifest.engines.node);
});

it('names scripts that package.json has', () => {
  const named = [...readme.matchAll(/npm run ([\w-]+)/g)].map(([, script = '']) => script);
  expect(named).not.toEqual([]);
  for (const script of named) expect(Object.keys(manifest.scripts)).toContain(script);
});

it('links to files that are there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
  expect(links).not.toEqual([]);
  for (const path of links) expect(existsSync(join(projectFolder, path)), path).toBe(true);
});

it('says which exit codes there are, and which forms of output', () => {
  const text = section(readme, 'Commands').replaceAll('\n', ' ');
  for (const { code } of Object.values(exitCodes)) expect(text).toMatch(new RegExp(`(: |; )${code} is `));
  for (const format of formats) expect(text).toContain(`\`${format}\``);
});

it('names rules that there are', () => {
  const named = [...readme.matchAll(/\bRE\d{3}\b/g)].map(([id]) => id);
  for (const id of named) expect(rules.map((rule) => rule.id)).toContain(id);
});

it('names tests for all that it promises, which are there', () => {
  for (const [promise = '', tests = ''] of tableRows(section(readme, 'What it promises'))) {
    const paths = [...tests.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    expect(paths, promise).not.toEqual([]);
    for (const path of paths) expect(existsSync(join(projectFolder, path)), path).toBe(true);
  }
});

it('the README of the example points to files that are there', () => {
  const example = join(projectFolder, 'examples/retail');
  const rows = tableRows(readFileSync(join(example, 'README.md'), 'utf8'));
  const paths = rows.flatMap(([cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path));
  expect(paths).toContain('resedge.yaml');
  for (const path of paths) expect(existsSync(join(example, path)), path).toBe(true);
});
