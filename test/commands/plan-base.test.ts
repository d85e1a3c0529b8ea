import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publish } from '../deploy/support.ts';
import { createRepository, runGit, writeFiles } from '../support/git.ts';
import { changed, plan, planned, shop } from './plan-support.ts';
import { cluster, clusterPath, object, smallFleet } from './support.ts';

const nothing = 'Plan: nothing changes on any cluster.\n';

describe('plan, the exit code', () => {
  const smaller = shop('{clusters: /g/stores/east, applications: [till]}');

  it.each<[words: readonly string[], code: number]>([
    [[], 0],
    [['--exit-code'], 1],
    [['--exit-code', '--allow', 'end of contract'], 0],
    [['--expect-no-change'], 1],
  ])('of a change with %j is %i', async (words, code) => {
    expect((await plan(changed(smaller), words)).code).toBe(code);
  });

  it.each([['--exit-code'], ['--expect-no-change']])('is 0 with %s where nothing changes', async (word) => {
    expect(await plan(changed({ 'notes.txt': 'x' }), [word])).toMatchObject({ code: 0, err: '' });
  });

  it('is 1 where spec.guards would stop deploy, unless that is allowed', async () => {
    const spec =
      '{git: {url: https://git.example.com/contoso/fleet.git}, guards: {maxClustersLosing: 1, maxClustersChanged: 25%, protected: /c/w1}}';
    const folder = changed({ ...smaller, 'resedge.yaml': object('Fleet', 'contoso', spec) });
    const stops = [
      'w1, which spec.guards.protected names, would lose a namespace or an application',
      '2 of 4 clusters would lose a namespace or an application; 1 may (spec.guards.maxClustersLosing)',
      '2 of 4 clusters would change; 1 may (spec.guards.maxClustersChanged)',
    ];
    expect(await plan(folder)).toMatchObject({
      code: 1,
      err: stops.map((stop) => `deploy would stop: ${stop}\n`).join(''),
    });
    const allowed = stops.map((stop) => `allowed (planned): ${stop}\n`).join('');
    for (const words of [[], ['--exit-code']])
      expect(await plan(folder, [...words, '--allow', 'planned'])).toMatchObject({ code: 0, err: allowed });
    expect(await planned(folder)).toMatchObject({ stops });
  });
});

describe('plan, what it compares with', () => {
  it('is the branch that clusters read as the remote has it', async () => {
    const { ann } = publish();
    writeFiles(ann, shop('{clusters: /g/stores/east, applications: [till]}'));
    runGit(ann, 'commit', '--quiet', '--all', '--message', 'Not pushed');
    const { out } = await plan(ann);
    expect(out).toContain(`Compared with origin/main (${runGit(ann, 'rev-parse', '--short=10', 'HEAD~1')}):`);
    expect(out).toContain('Plan: 2 of 4 clusters affected;');
  });

  it('is told from the same folder of the repository, where the fleet is not at its root', async () => {
    const below = Object.entries(smallFleet).map(([path, text]) => [`fleets/one/${path}`, text]);
    const folder = createRepository(Object.fromEntries(below));
    const root = join(folder, 'fleets/one');
    writeFiles(root, shop('{clusters: /g/stores/east, applications: [till]}'));
    expect(await planned(root)).toMatchObject({ clusters: { total: 4, affected: 2, added: 0, removed: 0 } });
  });

  it('is where the branch began, and not what others merged since', async () => {
    const folder = createRepository(smallFleet);
    runGit(folder, 'switch', '--quiet', '--create', 'mine');
    writeFiles(folder, shop('{clusters: /g/stores/east, applications: [till]}'));
    runGit(folder, 'commit', '--quiet', '--all', '--message', 'Mine');
    runGit(folder, 'switch', '--quiet', 'main');
    rmSync(join(folder, clusterPath('e1')));
    runGit(folder, 'commit', '--quiet', '--all', '--message', 'Theirs');
    runGit(folder, 'switch', '--quiet', 'mine');
    expect(await planned(folder)).toMatchObject({ clusters: { total: 4, affected: 2, added: 0, removed: 0 } });
    expect((await plan(folder, ['--base', 'mine'])).out).toContain(nothing);
  });

  it('may be any commit, if there is such a one', async () => {
    const folder = changed({});
    expect(await plan(folder, ['--base', 'nowhere'])).toEqual({
      code: 2,
      out: '',
      err: 'error: there is no commit nowhere\nhint: Name a branch, a tag or a commit, such as --base main.\n',
    });
  });

  it('may hold errors: what they stand in counts as new', async () => {
    const folder = changed(cluster('e1', 'stores/east'), { ...smallFleet, [clusterPath('e1')]: 'kind: Nothing\n' });
    const { out, err } = await plan(folder);
    expect(out).toContain('+ new: 1 cluster: e1\n');
    expect(err).toBe('The inventory that this is compared with has an error: what is wrong there counts as new.\n');
  });

  it('is nothing before the first commit', async () => {
    const folder = createRepository();
    writeFiles(folder, smallFleet);
    const { code, out } = await plan(folder);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining('Compared with nothing: nothing was delivered yet'),
    });
    expect(out).toContain('Plan: 4 of 4 clusters affected; applications: 4 added, 0 changed, 0 removed.\n');
  });

  it('needs an inventory without errors now', async () => {
    const folder = changed(cluster('e1', 'stores/nowhere'));
    expect(await plan(folder)).toMatchObject({ code: 2, err: expect.stringContaining('the inventory has errors') });
  });
});
