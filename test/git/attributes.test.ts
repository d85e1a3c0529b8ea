import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAttributes } from '../../src/adapters/git-embedded/attributes.ts';
import { findRepository } from '../../src/adapters/git-embedded/repository.ts';
import { createRepository, gitEnv, writeFiles } from '../support/git.ts';

const paths = [
  'a',
  'a.log',
  'dir/a',
  'dir/a.log',
  'dir/sub/a',
  'build/x',
  'build/y/z',
  'foo/bar',
  'sp ace',
  '#hash',
  'é/ü',
];
const names = ['filter', 'text', 'eol', 'diff', 'big', 'crlf'];

/** What Git says of the same paths: `path name value`. */
function byGit(folder: string): string[] {
  const options = { cwd: folder, env: gitEnv, input: paths.join('\0') };
  const fields = execFileSync('git', ['check-attr', '--stdin', '-z', ...names], options)
    .toString()
    .split('\0');
  const lines: string[] = [];
  for (let i = 0; i + 2 < fields.length; i += 3) lines.push(fields.slice(i, i + 3).join(' '));
  return lines.filter((line) => !line.endsWith(' unspecified')).sort();
}

function byUs(folder: string): string[] {
  const repository = findRepository(fs, folder, gitEnv);
  if (repository === undefined) throw new Error('no repository');
  const attributesOf = readAttributes(repository);
  const word = (value: string | boolean) => (value === true ? 'set' : value === false ? 'unset' : value);
  return paths
    .flatMap((path) => {
      const attributes = attributesOf(path);
      return names.flatMap((name) => {
        const value = attributes.get(name);
        return value === undefined ? [] : [`${path} ${name} ${word(value)}`];
      });
    })
    .sort();
}

describe('attributes', () => {
  it.each([
    'a filter=lfs',
    '*.log text eol=crlf',
    '* text=auto\n*.log -text',
    '* filter=x\na !filter',
    '/a filter=x',
    'dir/a filter=x',
    'dir filter=x',
    'dir/ filter=x',
    'dir/** filter=x',
    '**/a filter=x',
    'build/* filter=x',
    '!a filter=x',
    '# a filter=x',
    '"sp ace" filter=x',
    '\\#hash filter=x',
    'é/* filter=x',
    '*.log binary',
    '[attr]large filter=lfs -text big\n*.log large',
    '[attr]large filter=lfs\n*.log large\na.log -large',
    '*.log filter=one\n*.log filter=two',
    '  a   filter=x   eol=lf  \r\n*.log big\r',
    'a filter',
    'a filter=',
  ])('are those of Git: %j', (text) => {
    const folder = createRepository();
    writeFiles(folder, { '.gitattributes': `${text}\n` });
    expect(byUs(folder)).toEqual(byGit(folder));
  });

  it('of nearer files count before those of farther ones, and those of this clone before all', () => {
    const folder = createRepository();
    writeFiles(folder, {
      '.gitattributes': '* filter=top text\n',
      'dir/.gitattributes': 'a filter=dir -text\n/sub/a eol=lf\n',
      'dir/sub/.gitattributes': 'a !filter\n',
      '.git/info/attributes': 'foo/* filter=here\n',
      '.git/own': '* big filter=own\n*.log crlf\n',
    });
    fs.appendFileSync(`${folder}/.git/config`, '[core]\n\tattributesFile = .git/own\n');
    expect(byUs(folder)).toEqual(byGit(folder));
  });
});
