// Checks that tests fail if the program does something else: each change of test/mutations.yaml is made in a copy of
// the project, and the tests that it names have to fail. `npm run mutate [WORD...]` takes those whose file or reason
// holds one of the words.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const project = fileURLToPath(new URL('..', import.meta.url));
const copied = [
  'bin',
  'examples',
  'schemas',
  'scripts',
  'src',
  'templates',
  'test',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
let next = 0;
const words = process.argv.slice(2);
const all = parse(readFileSync(join(project, 'test/mutations.yaml'), 'utf8'));
const mutations = all.filter((mutation) => words.length === 0 || words.some((word) => isMeant(word, mutation)));

const problems = [...words.flatMap(unknownWord), ...mutations.flatMap(problemsOf)];
if (problems.length === 0) {
  const workers = [makeCopy(), makeCopy()];
  try {
    const tests = [...new Set(mutations.flatMap((mutation) => mutation.tests))];
    const { failed, output } = await runTests(workers[0], tests);
    if (failed) problems.push(`tests fail before anything is changed:\n${output}`);
    else await Promise.all(workers.map((folder) => work(folder)));
  } finally {
    for (const folder of workers) rmSync(folder, { recursive: true, force: true });
  }
}
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${mutations.length} changes, ${problems.length} problems\n`);
process.exitCode = problems.length > 0 ? 1 : 0;

function isMeant(word, { file, why }) {
  return `${file} ${why}`.includes(word);
}

/** Without a change nothing would be tested, and Vitest without a file runs them all. */
function unknownWord(word) {
  if (all.some((mutation) => isMeant(word, mutation))) return [];
  return [`no change in test/mutations.yaml has "${word}" in its file or reason`];
}

function problemsOf({ file, before }) {
  const count = readFileSync(join(project, file), 'utf8').split(before).length - 1;
  if (count === 1) return [];
  return [`${file}: ${count === 0 ? 'no longer holds' : 'holds more than once'}: ${before}`];
}

/** Takes one change after the other until none is left; what is taken out of the list is this worker's. */
async function work(folder) {
  for (let mutation = mutations[next++]; mutation; mutation = mutations[next++]) {
    const { file, before, after, why, tests } = mutation;
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(before, () => after),
    );
    const { failed } = await runTests(folder, tests);
    writeFileSync(path, text);
    process.stderr.write(failed ? '.' : 'S');
    if (!failed) problems.push(`${file}: survives: ${why}\n  - ${before}\n  + ${after}`);
  }
}

function makeCopy() {
  const folder = mkdtempSync(join(tmpdir(), 'resedge-mutate-'));
  for (const name of copied) cpSync(join(project, name), join(folder, name), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Only a test that ran and failed counts: a file that cannot be read says nothing of what it would have found. */
async function runTests(folder, tests) {
  const vitest = join(project, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--bail=1', '--reporter=json', ...tests], { cwd: folder });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  await new Promise((resolve) => child.on('close', resolve));
  const { numFailedTests, numTotalTests, success } = JSON.parse(output.slice(output.indexOf('{"')));
  if (!success && numFailedTests === 0) throw new Error(`${tests.join(' ')} cannot be run:\n${output}`);
  if (numTotalTests === 0) throw new Error(`there are no tests in ${tests.join(' ')}`);
  return { failed: numFailedTests > 0, output };
}
