// Shows the main job on a copy of the example, with a real Git repository and a local bare remote. Leaves nothing behind.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/resedge.js', import.meta.url));
const built = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const example = fileURLToPath(new URL('../examples/retail', import.meta.url));
const generated = ['clusters', 'fleet'].map((folder) => join(example, folder));
const home = mkdtempSync(join(tmpdir(), 'resedge-demo-'));
const fleet = join(home, 'fleet');
const remote = join(home, 'remote.git');
const environment = neutralEnvironment();

const store = 'inventory/clusters/stores/west/wa/seattle/west-wa-seattle-3901.yaml';
const storeText = `apiVersion: resedge.dev/v1
kind: Cluster
metadata:
  name: west-wa-seattle-3901
  labels:
    state: wa
    tier: silver
spec:
  groups:
    - stores/west/wa/seattle
  values:
    storeNumber: "3901"
    lanes: 9
`;

try {
  demo();
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}

function demo() {
  if (!existsSync(built)) throw new Error('the program is not built yet: npm run build');
  title('A fleet repository: what people wrote in examples/retail, with a bare repository as its remote');
  cpSync(example, fleet, { recursive: true, filter: (path) => !generated.includes(path) });
  run('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  run('git', ['init', '--quiet', '--initial-branch=main']);
  run('git', ['remote', 'add', 'origin', remote]);
  resedge('get', 'clusters');
  resedge('get', 'applications');

  title('Is all that people wrote right? Then deliver it: what clusters read is generated, committed and pushed');
  resedge('validate');
  resedge('deploy', '-m', 'The fleet as it is', '--yes');

  title('One change: a new store. People write this file, and nothing else');
  mkdirSync(dirname(join(fleet, store)), { recursive: true });
  writeFileSync(join(fleet, store), storeText);
  say(`# ${store}\n${storeText}`);

  title('What follows from it: the store needs what others have already, so one file');
  resedge('validate');
  resedge('generate', '--dry-run');
  resedge('get', 'placements', '--cluster', 'west-wa-seattle-3901');

  title('Deploy: validate, generate, commit and push in one go');
  resedge('deploy', '-m', 'Open store 3901 in Seattle', '--yes');

  title('What the remote holds now, for the clusters to read');
  git('log', '--stat', '--format=%h %s', '-1', 'main');
  git('show', 'main:clusters/west-wa-seattle-3901/kustomization.yaml');

  title('What starts the new cluster: apply this there once');
  resedge('bootstrap', 'west-wa-seattle-3901');
}

/** The settings of neither Git nor resedge on this machine count, and nobody need have told Git a name. */
function neutralEnvironment() {
  const foreign = /^(GIT_|RESEDGE_|GITHUB_ACTIONS$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_CONFIG_GLOBAL: join(home, 'no-config'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Demo',
    GIT_AUTHOR_EMAIL: 'demo@example.com',
    GIT_COMMITTER_NAME: 'Demo',
    GIT_COMMITTER_EMAIL: 'demo@example.com',
  };
}

function title(text) {
  say(`== ${text}\n`);
}

function resedge(...args) {
  show('resedge', args);
  run(process.execPath, [bin, ...args]);
  say('');
}

/** Asks the remote. */
function git(...args) {
  show('git', ['-C', 'remote.git', ...args]);
  run('git', ['--no-pager', '--git-dir', remote, ...args]);
  say('');
}

function show(command, args) {
  say(`$ ${[command, ...args].map((word) => (/[^\w./:=%-]/.test(word) ? JSON.stringify(word) : word)).join(' ')}`);
}

/** Written at once, so that it stays in order with what the programs say. */
function say(text) {
  writeSync(1, `${text}\n`);
}

/** Runs a program in the fleet repository; what it says goes where ours goes. */
function run(command, args) {
  const result = spawnSync(command, args, { cwd: fleet, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.error) throw new Error(`${command} cannot be run: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${result.status}`);
}
