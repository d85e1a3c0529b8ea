import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/git.ts';

const script = fileURLToPath(new URL('../../scripts/demo.mjs', import.meta.url));

it('npm run demo: from any folder, on a machine where Git knows no name', () => {
  const folder = temporaryFolder();
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, GIT_DIR: '/nowhere', RESEDGE_REPO: '/nowhere' },
  });

  expect({ status, stderr }).toEqual({ status: 0, stderr: 'Next: resedge deploy -m "why"\n' });
  expect(stdout).toContain('\n0 errors, 0 warnings, 2 notes in 85 files\n');
  expect(stdout).toContain('$ resedge generate\n19 clusters in 9 profiles, 60 placements: 149 files up to date\n');
  expect(stdout).toContain(
    `$ resedge generate --dry-run
+ clusters/west-wa-seattle-3901/kustomization.yaml
20 clusters in 9 profiles, 64 placements: 1 file would be created, 0 updated, 0 deleted, 149 unchanged
`,
  );
  expect(stdout).toMatch(/^pushed [0-9a-f]{10} to main: 1 file created, 0 updated, 0 deleted, 149 unchanged$/m);
  expect(stdout).toContain(' 2 files changed, 50 insertions(+)\n');
  expect(stdout).toContain(
    '$ git -C remote.git show main:clusters/west-wa-seattle-3901/kustomization.yaml\n# Generated',
  );
  expect(stdout).toContain('  path: ./clusters/west-wa-seattle-3901\n');
  expect(readdirSync(folder), 'what the demo leaves behind').toEqual([]);
});
