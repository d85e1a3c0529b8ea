import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cluster, object, smallFleet } from '../commands/support.ts';
import { clustersOn, publish, tipOf } from '../deploy/support.ts';
import { runGit, writeFiles } from '../support/git.ts';
import { saidIn } from '../support/said.ts';
import { describeSkipped } from '../support/skipped.ts';
import { runStep, scriptsOf } from './steps.ts';

const people = {
  GIT_AUTHOR_NAME: 'resedge',
  GIT_AUTHOR_EMAIL: 'resedge@example.com',
  GIT_COMMITTER_NAME: 'resedge',
  GIT_COMMITTER_EMAIL: 'resedge@example.com',
};

/** A merge that is on the remote, and the clone in which CI has checked out its commit. */
function merged(files: Readonly<Record<string, string>>, before = smallFleet) {
  const { ann, bob, remote } = publish(before);
  writeFiles(ann, files);
  runGit(ann, 'add', '--all');
  runGit(ann, 'commit', '--quiet', '--message', 'Merge\n\nOpens "e3" & $HOME');
  runGit(ann, 'push', '--quiet', 'origin', 'main');
  runGit(bob, 'fetch', '--quiet');
  runGit(bob, 'checkout', '--quiet', '--detach', 'origin/main');
  return { clone: bob, remote, message: runGit(ann, 'log', '-1', '--format=%B') };
}

async function deployStep(clone: string, system: 'gitlab' | 'azure' | 'github'): Promise<string> {
  const script = (await scriptsOf(clone, system)).find((text) => text.includes('$RESEDGE deploy'));
  // The address of the remote is that of the test.
  return script?.replace(/^git remote set-url .*$/m, '') ?? '';
}

const cases = [
  ['github', { ALLOW: '' }, 'MESSAGE'],
  ['gitlab', { CI_COMMIT_BRANCH: 'main' }, 'CI_COMMIT_MESSAGE'],
  ['azure', { BRANCH: 'main', ALLOW: 'none' }, 'MESSAGE'],
] as const;

/** What is different where nobody pushed anything, and it is time to look whether a window is open. */
const byTime = {
  github: { EVENT: 'schedule', MESSAGE: 'Deploy' },
  gitlab: { CI_PIPELINE_SOURCE: 'schedule', CI_COMMIT_MESSAGE: 'Deploy' },
  azure: { REASON: 'Schedule', MESSAGE: 'Deploy' },
} as const;

const isBuilt = existsSync(new URL('../../dist/main.js', import.meta.url));

function tests(): void {
  it.each(cases)('of %s generates what was merged, and pushes it', async (system, env, variable) => {
    const { clone, remote, message } = merged(cluster('e3', 'stores/east'));
    if (system === 'github') runGit(clone, 'checkout', '--quiet', '-B', 'main', 'origin/main');
    const step = await deployStep(clone, system);
    const result = await runStep(clone, step, { ...people, ...env, [variable]: message });
    expect(result).toMatchObject({ code: 0, out: expect.stringContaining('to main: ') });
    expect(await clustersOn(remote)).toEqual(['e1', 'e2', 'e3', 'w1', 'w2']);
    expect(saidIn(runGit(remote, 'log', '-1', '--format=%an: %B', 'main'))).toBe(`resedge: ${message.trim()}`);

    const tip = tipOf(remote);
    expect((await runStep(clone, step, { ...people, ...env, [variable]: message })).code).toBe(0);
    expect(tipOf(remote)).toBe(tip);
    const scheduled = await runStep(clone, step, { ...people, ...env, ...byTime[system] });
    expect(scheduled).toMatchObject({ code: 0, out: expect.stringContaining('nothing was pushed; main is at') });
  });

  it('takes a reason where guards would stop it', async () => {
    const git = '{url: https://git.example.com/contoso/fleet.git}';
    const guarded = {
      ...smallFleet,
      'resedge.yaml': object('Fleet', 'contoso', `{git: ${git}, guards: {maxClustersLosing: 1}}`),
    };
    const smaller = object('Namespace', 'shop', '{clusters: /g/stores/east, applications: [till]}');
    const { clone, remote, message } = merged({ 'inventory/shop.yaml': smaller }, guarded);
    const step = await deployStep(clone, 'gitlab');
    const env = { ...people, CI_COMMIT_BRANCH: 'main', CI_COMMIT_MESSAGE: message };
    expect(await runStep(clone, step, env)).toMatchObject({ code: 2, out: expect.stringContaining('1 may') });
    expect((await runStep(clone, step, { ...env, ALLOW: 'end of contract' })).code).toBe(0);
    expect(runGit(remote, 'log', '-1', '--format=%B', 'main')).toContain('Allow: end of contract');
  });
}

if (isBuilt) describe('the deploy step', tests);
else describeSkipped('the deploy step', 'it is not built: npm run build');
