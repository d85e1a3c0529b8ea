import { spawn } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { cluster } from '../commands/support.ts';
import { gitEnv, runGit, temporaryFolder, writeFiles } from '../support/git.ts';
import { describeSkipped } from '../support/skipped.ts';
import {
  clustersOn,
  deployed,
  deployedElsewhere,
  type Published,
  publish,
  pushTheirs,
  stateOf,
  tipOf,
  treeOf,
} from './support.ts';

const bin = fileURLToPath(new URL('../../bin/resedge.js', import.meta.url));
const isBuilt = existsSync(new URL('../../dist/main.js', import.meta.url));

/** A folder for the PATH whose `git` kills the program that calls it with these arguments, and goes on. */
function deadlyGit(call: string): string {
  const folder = temporaryFolder();
  const script = `#!/bin/sh\ncase "$*" in "${call}"*) kill -9 $PPID ;; esac\nPATH=\${PATH#*${delimiter}} exec git "$@"\n`;
  writeFiles(folder, { git: script });
  chmodSync(join(folder, 'git'), 0o755);
  return folder;
}

/** Runs the program to its end, and all that it started; the signal that ended it. */
async function deployKilledAt(call: string, cwd: string): Promise<NodeJS.Signals | null> {
  const env = { ...gitEnv, PATH: [deadlyGit(call), gitEnv['PATH']].join(delimiter) };
  const words = [bin, 'deploy', '-m', 'A change', '--yes'];
  const child = spawn(process.execPath, words, { cwd, env, detached: true, stdio: 'ignore' });
  const signal = await new Promise<NodeJS.Signals | null>((resolve) =>
    child.on('exit', (_code, name) => resolve(name)),
  );
  while (isRunning(child.pid ?? 0)) await new Promise((resolve) => setTimeout(resolve, 5));
  return signal;
}

/** Whether a process of the group is there. */
function isRunning(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

/** The calls at which it is killed: after the commit, at the first push, and while the clone follows. */
const calls = ['rev-parse HEAD', 'push', 'update-ref -m resedge'];

if (isBuilt) {
  describe('the program, killed while others have pushed: nothing is lost, and the next deploy finishes', () => {
    let theirs = '';
    let after = '';
    function prepare(): Published {
      const published = publish();
      pushTheirs(theirs, published);
      writeFiles(published.bob, cluster('w3', 'stores/west'));
      return published;
    }
    beforeAll(async () => {
      theirs = await deployedElsewhere(cluster('e3', 'stores/east'));
      const { remote, bob } = prepare();
      await deployed(bob);
      expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2', 'w3']);
      after = treeOf(remote);
    });

    it.each(calls)('where it calls git %s', async (call) => {
      const { remote, bob } = prepare();
      expect(await deployKilledAt(call, bob)).toBe('SIGKILL');
      expect([treeOf(theirs), after]).toContain(treeOf(remote));
      await deployed(bob);
      expect(treeOf(remote)).toBe(after);
      expect(runGit(remote, 'rev-list', '--count', 'main')).toBe('3');
      expect(stateOf(bob)).toEqual({ tip: tipOf(remote), status: '' });
    });
  });
} else {
  describeSkipped('the program, killed', 'it is not built: npm run build');
}
