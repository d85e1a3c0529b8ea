// Measures `resedge generate` on a large fleet as a whole process, beside plain reading, parsing and writing of the
// same files. Usage: npm run bench [-- CLUSTERS]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLargeFleet } from './large-fleet.mjs';

const clusters = Number(process.argv[2] ?? 30_000);
const root = mkdtempSync(join(tmpdir(), 'resedge-bench-'));
const resedge = fileURLToPath(new URL('../bin/resedge.js', import.meta.url));
const floor = fileURLToPath(new URL('bench-floor.mjs', import.meta.url));

try {
  writeLargeFleet(root, { clusters });
  spawnSync('git', ['init', '-q', '-b', 'main', root]);
  console.log(`${clusters} clusters, 100 applications, 40 namespaces, 12 overlays`);
  console.log('what'.padEnd(44), 'wall s'.padStart(8), 'memory MB'.padStart(10));
  measure('node -e 0', ['-e', '0']);
  measure('resedge --version', [resedge, '--version']);
  measure('resedge generate, from scratch', [resedge, 'generate', '-C', root]);
  measure('resedge generate, nothing changed', [resedge, 'generate', '-C', root]);
  measure('resedge generate, nothing changed, again', [resedge, 'generate', '-C', root]);
  measure('resedge validate', [resedge, 'validate', '-C', root]);
  measure('floor: read, parse, write the same files', [floor, root]);
  measure('git add', ['git', '-C', root, 'add', '-A'], true);
  measure('git status', ['git', '-C', root, 'status', '--porcelain'], true);
} finally {
  rmSync(root, { recursive: true, force: true });
}

function measure(title, args, own = false) {
  const command = own ? args : [process.execPath, ...args];
  const timed = existsSync('/usr/bin/time') ? ['/usr/bin/time', '-f', 'memory=%M', ...command] : command;
  const start = performance.now();
  const result = spawnSync(timed[0], timed.slice(1), { encoding: 'utf8', maxBuffer: 1 << 28 });
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const memory = /memory=(\d+)/.exec(result.stderr)?.[1];
  console.log(
    title.padEnd(44),
    seconds.padStart(8),
    (memory ? String(Math.round(Number(memory) / 1024)) : '?').padStart(10),
  );
  const parts = /^read .*$/m.exec(result.stderr)?.[0];
  if (parts) console.log(`  ${parts}`);
  if (result.status !== 0)
    throw new Error(`${command.join(' ')} ended with ${result.status}: ${result.stdout}${result.stderr}`);
}
