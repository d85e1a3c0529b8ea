import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { usesOf } from './uses.ts';
import { circles, readWalls, unused, violations } from './walls.ts';

const source = join(import.meta.dirname, '../../src');
const walls = readWalls(readFileSync(join(source, 'README.md'), 'utf8'));

function sourceFiles() {
  const paths = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return usesOf(new Map(paths.map((path) => [path.replaceAll(sep, '/'), readFileSync(join(source, path), 'utf8')])));
}

describe('the tables of src/README.md', () => {
  const files = sourceFiles();

  test('name each folder, and all that its files import and use', () => {
    expect(violations(walls, files)).toEqual([]);
  });

  test('allow nothing that nobody uses', () => {
    expect(unused(walls, files)).toEqual([]);
  });

  test('go down, never round', () => {
    expect(circles(walls)).toEqual([]);
  });

  test('ports hold no code', () => {
    const code = files.filter(({ path, code }) => path.startsWith('ports/') && code !== undefined);
    expect(code.map(({ path, code }) => `${path}:${code}`)).toEqual([]);
  });
});

const table = `
| folder     | job      | may import          | from outside      | may not      |
| ---------- | -------- | ------------------- | ----------------- | ------------ |
| \`model/\` | types    |                     | node:crypto       | have effects |
| \`load/\`  | reads    | model/              | yaml, ajv (types) |              |
| \`ports/\` | promises | model/              |                   | hold code    |
| \`act/\`   | acts     | model/, ports/ (types) | process, new Date() |         |

| room                       | job  | may import |
| -------------------------- | ---- | ---------- |
| \`act/one/\`               | one  | act/, act/two/ |
| \`act/two/\`, \`act/three/\` | rest |            |
`;

/** What is wrong with these files, beside lines that have no files. */
function wrong(files: Readonly<Record<string, string>>): string[] {
  const found = violations(readWalls(table), usesOf(new Map(Object.entries(files))));
  return found.filter((text) => !text.endsWith(' has a line, and no files'));
}

