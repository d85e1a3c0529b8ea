// Shows the main job on a copy of the example, with a real Git repository and a local bare remote.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/resedge.js', import.meta.url));
const example = fileURLToPath(new URL('../examples/retail', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'resedge-demo-'));
const fleet = join(home, 'fleet');
const remote = join(home, 'remote.git');
const environment = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Demo',
  GIT_AUTHOR_EMAIL: 'demo@example.com',
  GIT_COMMITTER_NAME: 'Demo',
  GIT_COMMITTER_EMAIL: 'demo@example.com',
};

try {
  title('A fleet repository: a copy of examples/retail, with a bare remote');
  cpSync(example, fleet, { recursive: true });
  run('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote], { quiet: true });
  run('git', ['init', '--quiet', '--initial-branch=main'], { quiet: true });
  run('git', ['remote', 'add', 'origin', remote], { quiet: true });
  resedge('get', 'clusters');
  resedge('get', 'applications');

  title('Is everything right? And are the generated files current?');
  resedge('validate');
  resedge('generate');
  resedge('deploy', '-m', 'The fleet as it is', '--yes');

  title('One change: a new store');
  const store = 'inventory/clusters/stores/west/wa/seattle/west-wa-seattle-3901.yaml';
  writeStore(store);
  console.log(readFileSync(join(fleet, store), 'utf8'));
  resedge('generate', '--dry-run');

  title('Deploy: validate, generate, commit, push');
  resedge('deploy', '-m', 'Open store 3901 in Seattle', '--yes');

  title('What the remote holds now');
  run('git', ['--git-dir', remote, 'log', '--stat', '--format=%h %s', '-1', 'main']);
  run('git', ['--git-dir', remote, 'show', 'main:clusters/west-wa-seattle-3901/kustomization.yaml']);

  title('What starts the new cluster: apply this there once');
  resedge('bootstrap', 'west-wa-seattle-3901');
} finally {
  rmSync(home, { recursive: true, force: true });
}

function writeStore(path) {
  throw new Error(`to be written with the example: ${path}`);
}

function title(text) {
  console.log(`\n== ${text}\n`);
}

function resedge(...args) {
  console.log(`$ resedge ${args.map((arg) => (/[^\w./=-]/.test(arg) ? JSON.stringify(arg) : arg)).join(' ')}`);
  run(process.execPath, [bin, ...args]);
  console.log();
}

function run(command, args, { quiet = false } = {}) {
  if (!quiet && command === 'git') console.log(`$ git ${args.filter((arg) => arg !== remote).join(' ')}`);
  const result = spawnSync(command, args, { cwd: fleet, env: environment, stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'] });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${result.status ?? result.error}`);
}
