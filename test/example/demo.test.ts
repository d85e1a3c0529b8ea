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

  const waits = `What waits:
  cluster on 1 cluster (central-la-lafayette-0077): held: the basement is flooded, until it is released
`;
  expect({ status, stderr }).toEqual({ status: 0, stderr: `${waits}${waits}` });
  expect(stdout).toContain('\n0 errors, 0 warnings, 2 notes in 85 files\n');
  expect(stdout).toMatch(/^pushed [0-9a-f]{10} to main: 154 files created, 0 updated, 0 deleted, 0 unchanged, /m);
  expect(stdout).toContain(
    `$ resedge generate --dry-run
+ clusters/west-wa-seattle-3901/kustomization.yaml
20 clusters in 12 profiles, 64 placements: 1 file would be created, 0 updated, 0 deleted, 154 unchanged
`,
  );
  expect(stdout).toMatch(
    /^pushed [0-9a-f]{10} to main: 1 file created, 0 updated, 0 deleted, 154 unchanged, 1 cluster waits$/m,
  );
  expect(stdout).toContain(' 2 files changed, 50 insertions(+)\n');
  expect(stdout).toContain(
    '$ git -C remote.git show main:clusters/west-wa-seattle-3901/kustomization.yaml\n# Generated',
  );
  expect(stdout).toContain('  path: ./clusters/west-wa-seattle-3901\n');
  expect(readdirSync(folder), 'what the demo leaves behind').toEqual([]);
});