describe('a wall', () => {
  test('lets through what its line names', () => {
    const files = {
      'load/a.ts': `import { b } from './b.ts';\nimport { m } from '../model/m.ts';\nimport { parse } from 'yaml/lib';`,
      'load/b.ts': `import type { Ajv } from 'ajv';\nexport type { M } from '../model/m.ts';`,
      'act/a.ts': `import type { Port } from '../ports/p.ts';\nconst x: import('../ports/p.ts').Port = process.cwd();`,
      'act/one/a.ts': `import { b } from '../two/b.ts';\nimport { a } from '../a.ts';\nnew Date();`,
    };
    expect(wrong(files)).toEqual([]);
  });

  test('names folders and files that have no line', () => {
    const files = { 'other/a.ts': '', 'act/four/a.ts': '', 'act/one/below/a.ts': '', 'main.ts': '' };
    expect(wrong(files)).toEqual(['other/ has no line', 'act/four/ has no line', 'main.ts has no line']);
  });

  test('names lines that have no files', () => {
    const found = violations(readWalls(table), usesOf(new Map([['act/two/a.ts', '']])));
    expect(found).toEqual(
      ['model/', 'load/', 'ports/', 'act/one/', 'act/three/'].map((room) => `${room} has a line, and no files`),
    );
  });

  test.each([
    ['an import', `import { a } from '../load/a.ts';`, 'imports load/a.ts'],
    ['an import of types', `import type { A } from '../load/a.ts';`, 'imports load/a.ts'],
    ['an import for its effects', `import '../load/a.ts';`, 'imports load/a.ts'],
    ['an export of what is elsewhere', `export { a } from '../load/a.ts';`, 'imports load/a.ts'],
    ['an export of all', `export * from '../load/a.ts';`, 'imports load/a.ts'],
    ['an import on use', `const load = () => import('../load/a.ts');`, 'imports load/a.ts'],
    ['an import on use of who knows what', 'const load = (x: string) => import(x);', 'uses import(…)'],
    ['an import in a type', `type A = import('../load/a.ts').A;`, 'imports load/a.ts'],
    ['a file of the program itself', `import { main } from '../main.ts';`, 'imports main.ts'],
    ['a module of Node', `import { readFile } from 'node:fs/promises';`, 'imports node:fs/promises'],
    ['a module of Node below one that is named', `import { x } from 'node:crypto/x';`, 'imports node:crypto/x'],
    ['a library', `import git from 'isomorphic-git';`, 'imports isomorphic-git'],
    ['require', `const fs = require('node:fs');`, 'uses require'],
    ['the time', 'export const now = () => Date.now();', 'uses new Date()'],
    ['the time as a date', 'export const now = () => new Date();', 'uses new Date()'],
    ['the time as a text', 'export const now = () => Date();', 'uses new Date()'],
    ['the time under another name', 'const { now } = Date;', 'uses new Date()'],
    ['chance', 'export const dice = () => Math.random();', 'uses Math.random'],
    ['chance under another name', 'const { random } = Math;', 'uses Math.random'],
    ['the process', `process.chdir('/');`, 'uses process'],
    ['the process in a shorthand', 'export const world = { process };', 'uses process'],
    ['the process by default', 'export function run(world = process) { return world; }', 'uses process'],
    ['a timer', 'setTimeout(() => undefined, 1);', 'uses setTimeout'],
    ['the console', `console.log('');`, 'uses console'],
    ['the network', `fetch('https://example.com');`, 'uses fetch'],
    ['what a class comes from', 'export class Log extends Console {}', 'uses Console'],
    ['the world in disguise', `globalThis['process'];`, 'uses globalThis'],
    ['where it lies', 'export const here = import.meta.url;', 'uses import.meta'],
  ])('does not let through %s', (_, text, what) => {
    expect(wrong({ 'model/a.ts': `\n${text}` })).toEqual([`model/a.ts:2 ${what}`]);
  });

  test('lets types through where only types may pass', () => {
    const files = { 'load/a.ts': `import { type Options, Ajv } from 'ajv';`, 'act/a.ts': `import '../ports/p.ts';` };
    expect(wrong(files)).toEqual([
      'load/a.ts:1 imports ajv, of which load/ may use types only',
      'act/a.ts:1 imports ports/p.ts, of which act/ may use types only',
    ]);
  });

  test('stands between the rooms of a folder, and before what lies above them', () => {
    const files = {
      'act/a.ts': `import { one } from './one/a.ts';`,
      'act/one/a.ts': `import { three } from '../three/a.ts';`,
      'act/two/a.ts': `import { a } from '../a.ts';`,
    };
    expect(wrong(files)).toEqual([
      'act/a.ts:1 imports act/one/a.ts',
      'act/one/a.ts:1 imports act/three/a.ts',
      'act/two/a.ts:1 imports act/a.ts',
    ]);
  });

  test.each([
    ['a comment', '/** Unlike `Date.now()`: import("../load/a.ts") */\n// process.exit()\nexport {};'],
    ['a text', `export const text = "import a from '../load/a.ts'; console.log()";`],
    ['a key', 'export const words = { process: 1, console() {} };\nwords.process;'],
    [
      'a name of its own',
      'export function run(process: string) { const { fetch } = { fetch: process }; return fetch; }',
    ],
    [
      'a type',
      'export interface World extends Omit<Date, "x"> { process: NodeJS.Process; at(console: Console): Date }',
    ],
    ['a time that is given', 'export const day = (at: Date) => at instanceof Date && new Date(at.getTime());'],
    ['arithmetic', 'export const most = Math.max(Number.MAX_SAFE_INTEGER, Date.parse("2026-01-01"));'],
  ])('is not fooled by %s', (_, text) => {
    expect(wrong({ 'model/a.ts': text })).toEqual([]);
  });

  test('sees what is allowed and not used', () => {
    const files = {
      'model/a.ts': '',
      'load/a.ts': `import type { M } from '../model/m.ts';\nimport { parse } from 'yaml';`,
      'ports/a.ts': `import { m } from '../model/m.ts';`,
      'act/a.ts': `import { m } from '../model/m.ts';\nprocess.exit();`,
      'act/one/a.ts': `import type { Port } from '../../ports/p.ts';\nimport '../a.ts';\nimport '../two/a.ts';`,
    };
    expect(unused(readWalls(table), usesOf(new Map(Object.entries(files))))).toEqual([
      'model/ uses nothing, or types alone, of node:crypto',
      'load/ uses nothing, or types alone, of model/',
      'load/ uses nothing of ajv',
      'act/ uses nothing, or types alone, of new Date()',
    ]);
  });

  test('sees code where only types may be', () => {
    const files = usesOf(
      new Map([
        [
          'ports/a.ts',
          `import type { B } from './b.ts';\nexport type { B };\nexport interface A { b: B }\ntype C = A;`,
        ],
        ['ports/b.ts', '\nexport class Stop extends Error {}'],
        ['ports/c.ts', `export { x } from './x.ts';`],
      ]),
    );
    expect(files.map(({ code }) => code)).toEqual([undefined, 2, 1]);
  });

  test('sees folders that may import one another in a circle', () => {
    const round = `
| folder | may import |
| ------ | ---------- |
| a/     | b/         |
| b/     | c/, d/     |
| c/     | a/ (types) |
| d/     |            |
| b/e/   | b/         |
`;
    expect(circles(readWalls(round))).toEqual(['a/ -> b/ -> c/ -> a/']);
  });
});
