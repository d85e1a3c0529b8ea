// Makes what is generated in examples/retail: the deploys of its story, in a repository that is gone afterwards. A time,
// as in 2026-11-24T07:00:00Z, says when the last of them is; without, what comes out is what is committed.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHost } from '../dist/host.js';
import { main } from '../dist/main.js';
import { tellStory } from './example-story.mjs';

const example = fileURLToPath(new URL('../examples/retail', import.meta.url));
const generated = ['.gitattributes', 'clusters', 'fleet'];
const home = mkdtempSync(join(tmpdir(), 'resedge-example-'));
// No setting of this machine counts, such as one that changes line ends or signs commits.
Object.assign(process.env, { GIT_CONFIG_GLOBAL: join(home, 'no-config'), GIT_CONFIG_NOSYSTEM: '1' });

try {
  execFileSync('git', ['init', '--quiet', '--template=', '--initial-branch=main', home]);
  writeFileSync(join(home, '.git/config'), '[user]\n\tname = Example\n\temail = example@example.com\n', { flag: 'a' });
  for (const chapter of tellStory(readWritten(), process.argv[2])) await deploy(chapter);
  for (const path of generated) {
    rmSync(join(example, path), { recursive: true, force: true });
    cpSync(join(home, path), join(example, path), { recursive: true });
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** The texts of the files that people wrote, by their paths in the example. */
function readWritten() {
  const paths = readdirSync(example, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(example, path)).isFile() && !generated.includes(path.split('/')[0]));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(example, path), 'utf8')]));
}

async function deploy({ time, message, texts }) {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const host = createHost();
  const clock = { ...host.clock, now: () => new Date(time) };
  const code = await main(['deploy', '-m', message, '--no-push', '--yes', '--repo', home], { ...host, clock });
  if (code !== 0) throw new Error(`the deploy of ${time} ended with ${code}`);
}
