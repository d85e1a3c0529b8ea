import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readIgnored } from '../../src/adapters/git-embedded/ignored.ts';
import { findRepository } from '../../src/adapters/git-embedded/repository.ts';
import { createRepository, gitEnv, writeFiles } from '../support/git.ts';

const paths = [
  'a',
  'a.log',
  'b.txt',
  'dir/a',
  'dir/a.log',
  'dir/sub/a',
  'dir/sub/b.log',
  'build/x',
  'build/y/z',
  'src/build/x',
  'foo/bar',
  'foo/bar/baz',
  'x/foo/bar',
  'x/y/foo/bar',
  '#hash',
  '!bang',
  'sp ace',
  'trail ',
  '.hidden',
  '{a,b}',
  'a1',
  '[x]',
  'abc/def/ghi',
  'é/ü',
  'a+b',
  'a\\b',
  'doc/frotz',
  'a/doc/frotz',
];

/** What Git says, of the same paths. */
function byGit(folder: string): string[] {
  try {
    const args = ['check-ignore', '--no-index', '--stdin', '-z'];
    const options = { cwd: folder, env: gitEnv, input: paths.join('\0') };
    return execFileSync('git', args, options).toString().split('\0').filter(Boolean);
  } catch {
    return [];
  }
}

describe('ignored files', () => {
  it.each([
    'a',
    '/a',
    'a/',
    '*.log',
    '*.log\n!a.log',
    'build',
    'build/',
    '/build/',
    'build/*\n!build/x',
    'build/\n!build/x',
    'dir/**',
    '**/foo/bar',
    'foo/**/baz',
    '/**/a',
    'abc/**',
    'foo/*',
    '*',
    '*\n!*/\n!a.log',
    '\\#hash',
    '\\!bang',
    '# comment\n\n a',
    'sp ace',
    'trail\\ ',
    'trail ',
    'a   ',
    '.*',
    '{a,b}',
    'a[0-9]',
    'a[!0-9]',
    '\\[x\\]',
    'é',
    'a?',
    'a+b',
    '+(a)',
    'doc/frotz',
    '/doc/frotz/',
    'dir/sub/',
    '**',
    'a\r\n*.log\r',
    '*/a',
    '/',
    'sub\n!dir/sub',
    '**/',
    'foo**',
  ])('are those of Git: %j', (patterns) => {
    const folder = createRepository();
    writeFiles(folder, { '.gitignore': `${patterns}\n` });
    const repository = findRepository(fs, folder, gitEnv);
    if (repository === undefined) throw new Error('no repository');
    const ignored = readIgnored(repository);
    expect(paths.filter((path) => ignored.file(path))).toEqual(byGit(folder));
  });

  it('are those of nearer files before those of farther ones, then those of the user', () => {
    const folder = createRepository();
    writeFiles(folder, {
      '.gitignore': '*.log\n!b.txt\n',
      'dir/.gitignore': '!a.log\n/a\n',
      '.git/info/exclude': 'b.txt\nfoo\n',
      '.git/own': '!foo\n/doc\n',
    });
    fs.appendFileSync(`${folder}/.git/config`, '[core]\n\texcludesFile = .git/own\n');
    const repository = findRepository(fs, folder, gitEnv);
    if (repository === undefined) throw new Error('no repository');
    const ignored = readIgnored(repository);
    expect(paths.filter((path) => ignored.file(path))).toEqual(byGit(folder));
  });
});
